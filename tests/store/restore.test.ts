import fs, {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backUpTo, checkStore, listBackups, restoreStore, type Store } from '#main/store/index.ts';
import { addCustomer, child, machine, type Machine, refusalOf } from './scene.ts';

const usernames = (store: Store): unknown[] =>
  store.reader.prepare('SELECT username FROM customer ORDER BY seq').pluck().all();
const restore = (here: Machine, file: string) =>
  restoreStore({ folder: here.folder, file, keys: here.options.keys, now: here.options.now, consoleName: 'desk 1' });

/** A machine whose store has the customers `then` and `now`, and a backup from before `now` came. */
async function scene(): Promise<{ here: Machine; file: string }> {
  const here = machine();
  const store = await here.open();
  await store.write((tx) => addCustomer(tx, { username: 'then' }));
  const file = join(here.root, 'backup.sqlite');
  await backUpTo(here.folder, file, here.options.now);
  await store.write((tx) => addCustomer(tx, { username: 'now' }));
  await store.close();
  return { here, file };
}

const opened = async (here: Machine): Promise<unknown[]> => {
  const store = await here.open({ create: false });
  const found = usernames(store);
  expect(await checkStore(store)).toEqual({ ok: true, problems: [] });
  await store.close();
  return found;
};

describe('a restore', () => {
  test('puts the backup in place, keeps what was there, says so in the audit, and leaves the backup as it was', async () => {
    const { here, file } = await scene();
    const bytes = readFileSync(file);
    const { before } = await restore(here, file);
    const store = await here.open();
    expect(usernames(store)).toEqual(['then']);
    expect(store.query.query.audit.findMany().sync()).toMatchObject([
      { action: 'store.restore', after: { file: 'backup.sqlite' } },
    ]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(listBackups(here.folder).map((kept) => kept.file)).toEqual([before]);
    await store.close();
    await restore(here, before!);
    expect(await opened(here)).toEqual(['then', 'now']);
  });

  test('on a second machine gives receipts numbers of its own, as the first may go on', async () => {
    const here = machine();
    const store = await here.open();
    const file = join(here.root, 'backup.sqlite');
    await store.write(({ db }) =>
      db.exec(`INSERT INTO setting VALUES ('receiptPrefix', '"ABC"'), ('receiptCount', '7')`),
    );
    await backUpTo(here.folder, file, here.options.now);
    await store.close();
    const second = machine();
    await restore(second, file);
    const restored = await second.open();
    expect(restored.reader.prepare("SELECT name FROM setting WHERE name LIKE 'receipt%'").all()).toEqual([]);
    await restored.close();
  });

  test('into a folder that does not exist makes it', async () => {
    const { here, file } = await scene();
    const folder = join(here.root, 'elsewhere');
    expect(await restoreStore({ ...here.options, folder, file, consoleName: 'x' })).toEqual({ before: null });
    const store = await here.open({ folder });
    expect(usernames(store)).toEqual(['then']);
    expect(store.locked).toBe(false);
  });

  test('on a second machine opens, and the recovery code of the first unlocks it', async () => {
    const first = machine();
    const store = await first.open();
    const sealed = store.seal.seal('swordfish', 'c', 'x');
    const code = await store.newRecoveryCode();
    const file = join(first.root, 'backup.sqlite');
    await backUpTo(first.folder, file, first.options.now);
    const second = machine();
    await restore(second, file);
    const there = await second.open();
    expect(there.locked).toBe(true);
    expect((await refusalOf(() => there.seal.open(sealed, 'c', 'x'))).code).toBe('key-locked');
    await there.unlockWithRecoveryCode(code);
    expect(there.seal.open(sealed, 'c', 'x').toString()).toBe('swordfish');
  });

  test('does not bring back a recovery code that was replaced since the backup', async () => {
    const here = machine();
    const store = await here.open();
    const old = await store.newRecoveryCode();
    const file = join(here.root, 'backup.sqlite');
    await backUpTo(here.folder, file, here.options.now);
    const code = await store.newRecoveryCode();
    await store.close();
    await restore(here, file);
    const second = machine();
    cpSync(here.folder, second.folder, { recursive: true });
    const there = await second.open();
    expect((await refusalOf(() => there.unlockWithRecoveryCode(old))).code).toBe('key-recovery-wrong');
    await there.unlockWithRecoveryCode(code);
  });

  test('of another folder’s backup keeps that one’s own key, and its own recovery code', async () => {
    const { here } = await scene();
    const other = machine();
    const store = await other.open();
    const code = await store.newRecoveryCode();
    const file = join(other.root, 'backup.sqlite');
    await backUpTo(other.folder, file, other.options.now);
    await restore(here, file);
    const there = await here.open();
    expect(there.locked).toBe(true);
    await there.unlockWithRecoveryCode(code);
    expect(there.locked).toBe(false);
  });

  test('over a store that was killed in the middle of work loses nothing of it from the copy that is kept', async () => {
    const { here, file } = await scene();
    const store = await here.open();
    await store.write((tx) => addCustomer(tx, { username: 'in the log only' }));
    // What a kill leaves: the store and a write-ahead log that was not taken over.
    const killed = machine();
    cpSync(here.folder, killed.folder, { recursive: true });
    expect(statSync(join(killed.folder, 'store.sqlite-wal')).size).toBeGreaterThan(0);
    const { before } = await restoreStore({ ...killed.options, keys: here.options.keys, file, consoleName: 'x' });
    expect(readdirSync(killed.folder).filter((name) => name.startsWith('store.sqlite'))).toEqual(['store.sqlite']);
    const kept = new DatabaseFile(before!, { readonly: true });
    expect(kept.prepare('SELECT username FROM customer ORDER BY seq').pluck().all()).toEqual([
      'then',
      'now',
      'in the log only',
    ]);
    kept.close();
    expect(usernames(await killed.open({ keys: here.options.keys }))).toEqual(['then']);
  });

  test('over a damaged store sets it aside byte by byte and puts the backup in place', async () => {
    const { here, file } = await scene();
    const path = join(here.folder, 'store.sqlite');
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096, 40_000);
    writeFileSync(path, bytes);
    const { before } = await restore(here, file);
    expect(readFileSync(before!).equals(bytes)).toBe(true);
    expect(await opened(here)).toEqual(['then']);
  });
});

