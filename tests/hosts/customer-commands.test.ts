import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beside } from '../features/core-at-work.ts';
import { HEADINGS, isp, line } from '../features/office.ts';
import { programPath } from '../programs.ts';

// The commands that speak of customers, as scripts use them: real processes, exit statuses, one JSON document.

let root = '';
const at = (name: string): string => join(root, name);

const KHULNA = {
  operators: [
    { name: 'Khulna', code: 'KH', kind: 'reseller' },
    { name: 'Jessore', code: 'JS', kind: 'reseller' },
  ],
  packages: [
    {
      name: 'Night',
      code: 'N-DN',
      operator: 'DN',
      connection: 'pppoe',
      downKbps: 1,
      upKbps: 1,
      price: '1',
      validityDays: 30,
    },
    {
      name: 'Night',
      code: 'N-KH',
      operator: 'KH',
      connection: 'pppoe',
      downKbps: 2,
      upKbps: 2,
      price: '2',
      validityDays: 30,
    },
    { name: 'Home 20M', code: 'H20', connection: 'pppoe', downKbps: 2, upKbps: 2, price: '2', validityDays: 30 },
  ],
  billingProfiles: [{ name: 'Monthly 5', code: 'M5', mode: 'monthly' }],
  zones: [
    { name: 'Uttara', code: 'UT' },
    { name: 'Lake', code: 'L1', operator: 'Khulna' },
    { name: 'Lake', code: 'L2', operator: 'Jessore' },
  ],
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lastmile-customers-'));
  for (const [name, document] of [['isp', isp] as const, ['khulna', KHULNA] as const]) {
    writeFileSync(at(`${name}.json`), JSON.stringify(document));
    expect(lastmile(['reference', 'import', at(`${name}.json`)])).toMatchObject({ status: 0 });
  }
  beside(at('data'), (db) =>
    db.exec(`INSERT INTO router (id, operator_id, name, name_key, code, code_key, host, port, username)
      SELECT '01920000-0000-7000-8000-00000000000a', id, 'Tower 1', 'tower 1', 'T1', 't1', '192.168.88.1', 8728, 'lastmile'
      FROM operator WHERE parent_id IS NULL`),
  );
  const rows = Array.from({ length: 20 }, (_, i) => line(i + 1));
  const fixed = ',secret-9,Fixed,01711000001,,Dhaka North,Office,Monthly,,,10.0.0.9';
  writeFileSync(at('c.csv'), [`${HEADINGS},IP`, ...rows.map((row) => `${row},`), `fixed${fixed}`].join('\n'));
  expect(lastmile(['import', at('c.csv')]).answer).toMatchObject({ imported: 21 });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function lastmile(args: readonly string[], { input, env }: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [programPath('cli'), ...args, '--data', at('data'), '--json'],
    { encoding: 'utf8', env: { ...process.env, LASTMILE_KEYS: at('keys'), ...env }, input: input ?? '' },
  );
  // Cast: a test says what it expects of the document.
  return { status, stderr, answer: JSON.parse(stdout) as Record<string, unknown> };
}

const only = (username: string) =>
  (lastmile(['customers', '--search', username, '--status', 'all']).answer['customers'] as object[])[0];

