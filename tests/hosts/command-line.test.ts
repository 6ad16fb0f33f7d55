import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';

// The command line as scripts use it: real processes, exit statuses, one JSON document.

let root = '';
let folder = '';
const at = (name: string): string => join(root, name);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-cli-'));
  folder = at('data');
  writeFileSync(at('isp.json'), JSON.stringify(isp));
  expect(lastmile('reference', 'import', at('isp.json')).status).toBe(0);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function run(args: readonly string[], data = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [programPath('cli'), ...args, '--data', data], {
    encoding: 'utf8',
    env: { ...process.env, LASTMILE_KEYS: at('keys') },
  });
  return { status, stdout, stderr };
}

/** With `--json`: what the one document says. */
function lastmile(...args: string[]) {
  const { status, stdout, stderr } = run([...args, '--json']);
  return { status, stderr, answer: JSON.parse(stdout) as Record<string, never> };
}

function customerFile(name: string, ...lines: string[]): string {
  writeFileSync(at(name), [HEADINGS, ...lines].join('\n'));
  return at(name);
}

describe('validate', () => {
  it('counts rows by their errors, names row and column as the spreadsheet does, and shows no password', () => {
    const file = customerFile(
      'validate.csv',
      line(1),
      '',
      'USER1,hunter2-x,Two,01711000002,,Dhaka North,Home10M,Monthly,,',
      'ok3,qwz12,Three,,,DN,h10,monthly,mirpur,',
    );
    const { status, answer } = lastmile('validate', file);
    expect(status).toBe(1);
    const { problems, ...sums } = answer as unknown as { problems: { row: number; severity: string }[] };
    expect(sums).toEqual({ file, rows: 3, ok: 2, errors: 2, warnings: 2 });
    expect(problems).toMatchObject([
      { row: 4, column: 'Username', code: 'duplicate-in-file', severity: 'error', value: 'USER1' },
      { row: 4, column: 'Package', code: 'package-not-found', value: 'Home10M', suggestion: 'Home 10M' },
      { row: 5, column: 'Password', code: 'password-weak', severity: 'warning', value: '' },
      { row: 5, column: 'Phone', code: 'no-phone', severity: 'warning', value: '' },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|qwz12/);
  });

  it('changes nothing', () => {
    lastmile('validate', customerFile('dry.csv', line(77)));
    expect(lastmile('customers', '--search', 'user77').answer).toMatchObject({ total: 0 });
    expect(existsSync(join(folder, 'import'))).toBe(false);
  });

  it.each([
    ['a file that does not exist', () => at('nowhere.csv'), 'file-missing'],
    ['a folder', () => root, 'file-is-folder'],
    ['an empty file', () => (writeFileSync(at('empty.csv'), ''), at('empty.csv')), 'file-empty'],
    [
      'a picture',
      () => (writeFileSync(at('x.xlsx'), Buffer.from('89504e470d0a1a0a0000', 'hex')), at('x.xlsx')),
      'file-is-image',
    ],
    [
      'a file without the required columns',
      () => (writeFileSync(at('y.csv'), 'Colour,Size\nred,4\n'), at('y.csv')),
      'import-columns-missing',
    ],
  ])('given %s: names the file and the reason, exit status 2', (_, file, code) => {
    const { status, answer, stderr } = lastmile('validate', file());
    expect(status).toBe(2);
    expect(answer).toMatchObject({ error: { code } });
    expect(stderr).toContain(file().split('/').at(-1));
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('maps a column by hand, and takes one value for all rows', () => {
    writeFileSync(at('other.csv'), 'Kunde;Username;Password;Plan\nAli;ali-1;secret-1;Home 10M\n');
    const refused = lastmile('validate', at('other.csv'));
    expect(refused.status).toBe(2);
    const { status, answer } = lastmile(
      'validate',
      at('other.csv'),
      '--map',
      'Kunde=Full Name',
      '--map',
      'Plan=Package',
      '--set',
      'Operator=DN',
      '--set',
      'Billing Profile=Monthly',
    );
    expect({ status, rows: answer['rows'], ok: answer['ok'] }).toEqual({ status: 0, rows: 1, ok: 1 });
  });
});

describe('import', () => {
  it('imports, writes the error report, lists, and undoes', () => {
    const file = customerFile('import.csv', line(101), line(102), 'bad,secret-9,Bad,,,DN,Nope,Monthly,,=1+1');
    const { status, answer, stderr } = lastmile('import', file, '--errors', at('errors.csv'));
    expect(status).toBe(1);
    expect(answer).toMatchObject({ rows: 3, ok: 2, imported: 2, failed: 1, skipped: 0, batch: expect.any(String) });
    expect(stderr).toContain('errors.csv');
    const [headings, row, end] = readFileSync(at('errors.csv'), 'utf8').split('\r\n');
    expect(headings).toBe(`\uFEFF${HEADINGS},Reasons,Reference`);
    expect(row).toMatch(/^bad,,Bad,,,DN,Nope,Monthly,,'=1\+1,/);
    expect(end).toBe('');

    const list = lastmile('customers', '--search', 'user10', '--limit', '1');
    expect(list.answer).toMatchObject({
      total: 2,
      customers: [{ username: 'user101', status: 'active' }],
      next: expect.any(String),
    });
    const rest = lastmile('customers', '--search', 'user10', '--limit', '1', '--after', String(list.answer['next']));
    expect(rest.answer).toMatchObject({ total: 2, customers: [{ username: 'user102' }], next: null });
    expect(Object.keys((list.answer['customers'] as unknown as object[])[0]!)).toEqual([
      'id',
      'username',
      'fullName',
      'phone',
      'email',
      'operator',
      'package',
      'billingProfile',
      'zone',
      'address',
      'ip',
      'type',
      'status',
      'provisioning',
      'sync',
      'expires',
      'balance',
    ]);
    expect(lastmile('import', 'undo', String(answer['batch'])).answer).toMatchObject({ removed: 2, left: [] });
    expect(lastmile('customers', '--search', 'user10').answer).toMatchObject({ total: 0 });
  });

  it('keeps customers pending when asked to', () => {
    lastmile('import', customerFile('pending.csv', line(201)), '--pending');
    expect(lastmile('customers', '--status', 'pending').answer).toMatchObject({
      total: 1,
      customers: [{ username: 'user201' }],
    });
    expect(lastmile('customers', '--status', 'active', '--search', 'user201').answer).toMatchObject({ total: 0 });
  });

  it('refuses a report that cannot be written before it changes anything', () => {
    const file = customerFile('report.csv', line(301));
    expect(lastmile('import', file, '--errors', at('no/such/folder.csv'))).toMatchObject({ status: 2 });
    expect(lastmile('import', file, '--errors', at('errors.txt'))).toMatchObject({ status: 2 });
    expect(lastmile('customers', '--search', 'user301').answer).toMatchObject({ total: 0 });
  });

  it('leaves no session behind when a file cannot be imported as it is', () => {
    writeFileSync(at('z.csv'), 'Username,Password\na,b\n');
    expect(lastmile('import', at('z.csv'))).toMatchObject({
      status: 2,
      answer: { error: { code: 'import-columns-missing' } },
    });
  });
});

describe('the rest', () => {
  it('writes both templates with exactly the ten headings', () => {
    expect(lastmile('template', '--out', at('t.csv')).status).toBe(0);
    expect(readFileSync(at('t.csv'), 'utf8')).toBe(`\uFEFF${HEADINGS}\r\n`);
    expect(readFileSync(new URL('../../templates/customers.csv', import.meta.url), 'utf8')).toBe(
      `\uFEFF${HEADINGS}\r\n`,
    );
    expect(lastmile('template', '--out', at('t.xlsx')).status).toBe(0);
    expect(lastmile('validate', at('t.xlsx')).answer).toMatchObject({ rows: 0, ok: 0, problems: [] });
  });

  it('backs up and restores into a folder that is made', () => {
    lastmile('import', customerFile('b.csv', line(401)));
    const before = lastmile('customers', '--limit', '1000').answer;
    expect(lastmile('backup', '--out', at('copy.lastmile')).status).toBe(0);
    const restored = run(['restore', at('copy.lastmile'), '--json'], at('second'));
    expect(restored.status).toBe(0);
    expect(JSON.parse(run(['customers', '--limit', '1000', '--json'], at('second')).stdout)).toEqual(before);
    expect(JSON.parse(run(['check', '--json'], at('second')).stdout)).toEqual({ ok: true, problems: [] });
    expect(lastmile('backup', '--out', at('copy.lastmile'))).toMatchObject({ status: 2 });
  });

  it('fills an empty folder with a sample ISP, once', () => {
    expect(run(['demo', '--json'], at('demo')).status).toBe(0);
    expect(JSON.parse(run(['customers', '--json'], at('demo')).stdout).total).toBeGreaterThan(20);
    expect(run(['demo', '--json'], at('demo')).status).toBe(2);
  });

  it.each([[[]], [['--help']]])('prints the help for %j', (args) => {
    const { status, stdout } = spawnSync(process.execPath, [programPath('cli'), ...args], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('reference import FILE.json');
  });

  it('prints of "messages --help" what can be done with messages, and nothing else', () => {
    const { status, stdout } = spawnSync(process.execPath, [programPath('cli'), 'messages', '--help'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('messages test PHONE TEXT');
    expect(stdout).not.toContain('reference import');
  });

  it.each([
    [['nonsense']],
    [['validate']],
    [['validate', 'a', 'b']],
    [['validate', 'a', '--wrong']],
    [['customers', '--limit', 'many']],
    [['customers', '--status', 'gone']],
    [['template', '--out', 'x.pdf']],
    [['import', 'undo', 'june']],
    [['serve', '--port', 'x']],
  ])('given %j: exit status 2, a sentence, and no stack trace', (args) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/\S/);
    expect(stderr).not.toMatch(/\n {4}at |undefined|\{\{/);
  });

  it('refuses a data folder that is missing, and makes none', () => {
    for (const args of [
      ['customers'],
      ['check'],
      ['validate', at('validate.csv')],
      ['template', '--out', at('n.csv')],
    ]) {
      expect(run(args, at('missing')).status).toBe(2);
    }
    expect(existsSync(at('missing'))).toBe(false);
  });

  it('takes paths from where the command was typed, under npm too', () => {
    mkdirSync(at('typed'), { recursive: true });
    const { status } = spawnSync(
      process.execPath,
      [programPath('cli'), 'template', '--out', 'here.csv', '--data', folder],
      {
        cwd: '/',
        env: { ...process.env, LASTMILE_KEYS: at('keys'), npm_lifecycle_event: 'lastmile', INIT_CWD: at('typed') },
      },
    );
    expect(status).toBe(0);
    expect(existsSync(at('typed/here.csv'))).toBe(true);
  });

  it('serves until it is told to end, and holds the folder meanwhile', async () => {
    const serving = spawn(process.execPath, [programPath('cli'), 'serve', '--data', at('served')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LASTMILE_KEYS: at('keys') },
    });
    const ended = new Promise((resolve) => serving.once('exit', resolve));
    const { url } = JSON.parse(await firstLine(serving.stdout)) as { url: string };
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400);
    const refused = run(['customers', '--json'], at('served'));
    expect(refused.status).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'folder-in-use' } });
    serving.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(run(['customers', '--json'], at('served')).status).toBe(0);
  });
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const text of createInterface({ input: stream })) return text;
  return '';
}
