import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';

// The ledger, receipts and reports of money as scripts ask for them, and what is asked for twice: real processes.

let root = '';
const at = (name: string): string => join(root, name);

function typed(args: readonly string[], input = '') {
  const data = args.includes('--data') ? [] : ['--data', at('data')];
  return spawnSync(process.execPath, [programPath('cli'), ...args, ...data], {
    encoding: 'utf8',
    env: { ...process.env, LASTMILE_KEYS: at('keys') },
    input,
  });
}

function run(...args: string[]) {
  const { status, stdout } = typed([...args, '--json']);
  return { status, answer: JSON.parse(stdout) as Record<string, never> };
}

/** Two customers, one by the month and one by the day, in a data folder. */
function filled(...data: string[]): void {
  expect(run('reference', 'import', at('isp.json'), ...data).status).toBe(0);
  expect(run('import', at('two.csv'), ...data).status).toBe(0);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-ledger-'));
  writeFileSync(at('isp.json'), JSON.stringify(isp));
  writeFileSync(at('two.csv'), [HEADINGS, line(1), line(2).replace('Monthly', 'Daily')].join('\n'));
  filled();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const paid = (...more: string[]) => run('payment', 'add', '--username', 'user1', ...more);

describe('a request with a number of its own', () => {
  const cash = ['--method', 'cash', '--request'];

  it('given an answer that was lost, when the payment is asked for again, then money is taken once and the answer is the same', () => {
    const request = randomUUID();
    const first = paid('--amount', '75', ...cash, request);
    expect(first).toMatchObject({ status: 0, answer: { applied: true, run: request } });
    expect(paid('--amount', '75', ...cash, request)).toEqual(first);
    // Another one under the same number is not taken for it.
    expect(paid('--amount', '80', ...cash, request)).toMatchObject({
      status: 2,
      answer: { error: { code: 'action-request-taken' } },
    });
    expect(paid('--amount', '75', ...cash, '17')).toMatchObject({
      status: 2,
      answer: { error: { code: 'request-option' } },
    });
  });

  it('given an action or a new customer, when it is asked for again, then it is done once', () => {
    const request = randomUUID();
    const charge = () =>
      run('customer', 'add-charge', 'user1', '--amount', '5', '--note', 'a plug', '--request', request);
    const charged = charge();
    expect(charged).toMatchObject({ status: 0, answer: { applied: true, run: request } });
    expect(charge()).toEqual(charged);
    const { lines } = run('ledger', 'user1').answer as unknown as Ledger;
    expect(lines.filter(({ note }) => note === 'a plug')).toHaveLength(1);

    const person = {
      ...{ username: 'nadia', password: 'secret-77', fullName: 'Nadia', phone: '01711000077', operator: 'DN' },
      ...{ package: 'Home 10M', billingProfile: 'Monthly', method: 'cash' },
    };
    const add = () =>
      typed(['customer', 'add', '--request', '0190A6C2-7F3E-7C1D-9B2A-5D8E4F6A7B10', '--json'], JSON.stringify(person));
    const added = add();
    expect([added.status, added.stdout]).toEqual([0, expect.stringContaining('"username":"nadia"')]);
    expect(add().stdout).toBe(added.stdout);
    expect(run('customers', '--search', 'nadia').answer).toMatchObject({ total: 1 });
  });
});

describe('money without the screens', () => {
  it('given payments and a charge, when the ledger is asked for, then its lines have ids by which any of them is taken back, once', () => {
    const request = randomUUID();
    paid('--amount', '60', '--method', 'cash', '--request', request);
    run('customer', 'add-charge', 'user1', '--amount', '11', '--note', 'a cable');
    const before = run('ledger', 'user1', '--limit', '2').answer as unknown as Ledger;
    expect(before.lines).toMatchObject([
      { kind: 'charge', amount: '-11.00', note: 'a cable', balance: before.balance },
      { kind: 'payment', amount: '60.00', canReverse: true },
    ]);
    expect(before.next).toBe(before.lines[1]?.id);
    const [charge] = before.lines;
    const reverse = (...note: string[]) => run('reverse', charge?.id ?? '', ...note);
    const taken = reverse('--note', 'was never laid');
    expect(taken).toMatchObject({ status: 0, answer: { line: charge?.id } });
    expect(Number(taken.answer['balance'])).toBe(Number(before.balance) + 11);
    expect(reverse('--note', 'was never laid')).toEqual(taken);
    expect(reverse('--note', 'another')).toMatchObject({
      status: 2,
      answer: { error: { code: 'entry-reversed' } },
    });
    expect(reverse()).toMatchObject({ status: 2, answer: { error: { code: 'option-missing' } } });
    expect(run('reverse', 'K7Q-000001', '--note', 'x')).toMatchObject({
      status: 2,
      answer: { error: { code: 'not-a-line' } },
    });
    const { status, stdout } = typed(['ledger', 'user1', '--limit', '1']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('was never laid')]);
    expect(stdout).toContain(`Balance of user1: ${String(taken.answer['balance'])} BDT`);
  });

  it('given a payment, when its receipt is asked for by id or number, then both are one, and it is text for people', () => {
    const { answer } = paid('--amount', '90', '--method', 'bank', '--reference', 'T-1');
    const [payment, number] = [String(answer['payment']), String(answer['receipt'])];
    const receipt = run('receipt', payment);
    expect(receipt).toMatchObject({ status: 0, answer: { number, amount: '90.00', method: 'bank', reference: 'T-1' } });
    expect(run('receipt', number.toLowerCase())).toEqual(receipt);
    const { stdout } = typed(['receipt', number]);
    for (const part of [number, 'Customer 1', 'Amount received', 'BDT 90.00', 'Bank']) expect(stdout).toContain(part);
    expect(run('receipt', 'ZZZ-000001')).toMatchObject({
      status: 2,
      answer: { error: { code: 'entry-unknown' } },
    });
  });

  it('given money that was taken today, when cash is reported, then it adds up by method and cashier, and a file has the lines', () => {
    const count = () => Number(run('report', 'cash').answer['count']);
    const before = count();
    paid('--amount', '40', '--method', 'cheque', '--reference', '00017');
    expect(count()).toBe(before + 1);
    const file = at('cash.csv');
    const report = run('report', 'cash', '--from', today(), '--operator', 'Dhaka North', '--out', file);
    expect(report).toMatchObject({ status: 0, answer: { from: today(), to: today(), currency: 'BDT', file } });
    expect(report.answer['byCashier']).toMatchObject([{ cashier: 'admin' }]);
    expect(readFileSync(file, 'utf8')).toContain('00017');
    expect(typed(['report', 'cash']).stdout).toMatch(/Cheque +\d+ +40\.00/);
    expect(run('report', 'cash', '--to', '2020-01-31').answer).toMatchObject({ from: '2020-01-31', count: 0 });
  });

  it.each([
    ['no day', ['--from', 'monday'], 'day-option'],
    ['days backwards', ['--from', '2026-02-02', '--to', '2026-02-01'], 'days-order'],
    ['more than a year', ['--from', '2020-01-01', '--to', '2021-01-01'], 'cash-days'],
    ['nobody', ['--operator', 'Nobody'], 'operator-option'],
    ['another kind of file', ['--out', 'cash.pdf'], 'out-format'],
  ])('given %s, when cash is reported, then it is refused and the status is 2', (_, args, code) => {
    expect(run('report', 'cash', ...args)).toMatchObject({ status: 2, answer: { error: { code } } });
  });

  it('given a suspension that came by itself, when suspensions are reported, then it stands there until somebody has noted it', () => {
    const ahead = new Date(Date.now() + 40 * 86_400_000).toISOString();
    // In a folder of its own, as a month goes by in it.
    const trial = ['--data', at('trial')];
    filled(...trial);
    run('billing', 'run', '--at', ahead, '--ahead', ...trial);
    const report = run('report', 'suspensions', '--unread', ...trial);
    expect(report.status).toBe(0);
    expect(report.answer['suspensions']).toEqual(
      expect.arrayContaining([expect.objectContaining({ username: 'user2', reason: 'daily-balance', note: null })]),
    );
    expect(typed(['report', 'suspensions', ...trial]).stdout).toContain('Balance did not cover the day');
  });
});

interface Ledger {
  readonly balance: string;
  readonly next: string | null;
  readonly lines: readonly { readonly id: string; readonly note: string | null }[];
}

/** By the ISP's clock, six hours ahead. */
const today = (): string => new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10);