describe('every action on customers', () => {
  const APPLIED: readonly (readonly [string, ...string[]])[] = [
    ['suspend', '--note', 'moved out'],
    ['reactivate'],
    ['reset-password', '--password-env', 'NEW_PASSWORD'],
    ['change-package', '--package', 'Home 20M'],
    ['change-profile', '--profile', 'M5'],
    ['change-zone', '--zone', 'Uttara'],
    ['change-zone', '--no-zone'],
    ['change-router', '--router', 'Tower 1'],
    ['change-router', '--no-router'],
    ['bind-mac', '--mac', 'AA:BB:CC:DD:EE:01', '--type', 'Router'],
    ['remove-mac'],
    ['change-operator', '--operator', 'KH'],
    ['delete'],
    ['restore', '--new-username', 'again1'],
  ];
  it('does each to the customers that are named, and tells of each by one document', () => {
    let username = 'user1';
    for (const [action, ...options] of APPLIED) {
      const env = { NEW_PASSWORD: 'hunter2-x' };
      const told = lastmile(['customer', action, username, ...options], { env });
      expect({ action, ...told }).toMatchObject({ action, status: 0, answer: { applied: true } });
      expect(JSON.stringify(told)).not.toContain('hunter2');
      expect(Object.keys(told.answer).sort()).toEqual(['applied', 'run', 'status', 'username']);
      if (action === 'restore') username = 'again1';
    }
    expect(only('again1')).toMatchObject({ operator: 'Khulna', package: 'Home 20M', billingProfile: 'Monthly 5' });
    expect(only('again1')).toMatchObject({ zone: null });
    expect(lastmile(['customer', 'change-ip', 'fixed', '--ip', '10.0.0.10']).status).toBe(0);
    expect(only('fixed')).toMatchObject({ ip: '10.0.0.10' });
  });

  it('activates who is pending, and refuses who is active already', () => {
    const input = JSON.stringify({ ...NEW, username: 'waiting', activate: false });
    expect(lastmile(['customer', 'add'], { input }).answer).toMatchObject({ status: 'pending', applied: true });
    const told = lastmile(['customer', 'activate', 'waiting', 'user2', 'nobody']);
    expect(told).toMatchObject({
      status: 1,
      answer: {
        results: [
          { username: 'waiting', status: 'active', applied: true },
          { username: 'user2', applied: false, code: 'action-already-so', reason: expect.stringMatching(/\.$/) },
          { username: 'nobody', status: null, applied: false, code: 'customer-unknown' },
        ],
        run: expect.any(String),
      },
    });
  });

  it.each([
    [['customer', 'suspend', 'nobody'], 'customer-unknown'],
    [['customer', 'change-package', 'user3', '--package', 'Nope'], 'package-unknown'],
    [['customer', 'change-zone', 'user3'], 'option-missing'],
    [['customer', 'change-router', 'user3'], 'option-missing'],
    [['customer', 'change-router', 'user3', '--router', 'Tower 9'], 'router-unknown'],
    [['customer', 'undo', 'june'], 'not-a-run'],
  ])('given %j: exit status 2, with the reason, and nothing changes', (args, code) => {
    expect(lastmile(args)).toMatchObject({ status: 2, answer: { error: { code } } });
    expect(only('user3')).toMatchObject({ status: 'active', package: 'Home 10M' });
  });

  it('takes back what a run did, once', () => {
    const { answer } = lastmile(['customer', 'suspend', 'user4', 'user5']);
    const undo = (): ReturnType<typeof lastmile> => lastmile(['customer', 'undo', String(answer['run'])]);
    expect(undo()).toMatchObject({
      status: 0,
      answer: {
        results: [
          { username: 'user4', status: 'active', applied: true },
          { username: 'user5', status: 'active', applied: true },
        ],
      },
    });
    expect(undo().answer).toMatchObject({ results: [] });
    expect(only('user4')).toMatchObject({ status: 'active' });
  });
});

describe('a name that two operators have', () => {
  it('means the one that the customers may use', () => {
    expect(lastmile(['customer', 'change-package', 'user6', '--package', 'Night'])).toMatchObject({ status: 0 });
    expect(lastmile(['packages', 'list']).answer).toContainEqual(
      expect.objectContaining({ code: 'N-DN', customers: 1 }),
    );
  });

  it('is refused with the codes where it stays open, and a code is understood', () => {
    expect(lastmile(['customer', 'change-zone', 'user6', '--zone', 'Lake'])).toMatchObject({
      status: 2,
      answer: { error: { code: 'name-ambiguous', message: expect.stringContaining('L1, L2') } },
    });
    expect(lastmile(['customer', 'change-package', 'user7', '--package', 'n-dn'])).toMatchObject({ status: 0 });
  });
});

const NEW = {
  username: 'nadia',
  password: 'secret-77',
  fullName: 'Nadia Islam',
  phone: '01711223399',
  operator: 'DN',
  package: 'Home 10M',
  billingProfile: 'Monthly',
};

describe('customer add', () => {
  it('adds the one on standard input, and tells every problem of one that cannot be', () => {
    const input = `\uFEFF${JSON.stringify(NEW)}`;
    const added = lastmile(['customer', 'add'], { input });
    expect(added).toMatchObject({ status: 0, answer: { username: 'nadia', status: 'active', applied: true } });
    expect(lastmile(['customer', 'add'], { input })).toMatchObject({
      status: 1,
      answer: { applied: false, status: null, problems: [{ field: 'username', code: 'duplicate-username' }] },
    });
  });

  it.each([
    ['no JSON', '{', 'customer-not-json'],
    ['a key that there is not', JSON.stringify({ ...NEW, colour: 'red' }), 'customer-unknown-key'],
    ['a number for a name', JSON.stringify({ ...NEW, fullName: 7 }), 'customer-not-one'],
    ['no name', JSON.stringify({ ...NEW, fullName: undefined }), 'customer-missing-key'],
  ])('given %s: exit status 2', (_, input, code) => {
    expect(lastmile(['customer', 'add'], { input })).toMatchObject({ status: 2, answer: { error: { code } } });
  });
});

