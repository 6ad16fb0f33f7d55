import { scryptSync } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { type Client, type CoreAtWork, beside, coreAtWork, NOW } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

const ADMIN = 'the old well in Mirpur';
const OTHER = 'nine green boats';

/** A clock that a test sets. */
function clock() {
  let at = NOW.getTime();
  return { now: () => new Date(at), pass: (seconds: number) => (at += seconds * 1000) };
}

/** A console of its own: a window, a browser, a command line. */
function consoleOf({ core }: CoreAtWork): Client {
  return createRouterClient(core.router, { context: core.context(core.connect()) });
}

/** What is kept of ADMIN, made at a cost that lets tests be quick: the cost stands in it. */
const KEPT = `scrypt$16$8$1$c2FsdA$${scryptSync(ADMIN, 'salt', 32, { N: 16, r: 8, p: 1 }).toString('base64url')}`;

/** An office whose admin has a password, and a console on which the admin is signed in. */
async function office(now = clock()) {
  const work = await coreAtWork(now.now);
  beside(work.folder, (db) => db.prepare("UPDATE staff_user SET password_hash = ? WHERE name = 'admin'").run(KEPT));
  const first = consoleOf(work);
  await first.signIn.enter({ name: 'admin', password: ADMIN });
  return { work, first, clock: now };
}

/** A staff user as the settings would make it; the password is set by whoever rules over it. */
function addStaff({ folder }: CoreAtWork, name: string, role = 'cashier'): string {
  return beside(folder, (db) => {
    const id = `00000000-0000-7000-8000-0000000000${String(db.prepare('SELECT count(*) FROM staff_user').pluck().get()).padStart(2, '0')}`;
    db.prepare(
      `INSERT INTO staff_user (id, operator_id, name, name_key, role, password_hash)
       SELECT ?, operator_id, ?, ?, ?, password_hash FROM staff_user WHERE name = 'admin'`,
    ).run(id, name, name, role);
    return id;
  });
}

const column = ({ folder }: CoreAtWork, sql: string): unknown => beside(folder, (db) => db.prepare(sql).pluck().get());

