import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outdated } from '#main/store/backup.ts';
import { backUpTo, keepBackup, listBackups } from '#main/store/index.ts';
import { Refusal } from '#main/refusal.ts';
import { addCustomer, child, machine, refusalOf } from './scene.ts';

const customersIn = (file: string): unknown => {
  const db = new DatabaseFile(file, { readonly: true, fileMustExist: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare('SELECT count(*) FROM customer').pluck().get();
  } finally {
    db.close();
  }
};

describe('a backup at a named place', () => {
  test('holds what is committed, is one file, and only its owner may read it', async () => {
    const here = machine();
    const store = await here.open();
    await store.write((tx) => addCustomer(tx));
    const file = join(here.root, 'copy.sqlite');
    const made = await backUpTo(here.folder, file, here.options.now);
    expect(made).toMatchObject({ file, size: statSync(file).size });
    expect(customersIn(file)).toBe(1);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readdirSync(here.root).sort()).toEqual(['copy.sqlite', 'data', 'keys']);
  });

  test('sees nothing of a write that is under way', async () => {
    const here = machine();
    const store = await here.open();
    const file = join(here.root, 'copy.sqlite');
    await store.write(async (tx) => {
      addCustomer(tx);
      await backUpTo(here.folder, file, here.options.now);
    });
    expect(customersIn(file)).toBe(0);
  });

  test.each(['a text', 'an older backup'])('never takes the place of %s', async (what) => {
    const here = machine();
    await here.open();
    const file = join(here.root, 'copy.sqlite');
    if (what === 'a text') writeFileSync(file, 'a letter');
    else await backUpTo(here.folder, file, here.options.now);
    const before = readFileSync(file);
    expect(await refusalOf(() => backUpTo(here.folder, file, here.options.now))).toMatchObject({
      code: 'backup-exists',
      params: { file },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('in a folder that does not exist is refused by the folder', async () => {
    const here = machine();
    await here.open();
    const work = () => backUpTo(here.folder, join(here.root, 'no', 'copy.sqlite'), here.options.now);
    expect(await refusalOf(work)).toMatchObject({
      code: 'backup-folder-missing',
      params: { folder: join(here.root, 'no') },
    });
  });

  test.skipIf(process.platform !== 'linux')('that the disk cannot hold leaves nothing', async () => {
    const here = machine();
    const store = await here.open();
    await store.close();
    const limited = child('back-up.ts', here.root, '50');
    expect(await limited.line()).toMatch(/^backup-(disk-full|not-written)$/);
    expect(readdirSync(here.root).sort()).toEqual(['data', 'keys']);
  });
});

describe('the copies in the data folder', () => {
  test('are listed newest first, without what else lies there', async () => {
    const here = machine();
    await here.open();
    expect(listBackups(here.folder)).toEqual([]);
    for (const reason of ['asked', 'import'] as const) await keepBackup(here.folder, { reason, now: here.options.now });
    writeFileSync(join(here.folder, 'backups', 'notes.txt'), '');
    const listed = listBackups(here.folder);
    expect(listed.map(({ file }) => basename(file).replace(/.*-/, ''))).toEqual(['import.sqlite', 'asked.sqlite']);
    expect(listed[0]!.at.getTime()).toBeGreaterThan(listed[1]!.at.getTime());
    expect(customersIn(listed[0]!.file)).toBe(0);
  });

  test('are the last five', async () => {
    const here = machine();
    await here.open();
    const made: string[] = [];
    for (let i = 0; i < 7; i++) {
      const kept = await keepBackup(here.folder, { reason: 'asked', now: here.options.now });
      if (!(kept instanceof Refusal)) made.push(kept.file);
    }
    expect(listBackups(here.folder).map(({ file }) => file)).toEqual(made.slice(2).reverse());
  });

  test('made in the same millisecond are still two', async () => {
    const here = machine();
    await here.open();
    const now = (): Date => new Date(0);
    await keepBackup(here.folder, { reason: 'asked', now });
    await keepBackup(here.folder, { reason: 'asked', now });
    expect(listBackups(here.folder)).toHaveLength(2);
  });

  test('take at most a tenth of the free disk: the older go first, and not before the new one is there', async () => {
    const here = machine();
    await here.open();
    const size = statSync(join(here.folder, 'store.sqlite')).size;
    const keep = (free: number) => keepBackup(here.folder, { reason: 'asked', now: here.options.now, free });
    for (let i = 0; i < 4; i++) await keep(size * 1000);
    const newest = await keep(size * 20);
    expect(listBackups(here.folder)).toHaveLength(2);
    expect(listBackups(here.folder)[0]).toEqual(newest);
  });

  test('are not made when not even one has room; the reason is told and the older ones stay', async () => {
    const here = machine();
    await here.open();
    await keepBackup(here.folder, { reason: 'asked', now: here.options.now });
    const refused = await keepBackup(here.folder, { reason: 'import', now: here.options.now, free: 100_000 });
    expect(refused).toMatchObject({ code: 'backup-no-room', params: { folder: here.folder, size: 1 } });
    expect(listBackups(here.folder)).toHaveLength(1);
  });

  test('that are needed are made as long as the disk holds them at all', async () => {
    const here = machine();
    await here.open();
    const needed = (free: number) =>
      keepBackup(here.folder, { reason: 'restore', now: here.options.now, needed: true, free });
    expect(await needed(2_000_000)).toMatchObject({ size: expect.any(Number) });
    expect(await needed(100_000)).toBeInstanceOf(Refusal);
  });

  test('that a kill left half-written are cleared away by the next one', async () => {
    const here = machine();
    await here.open();
    mkdirSync(join(here.folder, 'backups'));
    const half = join(here.folder, 'backups', 'store-2026-01-01T00-00-00-000Z-asked.sqlite.part');
    writeFileSync(half, 'half');
    expect(listBackups(here.folder)).toEqual([]);
    await keepBackup(here.folder, { reason: 'asked', now: here.options.now });
    expect(existsSync(half)).toBe(false);
  });

  test('property: what stays with a new copy is the newest of the older ones, at most four, within the room', () => {
    const copy = fc.record({
      size: fc.integer({ min: 1, max: 100 }),
      at: fc.date({ noInvalidDate: true }),
      file: fc.uuid(),
    });
    fc.assert(
      fc.property(fc.array(copy), copy, fc.integer({ min: 1, max: 500 }), (older, made, room) => {
        const gone = new Set(outdated(older, made, room));
        const stay = older.filter((each) => !gone.has(each));
        expect(stay.length).toBeLessThanOrEqual(4);
        if (stay.length > 0)
          expect(made.size + stay.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(room);
        for (const kept of stay)
          for (const dropped of gone) expect(kept.at.getTime()).toBeGreaterThanOrEqual(dropped.at.getTime());
      }),
    );
  });
});
