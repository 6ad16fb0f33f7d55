import { join } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate, type Migration, versionOf } from '#main/store/migrate.ts';
import { child, machine, refusalOf } from './scene.ts';

const TABLES: Migration = {
  name: '0001-tables',
  sql: `CREATE TABLE parent (id integer PRIMARY KEY NOT NULL, name text NOT NULL);
    CREATE TABLE child (id integer PRIMARY KEY NOT NULL, parent_id integer NOT NULL REFERENCES parent (id) ON DELETE CASCADE);`,
};
const COLUMN: Migration = { name: '0002-column', sql: 'ALTER TABLE parent ADD COLUMN note text;' };
const REBUILD: Migration = {
  name: '0003-rebuild',
  sql: `CREATE TABLE parent_new (id integer PRIMARY KEY NOT NULL, name text NOT NULL, note text DEFAULT '' NOT NULL);
    INSERT INTO parent_new SELECT id, name, coalesce(note, '') FROM parent;
    DROP TABLE parent;
    ALTER TABLE parent_new RENAME TO parent;`,
};
const ALL = [TABLES, COLUMN, REBUILD];

/** A store that went through the first migration and has rows in both tables. */
async function scene(): Promise<{
  db: Database;
  file: string;
  to: (migrations: readonly Migration[]) => Promise<void>;
}> {
  const { root } = machine();
  const file = join(root, 'store.sqlite');
  const db = new DatabaseFile(file);
  onTestFinished(() => void db.close());
  db.pragma('foreign_keys = ON');
  const backup = (): Promise<string> => Promise.resolve('the backup');
  const to = (migrations: readonly Migration[]) =>
    migrate(db, { folder: root, migrations, now: () => new Date(0), backup });
  await to([TABLES]);
  db.exec(`INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (10, 1), (20, 2)`);
  return { db, file, to };
}

/** Everything that is in a database: what must be the same after a refusal. */
const whole = (db: Database): string => db.serialize().toString('base64');
const children = (db: Database): unknown[] => db.prepare('SELECT id FROM child').pluck().all();

