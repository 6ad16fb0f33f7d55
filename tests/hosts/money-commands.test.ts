import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';

// Payments and billing as scripts ask for them: real processes, exit statuses, one JSON document.

let root = '';
const at = (name: string): string => join(root, name);

function run(...args: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [programPath('cli'), ...args, '--data', at('data'), '--json'],
    {
      encoding: 'utf8',
      env: { ...process.env, LASTMILE_KEYS: at('keys') },
    },
  );
  return { status, answer: JSON.parse(stdout) as Record<string, never> };
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-money-'));
  writeFileSync(at('isp.json'), JSON.stringify(isp));
  expect(run('reference', 'import', at('isp.json')).status).toBe(0);
  writeFileSync(at('two.csv'), [HEADINGS, line(1), line(2).replace('Monthly', 'Daily')].join('\n'));
  expect(run('import', at('two.csv')).status).toBe(0);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const paid = (...more: string[]) => run('payment', 'add', '--username', 'user1', ...more);

describe('payment add', () => {
  it('takes a payment once under its M-Pesa code and tells its receipt; what is refused exits 1, what is no command 2', () => {
    const mpesa = ['--amount', '1,500', '--method', 'mpesa', '--reference', 'qgh7xk2lm9'];
    const first = paid(...mpesa);
    expect(first).toMatchObject({
      status: 0,
      answer: { username: 'user1', applied: true, amount: '1500.00', balance: '1500.00' },
    });
    expect(first.answer['receipt']).toMatch(/^[A-Z2-9]{3}-000001$/);
    expect(paid(...mpesa)).toMatchObject({ status: 1, answer: { applied: false, code: 'payment-reference-used' } });
    expect(paid('--amount', 'ten', '--method', 'cash')).toMatchObject({
      status: 1,
      answer: { code: 'amount-invalid' },
    });
    expect(paid('--amount', '10', '--method', 'shells')).toMatchObject({
      status: 2,
      answer: { error: { code: 'option-choice' } },
    });
    // Node takes what begins with a dash for another option.
    expect(paid('--amount', '-500', '--method', 'cash')).toMatchObject({
      status: 2,
      answer: { error: { code: 'option-value', message: expect.stringContaining('--amount needs a value.') } },
    });
    expect(paid('--amount=-500', '--method', 'cash')).toMatchObject({ status: 1, answer: { code: 'amount-invalid' } });
    expect(paid('--method', 'cash')).toMatchObject({ status: 2, answer: { error: { code: 'option-missing' } } });
  });
});

describe('billing run', () => {
  it('goes through to an instant, twice with one effect, and not ahead of the clock unless that is asked for', () => {
    const ahead = ['--at', new Date(Date.now() + 40 * 86_400_000).toISOString()];
    expect(run('billing', 'run', ...ahead)).toMatchObject({ status: 2, answer: { error: { code: 'billing-ahead' } } });
    expect(run('billing', 'run', '--at', 'tomorrow')).toMatchObject({
      status: 2,
      answer: { error: { code: 'instant-option' } },
    });
    expect(run('billing', 'run')).toMatchObject({ status: 0, answer: { charges: 0, suspended: 0 } });
    const later = run('billing', 'run', ...ahead, '--ahead');
    expect(later).toMatchObject({ status: 0, answer: { customers: 2, suspended: 1 } });
    expect(run('billing', 'run', ...ahead, '--ahead')).toMatchObject({
      status: 0,
      answer: { customers: 0, charges: 0 },
    });
    expect(run('check')).toMatchObject({ status: 0, answer: { ok: true } });
  });
});

describe('customer ACTION', () => {
  it('recharges, charges, extends and sets a price, each as the screens do', () => {
    const did = (action: string, ...more: string[]) => run('customer', action, 'user1', ...more);
    expect(did('add-charge', '--amount', '250', '--note', 'a router')).toMatchObject({ status: 0 });
    expect(did('special-price', '--price', '700')).toMatchObject({ status: 0, answer: { applied: true } });
    expect(did('extend', '--days', '3')).toMatchObject({ status: 0, answer: { applied: true } });
    expect(did('extend', '--days', '3', '--until', '2099-01-01')).toMatchObject({ status: 2 });
    const recharged = did('recharge', '--amount', '10', '--method', 'cash');
    expect(recharged).toMatchObject({ status: 1, answer: { code: 'action-not-for-type' } });
    expect(did('send-details')).toMatchObject({ status: 1, answer: { code: 'message-no-gateway' } });
  });
});
