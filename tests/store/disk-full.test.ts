import { describe, expect, test } from 'vitest';
import type { Store } from '#main/store/index.ts';
import { child, machine, refusalOf } from './scene.ts';

/** The file may not grow any more, as on a full disk. */
const fill = (store: Store): Promise<void> =>
  store.write(({ db }) => void db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`));
const empty = (store: Store): Promise<void> => store.write(({ db }) => void db.pragma('max_page_count = 1000000'));

const bulk = (store: Store, rows: number): Promise<void> =>
  store.write(({ db }) => {
    const add = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    for (let i = 0; i < rows; i++) add.run(`bulk ${i}`, JSON.stringify('x'.repeat(200)));
  });
const count = (store: Store): unknown =>
  store.reader.prepare(`SELECT count(*) FROM setting WHERE name LIKE 'bulk%'`).pluck().get();

describe('a full disk', () => {
  test('refuses the write, leaves nothing of it, and the store can still be read', async () => {
    const here = machine();
    const store = await here.open();
    await fill(store);
    const refusal = await refusalOf(() => bulk(store, 5000));
    expect(refusal).toMatchObject({ code: 'store-disk-full', params: { folder: here.folder } });
    expect(count(store)).toBe(0);
    expect(store.query.query.operator.findMany().sync()).toHaveLength(1);
    expect(store.reader.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('stops nothing for good: with room again the same write goes in', async () => {
    const store = await machine().open();
    await fill(store);
    await refusalOf(() => bulk(store, 5000));
    await empty(store);
    await bulk(store, 5000);
    expect(count(store)).toBe(5000);
  });

  test.skipIf(process.platform === 'win32')(
    'for real: a process that may write no more bytes refuses, and what it had is whole afterwards',
    async () => {
      const here = machine();
      await (await here.open()).close();
      const limited = child('fill.ts', here.root, '4000');
      expect(await limited.line()).toMatch(/^refused store-(disk-full|write-failed), readable, 0 rows$/);
      expect(await limited.ended).toBe(0);
      const store = await here.open();
      expect(count(store)).toBe(0);
      expect(store.reader.pragma('integrity_check', { simple: true })).toBe('ok');
    },
  );
});
