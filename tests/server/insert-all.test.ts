import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { insertAll } from '#server/store/insert-all.ts';
import { ledgerEntry, record } from '#server/store/schema.ts';
import { payment } from './central.ts';
import { hasPostgreSql, newDatabase } from './databases.ts';

const one = (id: string, more: Partial<typeof record.$inferInsert> = {}): typeof record.$inferInsert => ({
  ...{ kind: 'zone' as const, id, operatorId: null, version: 1, body: {}, sealed: null, commitVersion: 1 },
  ...more,
});

const SIGNS = ['\\', '\\.', '\\N', 'a\tb', 'a\nb', 'a\rb', '', ' ', '"', '{}', 'রহিমা', '😀', "'; --"];

describe.each(['postgresql', 'embedded'] as const)('rows that are inserted at once into %s', (kind) => {
  const isThere = kind === 'embedded' || hasPostgreSql();

  test.skipIf(!isThere)(
    'given texts, JSON and bytes with signs that COPY has for itself, then they stand as they came',
    async () => {
      const database = await newDatabase(kind);
      const rows = SIGNS.map((sign, index) =>
        one(`${sign}${index}`, { body: { text: sign, [sign]: [1, null] }, sealed: Buffer.from([0, 9, 10, 92, index]) }),
      );
      await database.transaction((tx) => insertAll(tx, record, rows));
      const found = await database.query<{ id: string; body: unknown; sealed: Uint8Array; operatorId: null }>(
        'SELECT id, body, sealed, operator_id AS "operatorId" FROM record WHERE kind = $1',
        ['zone'],
      );
      const told = found.map((row) => ({ ...row, sealed: [...row.sealed] }));
      expect(new Map(told.map((row) => [row.id, row]))).toEqual(
        new Map(rows.map(({ id, body, sealed }) => [id, { id, body, sealed: [...(sealed ?? [])], operatorId: null }])),
      );
    },
  );

  test.skipIf(!isThere)(
    'given more than goes out at once, when the last one is there already, then nothing of them is there',
    async () => {
      const database = await newDatabase(kind);
      const rows = Array.from({ length: 2_000 }, (_, index) => one(String(index), { body: { text: 'x'.repeat(50) } }));
      const twice = database.transaction((tx) => insertAll(tx, record, [...rows, one('0')]));
      await expect(twice).rejects.toMatchObject({ code: '23505' });
      expect(await database.query('SELECT 1 FROM record')).toEqual([]);
      await database.transaction((tx) => insertAll(tx, record, rows));
      expect(await database.query('SELECT count(*)::integer AS count FROM record')).toEqual([{ count: 2_000 }]);
    },
  );

  test.skipIf(!isThere)(
    'given columns that none of them has, or only some, then nothing stands there, and in the others what they have',
    async () => {
      const database = await newDatabase(kind);
      const inserted = (rows: (typeof record.$inferInsert)[]) =>
        database.transaction((tx) => insertAll(tx, record, rows));
      const owner = '00000000-0000-4000-8000-000000000001';
      await inserted([one('none'), one('neither')]);
      await inserted([one('with', { operatorId: owner }), one('without', { operatorId: undefined })]);
      expect(
        await database.query('SELECT id, operator_id AS "operatorId", sealed FROM record ORDER BY id COLLATE "C"'),
      ).toEqual(
        ['neither', 'none', 'with', 'without'].map((id) => ({
          ...{ id, sealed: null },
          operatorId: id === 'with' ? owner : null,
        })),
      );
    },
  );

  test.skipIf(!isThere)(
    'given numbers at the edges of what columns hold, ids in capitals and texts longer than what goes out at once, then they stand as they are',
    async () => {
      const database = await newDatabase(kind);
      const amounts = [
        0,
        -1,
        1,
        2 ** 31,
        -(2 ** 31),
        2 ** 32 - 1,
        2 ** 32,
        -(2 ** 32) - 1,
        Number.MAX_SAFE_INTEGER,
      ].flatMap((amount) => [amount, -amount]);
      const lines = amounts.map((amount, index) =>
        payment(randomUUID().toUpperCase(), amount, {
          id: randomUUID(),
          at: index,
          note: 'রহিমা 😀\ud800'.repeat(5_000),
        }),
      );
      const zones = [2 ** 31 - 1, -(2 ** 31)].map((version) => one(String(version), { version }));
      await database.transaction(async (tx) => {
        await insertAll(
          tx,
          ledgerEntry,
          lines.map((line) => ({ ...line, commitVersion: 1 })),
        );
        await insertAll(tx, record, zones);
      });
      const found = await database.query(
        'SELECT id, customer_id AS "customerId", amount, note FROM ledger_entry ORDER BY at',
      );
      expect(found).toEqual(
        lines.map(({ id, customerId, amount, note }) => ({
          ...{ id, customerId: customerId.toLowerCase(), amount: amount + 0 },
          note: note?.toWellFormed(),
        })),
      );
      expect(await database.query('SELECT id FROM record WHERE id = version::text ORDER BY version')).toEqual([
        { id: String(-(2 ** 31)) },
        { id: String(2 ** 31 - 1) },
      ]);
    },
  );

  test.skipIf(!isThere)(
    'given a value that its column does not hold, then the transaction fails, and says why',
    async () => {
      const database = await newDatabase(kind);
      const wrong: readonly (readonly [Partial<typeof record.$inferInsert>, string])[] = [
        [{ version: 2 ** 31 }, 'integer'],
        [{ version: 0.5 }, 'integer'],
        [{ version: '7' as unknown as number }, 'integer'],
        [{ body: (() => 1) as unknown as Record<string, unknown> }, 'jsonb'],
        [{ commitVersion: 2 ** 53 }, 'bigint'],
        [{ commitVersion: Number.NaN }, 'bigint'],
        [{ operatorId: 'nobody' }, 'UUID'],
        [{ operatorId: randomUUID().slice(1) }, 'UUID'],
        [{ operatorId: `${randomUUID()}0` }, 'UUID'],
        [{ operatorId: `${randomUUID().slice(1)}ß` }, 'UUID'],
        // What is written to a column is typed; a bug may come by all the same.
        [{ id: 1 as unknown as string }, 'text'],
        [{ sealed: 'text' as unknown as Uint8Array }, 'bytea'],
      ];
      for (const [given, why] of wrong) {
        const inserted = database.transaction((tx) => insertAll(tx, record, [one('first'), one('second', given)]));
        await expect(inserted, why).rejects.toThrow(why);
      }
      expect(await database.query('SELECT 1 FROM record')).toEqual([]);
    },
  );

  test.skipIf(!isThere)('given a row that cannot be made, then the transaction fails', async () => {
    const database = await newDatabase(kind);
    const rows = [one('first'), one('second', { body: { count: 1n } })];
    await expect(database.transaction((tx) => insertAll(tx, record, rows))).rejects.toThrow('BigInt');
    expect(await database.query('SELECT 1 FROM record')).toEqual([]);
  });
});