describe('customer add, given no username and no password', () => {
  const unnamed = { ...NEW, username: undefined, password: undefined };

  it('makes both as the wizard does, and tells them: they sign in with what is told', () => {
    const input = JSON.stringify({ ...unnamed, phone: '01711000999' });
    const { status, answer } = lastmile(['customer', 'add'], { input });
    expect({ status, answer }).toMatchObject({ status: 0, answer: { username: '01711000999', applied: true } });
    const options = ['--search', '01711000999', '--columns', 'username', '--passwords'];
    lastmile(['customers', 'export', '--out', at('made.csv'), ...options]);
    expect(readFileSync(at('made.csv'), 'utf8')).toContain(`01711000999,${String(answer['password'])}`);
  });

  it('makes one of the name without a phone, and tells no password that was given, nor one on what is no terminal', () => {
    const given = JSON.stringify({ ...unnamed, phone: undefined, fullName: 'Farida Akter', password: 'given-secret' });
    const first = lastmile(['customer', 'add'], { input: given });
    expect(first.answer).toMatchObject({ username: expect.stringMatching(/^farida/) });
    expect(JSON.stringify(first)).not.toContain('given-secret');
    const printed = spawnSync(process.execPath, [programPath('cli'), 'customer', 'add', '--data', at('data')], {
      encoding: 'utf8',
      env: { ...process.env, LASTMILE_KEYS: at('keys') },
      input: JSON.stringify({ ...unnamed, phone: undefined, fullName: 'Farida Akter' }),
    });
    expect(printed.status).toBe(0);
    expect(printed.stdout).toMatch(/is added\.\nA password was made: it stands on the page of the customer\./);
  });

  it('tells the receipt of what was paid', () => {
    const input = JSON.stringify({ ...unnamed, fullName: 'Pays Now', method: 'cash' });
    const { answer } = lastmile(['customer', 'add'], { input });
    expect(answer).toMatchObject({ applied: true, receipt: expect.stringMatching(/^[A-Z2-9]{3}-\d{6}$/) });
  });
});

describe('somebody who is not there', () => {
  it.each([
    [['payment', 'add', '--username', 'nobody', '--amount', '5', '--method', 'cash']],
    [['messages', 'list', '--customer', 'nobody']],
    [['customer', 'suspend', 'nobody']],
  ])('%j: says who', (args) => {
    expect(lastmile(args)).toMatchObject({
      status: 2,
      answer: { error: { code: 'customer-unknown', message: 'There is no customer nobody.' } },
    });
  });
});

