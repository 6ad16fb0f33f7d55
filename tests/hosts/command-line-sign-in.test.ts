import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '#main/cli/console.ts';
import { type Keyboard, secretsFrom } from '#main/cli/secret.ts';
import { Usage } from '#main/cli/usage.ts';
import { programPath } from '../programs.ts';

// Who acts on the command line: real processes on one data folder, whose admin has a password.

const ADMIN = 'the old well in Mirpur';
const RAHIM = 'nine green boats';
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-cli-as-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function lastmile(command: string, env: Readonly<Record<string, string>> = {}) {
  const args = [...command.split(' '), '--data', join(root, 'data'), '--json'];
  const { status, stdout } = spawnSync(process.execPath, [programPath('cli'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, LASTMILE_KEYS: join(root, 'keys'), ...env },
  });
  return { status, answer: JSON.parse(stdout) as Record<string, unknown> };
}
const codeOf = ({ status, answer }: ReturnType<typeof lastmile>) => [
  status,
  (answer['error'] as { code: string } | undefined)?.code,
];

test('given an office, when its admin sets a password, then every command asks who acts, and does what that role may', () => {
  expect(lastmile('demo').status).toBe(0);
  expect(codeOf(lastmile('customers --as rahim'))).toEqual([2, 'as-too-early']);
  expect(codeOf(lastmile('password set'))).toEqual([2, 'password-missing']);
  expect(codeOf(lastmile('password set', { LASTMILE_NEW_PASSWORD: 'short' }))).toEqual([2, 'input-invalid']);
  const set = lastmile('password set --as admin', { LASTMILE_NEW_PASSWORD: ADMIN });
  expect(set).toEqual({ status: 0, answer: { name: 'admin', changed: true } });

  expect(codeOf(lastmile('customers'))).toEqual([2, 'sign-in-needed']);
  expect(codeOf(lastmile('customers --as admin'))).toEqual([2, 'password-missing']);
  expect(codeOf(lastmile('customers --as admin', { LASTMILE_PASSWORD: 'wrong' }))).toEqual([2, 'sign-in-wrong']);
  expect(lastmile('customers --as Admin', { LASTMILE_PASSWORD: ADMIN }).answer['total']).toBeGreaterThan(20);

  const admin = { LASTMILE_PASSWORD: ADMIN };
  expect(codeOf(lastmile('staff add rahim --role boss --as admin', admin))).toEqual([2, 'role-option']);
  expect(codeOf(lastmile('staff add rahim --role cashier --operator Nowhere --as admin', admin))).toEqual([
    2,
    'operator-option',
  ]);
  expect(lastmile('staff add rahim --role cashier --as admin', admin).answer).toMatchObject({
    name: 'rahim',
    operator: 'Shapla Broadband',
    role: 'cashier',
    hasPassword: false,
  });
  expect(lastmile('staff set-password rahim --as admin', { ...admin, LASTMILE_NEW_PASSWORD: RAHIM }).answer).toEqual({
    name: 'rahim',
    changed: true,
  });

  const rahim = { LASTMILE_PASSWORD: RAHIM };
  expect(lastmile('customers --as rahim', rahim).status).toBe(0);
  expect(codeOf(lastmile('backup --out x.db --as rahim', rahim))).toEqual([2, 'not-allowed']);
  expect(codeOf(lastmile('staff list --as rahim', rahim))).toEqual([2, 'not-allowed']);
  const changed = { ...rahim, LASTMILE_NEW_PASSWORD: 'ten yellow boats' };
  expect(lastmile('password set --as rahim', changed).answer).toEqual({ name: 'rahim', changed: true });
  expect(codeOf(lastmile('customers --as rahim', rahim))).toEqual([2, 'sign-in-wrong']);

  expect(lastmile('staff retire rahim --as admin', admin).answer).toMatchObject({ retired: true });
  expect(codeOf(lastmile('customers --as rahim', { LASTMILE_PASSWORD: 'ten yellow boats' }))).toEqual([
    2,
    'sign-in-wrong',
  ]);
  expect(codeOf(lastmile('staff retire nobody --as admin', admin))).toEqual([2, 'staff-unknown']);
  const { staff } = lastmile('staff list --as admin', admin).answer as { staff: { name: string }[] };
  expect(staff.map(({ name }) => name)).toContain('rahim');
});

test('given a backup with a password, when it is restored, then nobody is asked, and from then on everybody', () => {
  const admin = { LASTMILE_PASSWORD: ADMIN };
  const file = join(root, 'kept.db');
  expect(lastmile(`backup --out ${file} --as admin`, admin).status).toBe(0);
  const { status, answer } = lastmile(`restore ${file}`);
  expect([status, answer['locked']]).toEqual([0, false]);
  expect(answer['customers']).toBeGreaterThan(20);
  expect(codeOf(lastmile('check'))).toEqual([2, 'sign-in-needed']);
  expect(lastmile('check --as admin', admin).answer).toEqual({ ok: true, problems: [] });
});

describe('a password that is typed', () => {
  /** A terminal at which somebody types. */
  class Terminal extends EventEmitter implements Keyboard {
    readonly isTTY = true;
    readonly shown: string[] = [];
    raw = false;
    setRawMode(raw: boolean): void {
      this.raw = raw;
    }
    resume(): void {
      // Whatever is asked, the next line of what is typed is there.
    }
    pause(): void {
      // As above.
    }
    type(text: string): void {
      this.emit('data', Buffer.from(text));
    }
  }

  const console = openConsole(true, { write: () => undefined }, { write: () => undefined });
  const at = (terminal: Terminal, environment = {}) =>
    secretsFrom(environment, terminal, console, (text) => {
      // What is typed as soon as the question stands there is not shown any more.
      if (text !== '\n') expect(terminal.raw).toBe(true);
      terminal.shown.push(text);
    });

  test('given a terminal, then it is read without being shown, and asked for once', async () => {
    const terminal = new Terminal();
    const secret = at(terminal);
    const asked = secret('LASTMILE_PASSWORD', 'cli.password', { name: 'রহিম' });
    expect(terminal.raw).toBe(true);
    terminal.type('se');
    terminal.type('x\u007fকret\r');
    expect(await asked).toBe('seকret');
    expect(await secret('LASTMILE_PASSWORD', 'cli.password', { name: 'রহিম' })).toBe('seকret');
    expect(terminal.raw).toBe(false);
    expect(terminal.shown).toEqual(['Password of রহিম: ', '\n']);
  });

  test('given Ctrl+C, then it is cancelled and the terminal is as before', async () => {
    const terminal = new Terminal();
    const asked = at(terminal)('LASTMILE_PASSWORD', 'cli.password', { name: 'x' });
    terminal.type('half\u0003');
    await expect(asked).rejects.toEqual(new Usage('cancelled'));
    expect(terminal.raw).toBe(false);
  });

  test('given a new one that is not typed twice the same, then it is refused', async () => {
    const terminal = new Terminal();
    const asked = at(terminal)('LASTMILE_NEW_PASSWORD', 'cli.new-password', { name: 'x' }, 'cli.new-password-again');
    terminal.type('one two three\r');
    await Promise.resolve();
    await Promise.resolve();
    terminal.type('one two four\r');
    await expect(asked).rejects.toEqual(new Usage('passwords-differ'));
  });

  test('given the environment, then nothing is asked', async () => {
    const terminal = new Terminal();
    const secret = at(terminal, { LASTMILE_PASSWORD: 'from there' });
    expect(await secret('LASTMILE_PASSWORD', 'cli.password', { name: 'x' })).toBe('from there');
    expect(terminal.shown).toEqual([]);
  });
});