describe.skipIf(!hasPostgreSql())('a transaction', () => {
  test('given several statements that are asked at once, when one fails, then its error is told and nothing was done', async () => {
    const database = await newDatabase();
    const done = database.transaction(async (tx) => {
      await Promise.all([
        insertAll(tx, record, [one('a')]),
        tx.query('SELECT 1 / $1::integer', [0]),
        insertAll(tx, record, [one('b')]),
        tx.query('SELECT 1'),
      ]);
    });
    await expect(done).rejects.toMatchObject({ code: '22012' });
    expect(await database.query('SELECT 1 FROM record')).toEqual([]);
  });

  test('given a job that has failed in one place, when it asks on in another, then that is refused and done nowhere', async () => {
    const database = await newDatabase();
    const { promise: failed, resolve: hasFailed } = Promise.withResolvers<undefined>();
    let late: Promise<unknown> = Promise.resolve();
    const done = database.transaction(async (tx) => {
      const goesOn = async (): Promise<void> => {
        await failed;
        await insertAll(tx, record, [one('late')]);
      };
      late = goesOn();
      late.catch(() => undefined);
      await Promise.all([late, tx.query('SELECT 1 / $1::integer', [0])]);
    });
    await expect(done).rejects.toMatchObject({ code: '22012' });
    hasFailed(undefined);
    await expect(late).rejects.toThrow('The transaction is over');
    await setImmediate();
    expect(await database.query('SELECT 1 FROM record')).toEqual([]);
  });

  test('given a statement whose failure is passed over, then the transaction fails', async () => {
    const database = await newDatabase();
    const done = database.transaction(async (tx) => {
      await insertAll(tx, record, [one('a')]);
      await tx.query('SELECT 1 / $1::integer', [0]).catch(() => undefined);
    });
    await expect(done).rejects.toThrow('has failed');
    expect(await database.query('SELECT 1 FROM record')).toEqual([]);
  });
});