describe('before the admin has a password', () => {
  test('given a new folder, when anybody calls, then it is done as the admin and nobody is asked', async () => {
    const client = consoleOf(await coreAtWork());
    expect(await client.signIn.state()).toMatchObject({
      isNeeded: false,
      who: { name: 'admin', role: 'admin', isRoot: true },
      locked: null,
    });
    expect((await client.settings.get()).country).toBe('BD');
  });

  test('given a new folder, when a console is locked, then nothing is, as nobody could come back', async () => {
    const client = consoleOf(await coreAtWork());
    expect(await client.signIn.lock()).toMatchObject({ who: { name: 'admin' }, locked: null });
  });

  test('given two windows that set the first password at once, then one of them does and the other is refused', async () => {
    const work = await coreAtWork();
    const results = await Promise.allSettled(
      [ADMIN, OTHER].map((password) => consoleOf(work).signIn.changePassword({ current: null, password })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const chosen = results[0]?.status === 'fulfilled' ? ADMIN : OTHER;
    expect(await consoleOf(work).signIn.enter({ name: 'admin', password: chosen })).toMatchObject({ locked: null });
  });
});

describe('once the admin has a password', () => {
  test('given the first password, when it is set, then that console stays in and every other one has to sign in', async () => {
    const work = await coreAtWork();
    const [first, other] = [consoleOf(work), consoleOf(work)];
    expect((await other.settings.get()).country).toBe('BD');
    const state = await first.signIn.changePassword({ current: null, password: ADMIN });
    expect(state).toMatchObject({ isNeeded: true, who: { name: 'admin' } });
    expect((await first.settings.get()).country).toBe('BD');
    expect(await refusedWith(other.settings.get())).toEqual({ code: 'sign-in-needed', params: {} });
    expect(await other.signIn.state()).toMatchObject({ isNeeded: true, who: null });
  });

  test('given name and password, when they are right, then that console is in, whatever the case of the name', async () => {
    const { work } = await office();
    const client = consoleOf(work);
    expect(await client.signIn.enter({ name: ' ADMIN ', password: ADMIN })).toMatchObject({ who: { name: 'admin' } });
    expect((await client.settings.get()).country).toBe('BD');
    expect((await client.signIn.leave()).who).toBeNull();
    expect((await refusedWith(client.settings.get())).code).toBe('sign-in-needed');
  });

  test.each([
    ['a wrong password', { name: 'admin', password: 'wrong' }],
    ['an empty password', { name: 'admin', password: '' }],
    ['a name that nobody has', { name: 'nobody', password: ADMIN }],
    ['the name of somebody without a password', { name: 'new', password: '' }],
    ['the name of somebody retired', { name: 'gone', password: ADMIN }],
  ])('given %s, when it is tried, then the refusal says nothing of what was wrong', async (_, input) => {
    const { work } = await office();
    addStaff(work, 'new');
    addStaff(work, 'gone');
    beside(work.folder, (db) => {
      db.exec("UPDATE staff_user SET password_hash = NULL WHERE name = 'new'");
      db.exec("UPDATE staff_user SET retired_at = 1 WHERE name = 'gone'");
    });
    const client = consoleOf(work);
    expect(await refusedWith(client.signIn.enter(input))).toEqual({ code: 'sign-in-wrong', params: {} });
    expect((await client.signIn.state()).who).toBeNull();
  });

  test('given a password of another Unicode form, then it is the same password', async () => {
    const { work, first } = await office();
    await first.signIn.changePassword({ current: ADMIN, password: 'Café-Ñandú-12'.normalize('NFD') });
    const state = await consoleOf(work).signIn.enter({ name: 'admin', password: 'Café-Ñandú-12'.normalize('NFC') });
    expect(state.who?.name).toBe('admin');
  });

  test('given a new password of one’s own, then the current one is asked for, and other consoles are out', async () => {
    const { work, first } = await office();
    const other = consoleOf(work);
    await other.signIn.enter({ name: 'admin', password: ADMIN });
    expect((await refusedWith(first.signIn.changePassword({ current: null, password: OTHER }))).code).toBe(
      'sign-in-wrong',
    );
    expect(await first.signIn.changePassword({ current: ADMIN, password: OTHER })).toMatchObject({
      who: { name: 'admin' },
    });
    expect((await refusedWith(other.settings.get())).code).toBe('sign-in-needed');
    expect((await refusedWith(other.signIn.enter({ name: 'admin', password: ADMIN }))).code).toBe('sign-in-wrong');
  });

  test('given a short password, then it is refused before anything is done', async () => {
    const client = consoleOf(await coreAtWork());
    expect((await refusedWith(client.signIn.changePassword({ current: null, password: '1234567' }))).code).toBe(
      'input-invalid',
    );
  });

  test('given a password, then it stands in no column and no audit line, and the journal has its hash sealed', async () => {
    const work = await coreAtWork();
    await consoleOf(work).signIn.changePassword({ current: null, password: ADMIN });
    expect(column(work, "SELECT password_hash FROM staff_user WHERE name = 'admin'")).toMatch(/^scrypt\$65536\$8\$1\$/);
    const audit = column(work, "SELECT group_concat(action || ':' || coalesce(after, '')) FROM audit");
    expect(audit).toContain('sign-in.change-password:{"password":"changed"}');
    expect(column(work, 'SELECT name FROM sync_journal')).toBe('records.put');
    expect(column(work, "SELECT count(*) FROM sync_journal WHERE instr(sealed, 'scrypt') > 0")).toBe(0);
  });
});

describe('wrong passwords', () => {
  const wrong = async (client: Client, name: string): Promise<string> => {
    const { code, params } = await refusedWith(client.signIn.enter({ name, password: 'wrong' }));
    return code === 'sign-in-wait' ? `wait ${String(params['seconds'])}` : code;
  };

  test.each(['admin', 'nobody'])('given "%s", when passwords go wrong, then each costs a longer wait', async (name) => {
    const { work, clock: time } = await office();
    const client = consoleOf(work);
    for (let i = 0; i < 3; i++) expect(await wrong(client, name)).toBe('sign-in-wrong');
    expect(await wrong(client, name)).toBe('wait 2');
    time.pass(2);
    expect(await wrong(client, name)).toBe('sign-in-wrong');
    expect(await wrong(consoleOf(work), name)).toBe('wait 4');
    time.pass(3);
    expect(await wrong(client, name)).toBe('wait 1');
  });

  test('given a wait, when the right password is given, then it is not even looked at; after it, all is forgiven', async () => {
    const { work, clock: time } = await office();
    const client = consoleOf(work);
    for (let i = 0; i < 3; i++) await wrong(client, 'admin');
    expect((await refusedWith(client.signIn.enter({ name: 'admin', password: ADMIN }))).code).toBe('sign-in-wait');
    time.pass(2);
    expect((await client.signIn.enter({ name: 'admin', password: ADMIN })).who?.name).toBe('admin');
    expect(column(work, "SELECT failed_count FROM staff_user WHERE name = 'admin'")).toBe(0);
  });

  test.each(['admin', 'nobody'])(
    'given twenty guesses for "%s" at the same moment, then no more than three of them are looked at',
    async (name) => {
      const { work } = await office();
      const codes = await Promise.all(Array.from({ length: 20 }, () => wrong(consoleOf(work), name)));
      expect(codes.filter((code) => code === 'sign-in-wrong')).toHaveLength(3);
      expect(new Set(codes)).toEqual(new Set(['sign-in-wrong', 'wait 2']));
    },
  );

  test.each(['admin', 'nobody'])(
    'given wrong passwords for "%s" under a clock that was a year ahead, when it is set right, then only the wait that is told lasts',
    async (name) => {
      const { work, clock: time } = await office();
      const client = consoleOf(work);
      time.pass(365 * 86_400);
      for (let i = 0; i < 3; i++) await wrong(client, name);
      time.pass(2);
      expect(await wrong(client, name)).toBe('sign-in-wrong');
      time.pass(-365 * 86_400);
      expect(await wrong(client, name)).toBe('wait 4');
      time.pass(3);
      expect(await wrong(client, name)).toBe('wait 1');
      time.pass(1);
      expect(await wrong(client, name)).toBe('sign-in-wrong');
      time.pass(8);
      const right = consoleOf(work).signIn.enter({ name: 'admin', password: ADMIN });
      expect((await right).who?.name).toBe('admin');
    },
  );

  test('given wrong passwords of yesterday, then they count no more', async () => {
    const { work, clock: time } = await office();
    const client = consoleOf(work);
    for (let i = 0; i < 3; i++) await wrong(client, 'admin');
    time.pass(86_401);
    for (let i = 0; i < 3; i++) expect(await wrong(client, 'admin')).toBe('sign-in-wrong');
  });

  test('given names that nobody has, then they stand nowhere on the disk, as they may be passwords', async () => {
    const { work } = await office();
    await wrong(consoleOf(work), 'my-secret-word');
    const kept = String(column(work, "SELECT value FROM setting WHERE name = 'signInStrangers'"));
    expect(kept).not.toContain('my-secret-word');
    expect(Object.keys((JSON.parse(kept) as { places: object }).places)).toHaveLength(1);
  });

  test('given a wrong password, then the audit has it', async () => {
    const { work } = await office();
    await wrong(consoleOf(work), 'admin');
    expect(column(work, "SELECT count(*) FROM audit WHERE action = 'sign-in.wrong'")).toBe(1);
  });
});

describe('lock', () => {
  test('given a lock, when it is on, then the console knows who is to come back, and nothing else answers', async () => {
    const { first } = await office();
    expect(await first.signIn.lock()).toMatchObject({ who: null, locked: 'admin' });
    expect((await refusedWith(first.settings.get())).code).toBe('sign-in-needed');
    expect(await first.signIn.lock()).toMatchObject({ locked: 'admin' });
    expect(await first.signIn.enter({ name: 'admin', password: ADMIN })).toMatchObject({ locked: null });
  });

  test('given a console that only asks by itself, when the limit has passed, then it is locked', async () => {
    const { first, clock: time } = await office();
    for (let i = 0; i < 15; i++) {
      time.pass(60);
      await first.settings.get();
    }
    time.pass(61);
    expect((await refusedWith(first.settings.get())).code).toBe('sign-in-needed');
    expect((await refusedWith(first.signIn.present())).code).toBe('sign-in-needed');
    expect(await first.signIn.state()).toMatchObject({ who: null, locked: 'admin' });
  });

  test('given a page that tells of a person, then it stays open', async () => {
    const { first, clock: time } = await office();
    for (let i = 0; i < 5; i++) {
      time.pass(14 * 60);
      await first.signIn.present();
    }
    expect((await first.signIn.state()).who?.name).toBe('admin');
  });

  test('given a clock that was set back, then the lock is not put off by it', async () => {
    const { first, clock: time } = await office();
    time.pass(-7200);
    await first.settings.get();
    time.pass(16 * 60 + 1);
    expect((await refusedWith(first.settings.get())).code).toBe('sign-in-needed');
  });

  test('given no limit, then nothing locks by itself', async () => {
    const { first, clock: time } = await office();
    await first.settings.update({ lockAfterMinutes: 0 });
    time.pass(86_400);
    expect((await first.settings.get()).country).toBe('BD');
  });
});

describe('what is changed about a person', () => {
  test('given somebody at work, when they are retired, then they are out at once', async () => {
    const { work } = await office();
    const id = addStaff(work, 'rahim');
    const client = consoleOf(work);
    await client.signIn.enter({ name: 'rahim', password: ADMIN });
    expect((await client.customers.list({ filter: {} })).total).toBe(0);
    beside(work.folder, (db) => db.prepare('UPDATE staff_user SET retired_at = 1 WHERE id = ?').run(id));
    expect((await refusedWith(client.customers.list({ filter: {} }))).code).toBe('sign-in-needed');
    expect(await client.signIn.state()).toMatchObject({ who: null, locked: null });
  });

  test('given somebody at work, when their role is changed, then it holds with the next call', async () => {
    const { work } = await office();
    const id = addStaff(work, 'rahim', 'manager');
    const client = consoleOf(work);
    await client.signIn.enter({ name: 'rahim', password: ADMIN });
    await client.import.batches();
    beside(work.folder, (db) => db.prepare("UPDATE staff_user SET role = 'technician' WHERE id = ?").run(id));
    expect(await refusedWith(client.import.batches())).toEqual({ code: 'not-allowed', params: { role: 'technician' } });
  });
});

describe('the recovery code', () => {
  test('given the code of the folder, when it is given with a new password, then the first admin is in with it', async () => {
    const { work } = await office();
    const client = consoleOf(work);
    const code = work.core.recoveryCode ?? '';
    expect(await client.signIn.recover({ code, password: OTHER })).toMatchObject({ who: { name: 'admin' } });
    expect((await consoleOf(work).signIn.enter({ name: 'admin', password: OTHER })).who?.name).toBe('admin');
  });

  test('given another code, then nothing is changed', async () => {
    const { work } = await office();
    const code = (work.core.recoveryCode ?? '').replace(/[0-9A-Z]/, (first) => (first === '0' ? '1' : '0'));
    const client = consoleOf(work);
    expect((await refusedWith(client.signIn.recover({ code, password: OTHER }))).code).toBe('recovery-wrong');
    expect((await client.signIn.state()).who).toBeNull();
    expect((await client.signIn.enter({ name: 'admin', password: ADMIN })).who?.name).toBe('admin');
  });

  test('given guesses one after the other, then they have to wait, and nobody else has', async () => {
    const { work } = await office();
    const code = (work.core.recoveryCode ?? '').replace(/[0-9A-Z]/, (first) => (first === '0' ? '1' : '0'));
    const client = consoleOf(work);
    const guess = async () => (await refusedWith(client.signIn.recover({ code, password: OTHER }))).code;
    expect([await guess(), await guess(), await guess(), await guess()]).toEqual([
      ...['recovery-wrong', 'recovery-wrong', 'recovery-wrong', 'sign-in-wait'],
    ]);
    expect((await client.signIn.enter({ name: 'admin', password: ADMIN })).who?.name).toBe('admin');
  });
});