describe('a restore is refused, and the store is as it was, when', () => {
  const refused = async (make: (here: Machine, file: string) => string | Promise<string>): Promise<string> => {
    const { here, file } = await scene();
    const named = await make(here, file);
    const { code } = await refusalOf(() => restore(here, named));
    expect(await opened(here)).toEqual(['then', 'now']);
    expect(readdirSync(here.folder).filter((name) => name.includes('restoring'))).toEqual([]);
    return code;
  };
  const changed =
    (change: (db: DatabaseFile.Database) => void) =>
    (_: Machine, file: string): string => {
      const db = new DatabaseFile(file);
      change(db);
      db.close();
      return file;
    };

  test('the file is missing', async () =>
    expect(await refused(({ root }) => join(root, 'none'))).toBe('backup-missing'));
  test('it is a folder', async () => expect(await refused(({ root }) => root)).toBe('backup-foreign'));
  test('it is a letter', async () =>
    expect(
      await refused(({ root }) => {
        writeFileSync(join(root, 'letter'), 'Dear Sir or Madam, '.repeat(500));
        return join(root, 'letter');
      }),
    ).toBe('backup-foreign'));
  test('it is empty', async () =>
    expect(
      await refused(({ root }) => {
        writeFileSync(join(root, 'empty'), '');
        return join(root, 'empty');
      }),
    ).toBe('backup-foreign'));
  test('it is another program’s database', async () =>
    expect(await refused(changed((db) => db.pragma('application_id = 7')))).toBe('backup-foreign'));
  test('it is from a newer program', async () =>
    expect(await refused(changed((db) => db.pragma('user_version = 99')))).toBe('backup-from-future'));
  test('its migrations are not ours', async () =>
    expect(await refused(changed((db) => db.exec(`UPDATE migration SET hash = 'x'`)))).toBe('store-history-differs'));
  test('it ends too early', async () =>
    expect(
      await refused((_, file) => {
        truncateSync(file, 100_000);
        return file;
      }),
    ).toBe('backup-damaged'));
  test('it is the store itself', async () =>
    expect(await refused(({ folder }) => join(folder, 'store.sqlite'))).toBe('backup-is-the-store'));
  test('it was copied from a running Lastmile without its log', async () =>
    expect(
      await refused((_, file) => {
        writeFileSync(`${file}-wal`, 'half of the truth');
        return file;
      }),
    ).toBe('backup-not-closed'));

  test('and a folder that was not there is not there afterwards', async () => {
    const { here, file } = await scene();
    truncateSync(file, 100_000);
    const folder = join(here.root, 'elsewhere');
    const work = () => restoreStore({ ...here.options, folder, file, consoleName: 'x' });
    expect((await refusalOf(work)).code).toBe('backup-damaged');
    expect(existsSync(folder)).toBe(false);
  });

  test('the folder is in use', async () => {
    const { here, file } = await scene();
    const store = await here.open();
    expect((await refusalOf(() => restore(here, file))).code).toBe('folder-in-use');
    expect(usernames(store)).toEqual(['then', 'now']);
  });

  test('property: a backup with any damaged stretch is refused, or has every row', async () => {
    const { here, file } = await scene();
    const good = readFileSync(file);
    const spoilt = join(here.root, 'spoilt.sqlite');
    const rowsOf = (path: string): string => {
      const db = new DatabaseFile(path, { readonly: true });
      const tables = ['customer', 'operator', 'package', 'setting', 'key_slot', 'migration'];
      const rows = JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all()));
      db.close();
      return rows;
    };
    const rows = rowsOf(file);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 6000 }),
        fc.nat(255),
        async (at, length, byte) => {
          const bytes = Buffer.from(good).fill(byte, at, Math.min(at + length, good.length));
          writeFileSync(spoilt, bytes);
          const folder = join(here.root, 'target');
          rmSync(folder, { recursive: true, force: true });
          const outcome = await restoreStore({ ...here.options, folder, file: spoilt, consoleName: 'x' }).catch(
            (error: unknown) => error,
          );
          if (outcome instanceof Error) {
            expect(outcome.name).toBe('Refusal');
            expect(existsSync(join(folder, 'store.sqlite'))).toBe(false);
          } else if (rowsOf(join(folder, 'store.sqlite')) !== rows) {
            // SQLite keeps no checksum: a changed value inside a row is beyond what it can tell. No row may be lost, though.
            const db = new DatabaseFile(join(folder, 'store.sqlite'), { readonly: true });
            expect(db.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(1);
            expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(3);
            db.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a restore that ends in the middle', () => {
  /** The functions by which a restore touches the disk; SQLite's own writes are SQLite's to prove. */
  const TOUCHING = [
    'mkdirSync',
    'rmSync',
    'copyFileSync',
    'chmodSync',
    'openSync',
    'fsyncSync',
    'linkSync',
    'renameSync',
  ] as const;

  /** Lets `calls` of them through and none after, as a kill does; answers how many were asked for. */
  async function cutAfter(calls: number, work: () => Promise<unknown>): Promise<number> {
    const originals = TOUCHING.map((name) => [name, fs[name]] as const);
    let asked = 0;
    for (const [name, original] of originals) {
      Object.assign(fs, {
        [name]: (...values: unknown[]): unknown => {
          asked += 1;
          if (asked > calls) throw Object.assign(new Error('killed'), { code: 'EKILLED' });
          // Called as it was meant to be: only when it is called changes.
          return (original as (...given: unknown[]) => unknown)(...values);
        },
      });
    }
    syncBuiltinESMExports();
    try {
      await work().catch(() => undefined);
    } finally {
      Object.assign(fs, Object.fromEntries(originals));
      syncBuiltinESMExports();
    }
    return asked;
  }

  /** What a kill leaves: the store, and a write-ahead log with a customer in it that the store does not have yet. */
  async function killed(): Promise<{ here: Machine; file: string }> {
    const { here, file } = await scene();
    const store = await here.open();
    await store.write((tx) => addCustomer(tx, { username: 'in the log' }));
    const left = machine();
    cpSync(here.root, left.root, { recursive: true });
    await store.close();
    return { here: left, file };
  }

  test('at any touch of the disk leaves the old store or the new one whole, and can be done again', async () => {
    const { here, file } = await killed();
    const outcomes = new Set<string>();
    for (let calls = 0, asked = Infinity; calls < asked; calls++) {
      const cut = machine();
      cpSync(here.folder, cut.folder, { recursive: true });
      const again = { ...cut.options, keys: here.options.keys, file, consoleName: 'x' };
      asked = await cutAfter(calls, () => restoreStore(again));
      const store = await cut.open({ create: false, keys: here.options.keys });
      outcomes.add(usernames(store).join());
      expect(store.reader.pragma('integrity_check', { simple: true })).toBe('ok');
      await store.close();
      if (calls % 6 !== 0) continue;
      await restoreStore(again);
      const after = await cut.open({ create: false, keys: here.options.keys });
      expect(usernames(after)).toEqual(['then']);
      await after.close();
    }
    expect([...outcomes].sort()).toEqual(['then', 'then,now,in the log']);
  }, 120_000);

  test.each(['1', '8', '12', '16', '20', '24'])('by a real kill before touch %s does so as well', async (touch) => {
    const { here, file } = await killed();
    expect(await child('restore.ts', here.root, file, touch).ended).toBe('SIGKILL');
    const found = await opened(here);
    expect([['then'], ['then', 'now', 'in the log']]).toContainEqual(found);
    await restore(here, file);
    expect(await opened(here)).toEqual(['then']);
  });
});
