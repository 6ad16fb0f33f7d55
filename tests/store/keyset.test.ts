import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cursorOf,
  type Ordering,
  orderSql,
  type Place,
  placeOf,
  readWindow,
  sortSql,
  stretchesAfter,
  type Store,
} from '#main/store/index.ts';
import { addCustomer, machine } from './scene.ts';

interface Row {
  readonly seq: number;
  readonly key: string | number | null;
}

const ORDERINGS: readonly (readonly [string, Omit<Ordering, 'descending'>, string])[] = [
  ['username', { column: 'username_key' }, 'customer_username'],
  ['name', { column: 'name_key' }, 'customer_name'],
  ['phone, which may be NULL', { column: 'phone_key', nullable: true }, 'customer_phone'],
  ['address, which may be NULL', { column: 'ip', nullable: true }, 'customer_ip'],
  ['creation', { column: null }, 'INTEGER PRIMARY KEY'],
];
const DIRECTIONS = [false, true];

const select = ({ column }: Ordering): string => `SELECT seq, ${column ?? 'NULL'} AS key FROM customer`;

/** The whole list in one piece: what the windows put together must be. */
const whole = ({ reader }: Store, ordering: Ordering): Row[] =>
  reader.prepare<[], Row>(`${select(ordering)} ORDER BY ${sortSql(ordering)}`).all();

const window = ({ reader }: Store, ordering: Ordering, after: Place | null, limit: number): Row[] =>
  readWindow(ordering, after, limit, ({ sql, params }, most) =>
    reader
      .prepare<unknown[], Row>(`${select(ordering)} WHERE ${sql} ORDER BY ${orderSql(ordering)} LIMIT ?`)
      .all(...params, most),
  );

describe('windows of a list', () => {
  test('property: put together they are the list, whatever the order, the sizes, the equal keys and the NULLs', async () => {
    const customer = fc.record({
      username: fc.constantFrom('a', 'A', 'b', 'ab'),
      fullName: fc.constantFrom('x', 'y', 'আ'),
      phoneKey: fc.option(fc.constantFrom('880', '881')),
      ip: fc.option(fc.nat(3)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(customer, { maxLength: 25 }),
        fc.integer({ min: 1, max: 7 }),
        async (customers, size) => {
          const store = await machine().open();
          await store.write((tx) => {
            for (const each of customers) addCustomer(tx, each);
          });
          for (const [, order] of ORDERINGS) {
            for (const descending of DIRECTIONS) {
              const ordering = { ...order, descending };
              const rows: Row[] = [];
              for (let after: Place | null = null; ; after = placeOf(cursorOf(rows.at(-1)!))) {
                const next = window(store, ordering, after, size);
                rows.push(...next);
                if (next.length < size) break;
              }
              expect(rows).toEqual(whole(store, ordering));
            }
          }
          await store.close();
        },
      ),
      { numRuns: 20 },
    );
  });

  test('go on behind a row that is gone', async () => {
    const store = await machine().open();
    await store.write((tx) => {
      for (const username of ['a', 'b', 'c', 'd']) addCustomer(tx, { username });
    });
    const ordering: Ordering = { column: 'username_key', descending: false };
    const last = window(store, ordering, null, 2).at(-1)!;
    await store.write(({ db }) => db.exec(`DELETE FROM customer WHERE username = 'b'`));
    expect(window(store, ordering, last, 9).map(({ key }) => key)).toEqual(['c', 'd']);
  });
});

describe('the path of a window', () => {
  test.each(ORDERINGS)(
    'by %s is a range of its index, without a sort and without a walk through the table',
    async (_, order, index) => {
      const store = await machine().open();
      for (const descending of DIRECTIONS) {
        const ordering: Ordering = { ...order, descending };
        const keys = order.column === null ? [null] : order.nullable === true ? ['5', null] : ['5'];
        for (const key of keys) {
          for (const { sql, params } of stretchesAfter(ordering, { key, seq: 5 })) {
            const plan = store.reader
              .prepare<unknown[], { detail: string }>(
                `EXPLAIN QUERY PLAN SELECT * FROM customer WHERE ${sql} ORDER BY ${orderSql(ordering)} LIMIT 200`,
              )
              .all(...params)
              .map(({ detail }) => detail);
            expect(plan).toEqual([expect.stringMatching(`^SEARCH customer USING (INDEX )?${index} `)]);
          }
        }
        const first = store.reader
          .prepare<[], { detail: string }>(
            `EXPLAIN QUERY PLAN SELECT * FROM customer ORDER BY ${orderSql(ordering)} LIMIT 200`,
          )
          .all();
        expect(first.map(({ detail }) => detail).join()).not.toMatch(/TEMP B-TREE/);
      }
    },
  );
});

describe('a cursor', () => {
  test('property: gives back the place it was made of, as a word that fits into an address', () => {
    const key = fc.oneof(fc.constant(null), fc.string(), fc.integer());
    fc.assert(
      fc.property(fc.record({ key, seq: fc.nat() }), (place) => {
        const cursor = cursorOf(place);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(placeOf(cursor)).toEqual(place);
      }),
    );
  });

  test('property: any other text is no cursor and no error', () => {
    fc.assert(fc.property(fc.string(), (text) => void placeOf(text)));
    for (const text of [
      '',
      'x',
      'e30',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('[{},1]').toString('base64url'),
    ]) {
      expect(placeOf(text)).toBeNull();
    }
  });
});
