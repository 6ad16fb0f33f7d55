import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJournal, type Store } from '#main/store/index.ts';
import { customer } from '../server/central.ts';
import { machine } from './scene.ts';

const names = (store: Store): unknown[] =>
  store.reader.prepare(`SELECT name FROM setting WHERE name LIKE 'test%' ORDER BY rowid`).pluck().all();
const add = (name: string, { db }: { db: Store['reader'] }): void =>
  void db.prepare(`INSERT INTO setting (name, value) VALUES (?, '1')`).run(name);

describe('a write', () => {
  test('answers what the job answers and is seen by the reader', async () => {
    const store = await machine().open();
    expect(await store.write((tx) => (add('test1', tx), 7))).toBe(7);
    expect(names(store)).toEqual(['test1']);
  });

  test('that throws leaves nothing behind, and the next one works', async () => {
    const store = await machine().open();
    const failing = store.write((tx) => {
      add('test1', tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await store.write((tx) => add('test2', tx));
    expect(names(store)).toEqual(['test2']);
  });

  test('that lets other work through commits nothing by that, and nobody else writes in between', async () => {
    const store = await machine().open();
    const seen: unknown[][] = [];
    const bulk = store.write(async (tx) => {
      for (const name of ['test1', 'test2', 'test3']) {
        add(name, tx);
        await turn();
        seen.push(names(store));
      }
      throw new Error('stopped');
    });
    const other = store.write((tx) => add('test4', tx));
    await expect(bulk).rejects.toThrow('stopped');
    await other;
    expect(seen).toEqual([[], [], []]);
    expect(names(store)).toEqual(['test4']);
  });

  test('property: whatever jobs are asked for at once, exactly those that did not fail are there, in their order', async () => {
    const store = await machine().open();
    const job = fc.record({ fails: fc.boolean(), turns: fc.nat(3) });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 8 }), async (jobs) => {
        round += 1;
        const name = (i: number): string => `test-${round}-${i}`;
        const running = jobs.map(({ fails, turns }, i) =>
          store.write(async (tx) => {
            add(name(i), tx);
            for (let t = 0; t < turns; t++) await turn();
            if (fails) throw new Error('asked to fail');
          }),
        );
        await Promise.allSettled(running);
        const expected = jobs.flatMap(({ fails }, i) => (fails ? [] : [name(i)]));
        expect(names(store).filter((found) => String(found).startsWith(`test-${round}-`))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('inside a write is a mistake and is told, where it would wait for itself for ever', async () => {
    const store = await machine().open();
    await expect(store.write(() => store.write(() => 1))).rejects.toThrow(/inside a write job/);
    expect(await store.write(() => 2)).toBe(2);
  });

  test('that ends its own transaction is a mistake and is told', async () => {
    const store = await machine().open();
    await expect(store.write(({ db }) => db.exec('COMMIT'))).rejects.toThrow(/ended the transaction/);
  });

  test('that must last is flushed to the disk, and the ones after it as before', async () => {
    const store = await machine().open();
    const level = () => store.write(({ db }) => db.pragma('synchronous', { simple: true }));
    expect(await store.write(({ db }) => db.pragma('synchronous', { simple: true }), { durable: true })).toBe(2);
    expect(await level()).toBe(1);
    await expect(store.write(() => Promise.reject(new Error('no')), { durable: true })).rejects.toThrow('no');
    expect(await level()).toBe(1);
  });

  test('that was asked for before the closing is finished by it; one after it is refused', async () => {
    const here = machine();
    const store = await here.open();
    const slow = store.write(async (tx) => {
      await turn();
      add('test1', tx);
    });
    await Promise.all([slow, store.close()]);
    await expect(store.write(() => 1)).rejects.toThrow(/closed/);
    expect(names(await here.open())).toEqual(['test1']);
  });
});

describe('the audit', () => {
  const line = { actor: { operatorId: 'op', staffUserId: 'me' }, action: 'test.do', entity: 'test', entityId: 'x' };

  test('says who did what, when, from which console, before and after', async () => {
    const store = await machine().open();
    await store.write((tx) => tx.audit({ ...line, before: { a: 1 }, after: { a: 2 } }));
    expect(store.query.query.audit.findMany().sync()).toMatchObject([
      {
        seq: 1,
        operatorId: 'op',
        staffUserId: 'me',
        console: 'desk 1',
        action: 'test.do',
        before: { a: 1 },
        after: { a: 2 },
      },
    ]);
  });

  test.each([
    'UPDATE audit SET action = 1',
    'DELETE FROM audit',
    'INSERT OR REPLACE INTO audit SELECT seq, at, operator_id, staff_user_id, console, 9, entity, NULL, NULL, NULL, NULL FROM audit',
  ])('is only ever added to: %s', async (sql) => {
    const store = await machine().open();
    await store.write((tx) => tx.audit(line));
    await expect(store.write(({ db }) => db.exec(sql))).rejects.toThrow(/only ever added to/);
    expect(store.query.query.audit.findMany().sync()).toMatchObject([{ action: 'test.do' }]);
  });
});

describe('the journal', () => {
  test('keeps the arguments of a mutation sealed, and gives them back', async () => {
    const store = await machine().open();
    const rows = ['rahim', 'karim', 'nadia'].map((name) =>
      customer(name, { password: 'swordfish-swordfish-swordfish' }),
    );
    const told = { uid: 'u1', name: 'customers.add' as const, args: { by: 'me', at: 1, customers: rows, lines: [] } };
    await store.write((tx) => tx.journal({ ...told, batchId: 'b' }));
    const [entry] = store.query.query.syncJournal.findMany().sync();
    expect(entry).toMatchObject({ uid: 'u1', name: 'customers.add', records: 3, state: 'pending', batchId: 'b' });
    expect(entry?.sealed.includes('swordfish')).toBe(false);
    const sealed = { ...told, sealed: entry!.sealed };
    expect(openJournal(store.seal, sealed)).toEqual(told);
    expect(() => openJournal(store.seal, { ...sealed, uid: 'u2' })).toThrow('store-sealed-damaged');
  });

  test('and the change it tells of are there together or not at all', async () => {
    const store = await machine().open();
    const failing = store.write((tx) => {
      tx.journal({ uid: 'u1', name: 'fields.purge', args: { by: '', at: 0, id: 'f' } });
      tx.journal({ uid: 'u1', name: 'fields.purge', args: { by: '', at: 0, id: 'f' } });
    });
    await expect(failing).rejects.toThrow(/UNIQUE/);
    expect(store.query.query.syncJournal.findMany().sync()).toEqual([]);
  });
});

describe('a slow query', () => {
  const SLOW =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000) SELECT count(*), ? AS said FROM n';

  test('is logged by its text, without the values it was asked with', async () => {
    const here = machine();
    const store = await here.open();
    store.reader.prepare(SLOW).get('a secret');
    expect(here.logged).toMatchObject([{ level: 'warn', message: 'slow query', sql: SLOW }]);
    expect(JSON.stringify(here.logged)).not.toContain('a secret');
  });

  test('is found through drizzle as well; a quick one is not logged', async () => {
    const here = machine();
    const store = await here.open();
    store.query.query.setting.findMany().sync();
    expect(here.logged).toEqual([]);
    store.reader.function('linger', () => {
      const until = performance.now() + 60;
      while (performance.now() < until);
      return 1;
    });
    store.query.query.setting.findFirst({ extras: (_, { sql }) => ({ waited: sql`linger()`.as('waited') }) }).sync();
    expect(here.logged).toMatchObject([{ message: 'slow query' }]);
  });
});
