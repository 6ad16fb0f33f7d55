import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Migration } from '#main/store/migrate.ts';
import { listBackups } from '#main/store/index.ts';
import { machine, refusalOf } from './scene.ts';

// The product as it will be one version later.
const later = vi.hoisted((): { readonly more: Migration[] } => ({ more: [] }));
vi.mock('#main/store/migrations/index.ts', async (original) => {
  const { migrations } = await original<{ migrations: readonly Migration[] }>();
  return {
    get migrations() {
      return [...migrations, ...later.more];
    },
  };
});
afterEach(() => void later.more.splice(0));

const GOOD: Migration = { name: '0999-note', sql: 'ALTER TABLE zone ADD COLUMN note text;' };
const BAD: Migration = { name: '0999-bad', sql: 'DELETE FROM operator; ALTER TABLE nothing ADD COLUMN note text;' };

describe('a program of the next version', () => {
  test('brings the folder up to date and keeps a copy of how it was', async () => {
    const here = machine();
    await (await here.open()).close();
    later.more.push(GOOD);
    const store = await here.open({ create: false });
    expect(store.reader.prepare('SELECT note FROM zone').all()).toEqual([]);
    const [copy, ...others] = listBackups(here.folder);
    expect(others).toEqual([]);
    expect(basename(copy!.file)).toMatch(/-migration\.sqlite$/);
    const old = new DatabaseFile(copy!.file, { readonly: true });
    expect(() => old.prepare('SELECT note FROM zone')).toThrow(/no such column/);
    expect(old.prepare('SELECT count(*) FROM operator').pluck().get()).toBe(1);
    old.close();
  });

  test('that cannot do so refuses, names the copy, and the program before it still opens the folder', async () => {
    const here = machine();
    await (await here.open()).close();
    later.more.push(BAD);
    const { code, params } = await refusalOf(() => here.open());
    expect([code, params['name']]).toEqual(['store-migration-failed', '0999-bad']);
    expect(readdirSync(dirname(String(params['backup'])))).toEqual([basename(String(params['backup']))]);
    later.more.splice(0);
    expect((await here.open()).query.query.operator.findMany().sync()).toHaveLength(1);
  });

  test('leaves a folder that the program of today refuses to open', async () => {
    const here = machine();
    later.more.push(GOOD);
    await (await here.open()).close();
    later.more.splice(0);
    expect(await refusalOf(() => here.open())).toMatchObject({ code: 'store-from-future' });
  });
});