describe('the lists', () => {
  it.each([
    [['--package', 'Office'], ['fixed']],
    [['--profile', 'monthly', '--search', 'user11'], ['user11']],
    [
      ['--zone', 'Mirpur', '--sort', 'username:desc', '--limit', '2'],
      ['user9', 'user8'],
    ],
    [['--operator', 'DN', '--type', 'static-monthly'], ['fixed']],
    [['--expiring', '0', '--search', 'user12'], []],
    [['--status', 'suspended'], []],
  ])('customers %j', (options, usernames) => {
    const { status, answer } = lastmile(['customers', ...options]);
    expect(status).toBe(0);
    expect((answer['customers'] as { username: string }[]).map(({ username }) => username)).toEqual(usernames);
  });

  it.each([[['--zone', 'Nowhere']], [['--type', 'fibre']], [['--sort', 'shoe']], [['--expiring', 'soon']]])(
    'customers %j: exit status 2',
    (options) => {
      expect(lastmile(['customers', ...options]).status).toBe(2);
    },
  );

  it('writes them to a file, with passwords only when they are asked for', () => {
    const options = ['--search', 'user13', '--columns', 'username,NID,fullName'];
    const plain = lastmile(['customers', 'export', '--out', at('plain.csv'), ...options]);
    expect(plain).toMatchObject({ status: 0, answer: { file: at('plain.csv'), customers: 1 } });
    expect(readFileSync(at('plain.csv'), 'utf8')).toBe('\uFEFFUsername,NID,Name\r\nuser13,,Customer 13\r\n');
    lastmile(['customers', 'export', '--out', at('with.csv'), '--passwords', ...options]);
    expect(readFileSync(at('with.csv'), 'utf8')).toContain('secret-13');
    if (process.platform !== 'win32') expect(statSync(at('with.csv')).mode & 0o077).toBe(0);
    expect(lastmile(['customers', 'export', '--out', at('x.csv'), '--columns', 'shoe']).status).toBe(2);
    expect(existsSync(at('x.csv'))).toBe(false);
  });

  it.each([
    ['packages', { name: 'Home 20M', code: 'H20', operator: 'admin', connection: 'pppoe' }],
    ['profiles', { name: 'Monthly 5', code: 'M5', mode: 'monthly' }],
    ['zones', { name: 'Lake', code: 'L1', operator: 'Khulna', depth: 0 }],
    ['addresses', { cidr: '10.0.0.0/22', gateway: '10.0.0.1' }],
    ['fields', { label: 'NID', type: 'text', values: 0 }],
  ])('%s list', (kind, one) => {
    const { status, answer } = lastmile([kind, 'list']);
    expect(status).toBe(0);
    expect(answer).toContainEqual(expect.objectContaining(one));
  });

  it('tells the history, of all or of one, in windows', () => {
    lastmile(['customer', 'suspend', 'user14', '--note', 'moved out']);
    const { answer } = lastmile(['history', '--customer', 'user14', '--limit', '1']);
    expect(answer).toMatchObject({
      total: 2,
      lines: [{ action: 'customer.suspend', title: 'user14', by: 'admin' }],
      next: expect.any(Number),
    });
    const rest = lastmile(['history', '--customer', 'user14', '--after', String(answer['next'])]);
    expect(rest.answer).toMatchObject({ lines: [{ entity: 'import-batch' }], next: null });
    expect(lastmile(['history', '--to', '2001-01-01']).answer).toMatchObject({ total: 0, lines: [] });
    expect(lastmile(['history', '--from', 'june']).status).toBe(2);
  });
});

describe('the subscriber report', () => {
  it('refuses a month that has not begun, and writes nothing', () => {
    const asked = lastmile(['report', 'btrc', '--month', '2999-01', '--out', at('ahead.csv')]);
    expect(asked).toMatchObject({ status: 2, answer: { error: { code: 'report-month-ahead' } } });
    expect(existsSync(at('ahead.csv'))).toBe(false);
  });
});

describe('given something that is nearly right', () => {
  const codeOf = ({ answer }: ReturnType<typeof lastmile>) =>
    (answer['error'] as { code: string; message: string }).code;

  it('when the action does not exist, then those that do are named, and no flags', () => {
    const told = lastmile(['customer', 'frobnicate', 'user1']);
    expect([told.status, codeOf(told)]).toEqual([2, 'unknown-command']);
    expect(told.stderr).toMatch(/There is no "customer frobnicate"\. There are: add, activate, .*undo\./);
    expect(told.stderr).not.toContain('USERNAME');
  });

  it('when a document has a key that there is not, then the key is told, and those that there are', () => {
    const told = lastmile(['customer', 'add'], { input: '{"usrename":"new"}' });
    expect([told.status, codeOf(told)]).toEqual([2, 'customer-unknown-key']);
    expect(told.stderr).toMatch(/unknown key usrename\. There are: username\?, password\?, fullName, phone\?,/);
  });

  it('when a name is close to one, then that one is offered', () => {
    const told = lastmile(['customer', 'change-zone', 'user13', '--zone', 'Utara']);
    expect([told.status, codeOf(told)]).toEqual([2, 'zone-unknown']);
    expect(told.stderr).toContain('Did you mean "Uttara"?');
  });

  it('when an address is changed, then the answer has the new one', () => {
    const told = lastmile(['customer', 'change-ip', 'fixed', '--ip', '10.0.0.77']);
    expect(told.answer).toMatchObject({ username: 'fixed', applied: true, ip: '10.0.0.77' });
  });
});

it('given no columns, when customers are exported, then the own fields stand behind all others', () => {
  expect(lastmile(['customers', 'export', '--out', at('columns.csv')]).status).toBe(0);
  const [headings = ''] = readFileSync(at('columns.csv'), 'utf8').split('\r\n');
  expect(headings).toMatch(/^\uFEFF?Status,Username,.*,Thana,NID$/);
});
