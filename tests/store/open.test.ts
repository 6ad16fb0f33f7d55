import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { child, machine, refusalOf } from './scene.ts';

describe('a new data folder', () => {
  test('begins with the operator admin, an admin without a password and the settings of Bangladesh', async () => {
    const store = await machine().open();
    const operators = store.query.query.operator.findMany().sync();
    expect(operators).toMatchObject([{ name: 'admin', code: 'admin', kind: 'admin', parentId: null, country: null }]);
    expect(store.query.query.staffUser.findMany().sync()).toMatchObject([
      { name: 'admin', role: 'admin', passwordHash: null, operatorId: operators[0]?.id },
    ]);
    const settings = Object.fromEntries(
      store.query.query.setting
        .findMany()
        .sync()
        .map(({ name, value }) => [name, value]),
    );
    expect(settings).toEqual({ country: 'BD', currency: 'BDT', timeZone: 'Asia/Dhaka' });
  });

  test('is readable by its owner alone', async () => {
    const store = await machine().open();
    expect(statSync(store.folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(store.folder).filter((found) => found.startsWith('store.sqlite'))) {
      expect([name, statSync(join(store.folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  test('is the same after it was closed and opened again', async () => {
    const here = machine();
    const first = await here.open();
    const before = first.query.query.operator.findMany().sync();
    await first.close();
    const again = await here.open({ create: false });
    expect(again.query.query.operator.findMany().sync()).toEqual(before);
  });

  test('is made in a folder that exists and is empty', async () => {
    const here = machine();
    mkdirSync(here.folder);
    expect((await here.open()).locked).toBe(false);
  });

  test('is not one when the making was cut short: the next making begins anew', async () => {
    const here = machine();
    mkdirSync(here.folder);
    writeFileSync(join(here.folder, 'store.sqlite.new'), 'half a store');
    expect(await refusalOf(() => here.open({ create: false }))).toMatchObject({ code: 'folder-missing' });
    const store = await here.open();
    expect(store.query.query.operator.findMany().sync()).toHaveLength(1);
    expect(existsSync(join(here.folder, 'store.sqlite.new'))).toBe(false);
  });
});

describe('a connection of an open store', () => {
  test('keeps foreign keys, the write-ahead log and a reader that cannot write', async () => {
    const store = await machine().open();
    const pragmas = await store.write(({ db }) => ({
      keys: db.pragma('foreign_keys', { simple: true }),
      journal: db.pragma('journal_mode', { simple: true }),
      synchronous: db.pragma('synchronous', { simple: true }),
    }));
    expect(pragmas).toEqual({ keys: 1, journal: 'wal', synchronous: 1 });
    expect(() => store.reader.exec('DELETE FROM setting')).toThrow(/readonly/);
  });
});

describe('a folder that cannot be opened is refused by its reason, and nothing is made', () => {
  test('missing', async () => {
    const here = machine();
    const refusal = await refusalOf(() => here.open({ create: false }));
    expect(refusal).toMatchObject({ code: 'folder-missing', params: { folder: here.folder } });
    expect(existsSync(here.folder)).toBe(false);
  });

  test('there, but without a store', async () => {
    const here = machine();
    mkdirSync(here.folder);
    expect((await refusalOf(() => here.open({ create: false }))).code).toBe('folder-missing');
    expect(readdirSync(here.folder)).toEqual([]);
  });

  test('a file', async () => {
    const here = machine();
    writeFileSync(here.folder, '');
    expect((await refusalOf(() => here.open())).code).toBe('folder-is-file');
  });

  test('beneath a file', async () => {
    const here = machine();
    writeFileSync(here.folder, '');
    expect((await refusalOf(() => here.open({ folder: join(here.folder, 'below') }))).code).toBe('folder-is-file');
  });

  test('a store of another program', async () => {
    const here = machine();
    mkdirSync(here.folder);
    const foreign = new DatabaseFile(join(here.folder, 'store.sqlite'));
    foreign.exec('CREATE TABLE t (a)');
    foreign.close();
    const before = readFileSync(join(here.folder, 'store.sqlite'));
    expect((await refusalOf(() => here.open())).code).toBe('store-foreign');
    expect(readFileSync(join(here.folder, 'store.sqlite')).equals(before)).toBe(true);
  });

  test('no database at all', async () => {
    const here = machine();
    mkdirSync(here.folder);
    writeFileSync(join(here.folder, 'store.sqlite'), 'This is a letter to the editor. '.repeat(400));
    expect((await refusalOf(() => here.open())).code).toBe('store-damaged');
  });

  test('a store from a newer program, which is left byte for byte as it was', async () => {
    const here = machine();
    await (await here.open()).close();
    const file = join(here.folder, 'store.sqlite');
    const db = new DatabaseFile(file);
    db.pragma('user_version = 99');
    db.pragma('journal_mode = DELETE');
    db.close();
    const before = readFileSync(file);
    const refusal = await refusalOf(() => here.open());
    expect(refusal).toMatchObject({ code: 'store-from-future', params: { found: 99 } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.skipIf(process.getuid?.() !== 0)('not writable for who is not root', async () => {
    const here = machine();
    await (await here.open()).close();
    for (const path of [here.root, here.folder]) chmodSync(path, 0o755);
    chmodSync(join(here.folder, 'store.sqlite'), 0o644);
    const stranger = child('hold.ts', here.root, '65534');
    expect(JSON.parse(await stranger.line())).toMatchObject({ code: 'folder-not-writable', folder: here.folder });
    expect(await stranger.ended).toBe(2);
  });

  test('and it can be opened as soon as the reason is gone', async () => {
    const here = machine();
    await refusalOf(() => here.open({ create: false }));
    expect((await here.open()).locked).toBe(false);
  });
});