describe('bringing a store up to date', () => {
  test('with rows in it keeps them, in every step', async () => {
    const { db, to } = await scene();
    await to(ALL);
    expect(db.prepare('SELECT * FROM parent').all()).toEqual([
      { id: 1, name: 'a', note: '' },
      { id: 2, name: 'b', note: '' },
    ]);
    expect(versionOf(db)).toBe(3);
    expect(db.prepare('SELECT number, name FROM migration').all()).toEqual(
      ALL.map(({ name }, i) => ({ number: i + 1, name })),
    );
  });

  test('that rebuilds a table does not empty its children by ON DELETE CASCADE (an ORM’s migrator did: 2 rows to 0)', async () => {
    const { db, to } = await scene();
    await to(ALL);
    expect(children(db)).toEqual([10, 20]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.exec('DELETE FROM parent WHERE id = 1');
    expect(children(db)).toEqual([20]);
  });

  test('with nothing to do changes nothing and makes no backup', async () => {
    const { db, to } = await scene();
    const before = whole(db);
    await to([TABLES]);
    expect(whole(db)).toBe(before);
  });

  test('backs up before the first change, but not a store that is only coming into being', async () => {
    const told: unknown[] = [];
    const db = new DatabaseFile(':memory:');
    const backup = (): Promise<string> =>
      Promise.resolve(String(told.push(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())));
    const to = (migrations: readonly Migration[]) =>
      migrate(db, { folder: '/f', migrations, now: () => new Date(0), backup });
    await to([TABLES]);
    expect(told).toEqual([]);
    await to(ALL);
    expect(told).toEqual([3]);
    await to(ALL);
    expect(told).toHaveLength(1);
  });

  test('does not begin when the backup cannot be made', async () => {
    const { db, file } = await scene();
    const before = whole(db);
    const backup = (): Promise<string> => Promise.reject(new Error('no room'));
    const work = migrate(db, { folder: file, migrations: ALL, now: () => new Date(0), backup });
    await expect(work).rejects.toThrow('no room');
    expect(whole(db)).toBe(before);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});

describe('a store is left exactly as it is when', () => {
  const broken = (sql: string): Migration => ({ name: '0002-broken', sql });

  test.each<[string, readonly Migration[], string]>([
    ['it is from the future', [], 'store-from-future'],
    [
      'a migration that it went through reads differently now',
      [{ ...TABLES, sql: `${TABLES.sql} SELECT 1;` }],
      'store-history-differs',
    ],
    [
      'a migration was changed and another is waiting',
      [{ ...TABLES, sql: 'SELECT 1' }, COLUMN],
      'store-history-differs',
    ],
    ['a migration was put before one that it went through', [COLUMN, TABLES, REBUILD], 'store-history-differs'],
    ['the SQL of a migration is wrong', [TABLES, broken('ALTER TABLE nothing ADD COLUMN x')], 'store-migration-failed'],
    [
      'the SQL is wrong in the middle',
      [TABLES, broken('DELETE FROM child; CREATE TABLE x (a); SELECT nonsense; SELECT 1')],
      'store-migration-failed',
    ],
    ['a later migration fails', [TABLES, COLUMN, broken('INSERT INTO parent VALUES (1)')], 'store-migration-failed'],
    [
      'a migration leaves rows that refer to nothing',
      [TABLES, broken('DELETE FROM parent WHERE id = 1')],
      'store-migration-failed',
    ],
  ])('%s', async (_, migrations, code) => {
    const { db, to } = await scene();
    const before = whole(db);
    expect((await refusalOf(() => to(migrations))).code).toBe(code);
    expect(whole(db)).toBe(before);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.inTransaction).toBe(false);
    await to(ALL);
    expect(children(db)).toEqual([10, 20]);
  });

  test('and the reason and the backup are told', async () => {
    const { to } = await scene();
    const { params } = await refusalOf(() => to([TABLES, broken('DELETE FROM parent WHERE id = 1')]));
    expect(params).toMatchObject({ name: '0002-broken', backup: 'the backup' });
    expect(params['reason']).toMatch(/1 rows refer to what does not exist, the first in child, row 10/);
  });

  test('the record of what it went through is gone, or has a hole', async () => {
    const { db, to } = await scene();
    await to(ALL);
    db.exec('DELETE FROM migration WHERE number = 2');
    expect(await refusalOf(() => to(ALL))).toMatchObject({ code: 'store-history-differs', params: { number: 3 } });
    db.exec('DROP TABLE migration');
    expect(await refusalOf(() => to(ALL))).toMatchObject({ code: 'store-history-differs', params: { number: 1 } });
  });

  test('the line ends of a migration alone changed: then it is the same migration', async () => {
    const { db, to } = await scene();
    await to([{ ...TABLES, sql: TABLES.sql.replaceAll('\n', '  \n') }, COLUMN]);
    expect(versionOf(db)).toBe(2);
  });
});

describe('a kill in the middle of a migration', () => {
  test.each(['first', 'second', 'check'])(
    'at the %s statement leaves the store as it was, and the next start finishes',
    async (at) => {
      const { root } = machine();
      const dying = child('migrate.ts', root, at);
      expect(await dying.line()).toBe('ready');
      expect(await dying.ended).toBe('SIGKILL');
      const db = new DatabaseFile(join(root, 'store.sqlite'));
      onTestFinished(() => void db.close());
      expect(versionOf(db)).toBe(1);
      expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name LIKE 'step%'`).all()).toEqual([]);
      expect(db.prepare('SELECT count(*) FROM kept').pluck().get()).toBe(3);
      const finishing = child('migrate.ts', root, 'never');
      expect(await finishing.line()).toBe('ready');
      expect(await finishing.line()).toBe('done');
      expect(versionOf(db)).toBe(3);
      expect(db.prepare('SELECT count(*) FROM kept').pluck().get()).toBe(3);
    },
  );
});
