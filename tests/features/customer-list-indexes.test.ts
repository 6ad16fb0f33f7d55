import { describe, expect, test } from 'vitest';
import { CUSTOMER_SORTS, type CustomerFilter } from '#shared/contract/customers.ts';
import { whichOf } from '#main/features/customers/filter.ts';
import { orderingOf, walkSql } from '#main/features/customers/order.ts';
import { LINES } from '#main/features/customers/windows.ts';
import { firstAdmin } from '#main/features/operators/index.ts';
import { type Store, stretchesAfter } from '#main/store/index.ts';
import { addCustomer, machine } from '../store/scene.ts';

const ID = '00000000-0000-7000-8000-000000000000';

async function someCustomers(): Promise<Store> {
  const store = await machine().open();
  await store.write((tx) => {
    for (let i = 0; i < 50; i += 1) addCustomer(tx, { username: `user-${i}`, ip: i });
  });
  return store;
}

const planOf = ({ reader }: Store, sql: string): string[] =>
  reader
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from(sql.matchAll(/\?/g), () => 'x'))
    .map(({ detail }) => detail);

describe('the path of a list', () => {
  test.each(CUSTOMER_SORTS)('by %s walks one index in its order, reads no rows and sorts nothing', async (by) => {
    const store = await someCustomers();
    for (const descending of [false, true]) {
      const ordering = orderingOf({ states: ['deleted'], operators: null }, { by, descending });
      const key = ordering.column === null ? null : 'user-1';
      for (const after of [null, { key, seq: 1 }]) {
        for (const { sql } of stretchesAfter(ordering, after)) {
          const [step = '', ...others] = planOf(store, walkSql(ordering, sql));
          expect(others).toEqual([]);
          // The table itself lies in the order of creation.
          if (ordering.index === null) expect(step).toMatch(/^(SCAN|SEARCH) customer( USING INTEGER PRIMARY KEY|$)/);
          else expect(step).toMatch(new RegExp(`customer USING COVERING INDEX ${ordering.index}`));
        }
      }
    }
  });

  test('fetches the rows of a window by their numbers, and what they refer to by its key', async () => {
    const store = await someCustomers();
    const steps = planOf(store, LINES);
    expect(steps).toContain('SEARCH customer USING INTEGER PRIMARY KEY (rowid=?)');
    // Whether there is a router at all is asked once, of its first entry; above an operator stand two at most (`line`).
    const scans = steps.filter((step) => /^SCAN (?!json_each|router USING COVERING|line$|CONSTANT ROW$)/.test(step));
    expect(scans).toEqual([]);
  });

  test.each([
    ['a batch', { batch: ID }, 'customer_batch'],
    ['a package', { packages: [ID] }, 'customer_package'],
    ['a billing profile', { billingProfiles: [ID] }, 'customer_billing_profile'],
    ['a zone', { zones: [ID] }, 'customer_zone'],
    ['no zone', { withoutZone: true }, 'customer_zone'],
    ['no phone', { withoutPhone: true }, 'customer_phone'],
    ['expiring soon', { expiringWithin: 3 }, 'customer_expires'],
    ['expiring on some days', { expires: { from: '2026-11-01', to: '2026-11-30' } }, 'customer_expires'],
    ['a type', { types: ['hotspot'] }, 'customer_package'],
    ['the first letters of a name', { search: 'ra' }, 'customer_name'],
  ] as [string, CustomerFilter, string][])('narrowed to %s reads an index alone', async (_, filter, index) => {
    const store = await someCustomers();
    const [{ numbers } = { numbers: null }] = whichOf(store, firstAdmin(store), filter, new Date(0)).narrowings;
    const steps = planOf(store, numbers?.sql ?? '');
    expect(steps.join('\n')).toContain(`SEARCH customer USING COVERING INDEX ${index} `);
    expect(steps.filter((step) => /^S(CAN|EARCH) customer(?! USING COVERING)/.test(step))).toEqual([]);
  });

  test.each([
    ['a word', { search: 'rahim' }],
    ['a value of a custom field', { custom: [{ field: ID, value: 'flat' }] }],
  ] as [string, CustomerFilter][])(
    'narrowed to %s goes through the trigram index, a piece at a time',
    async (_, filter) => {
      const store = await someCustomers();
      await store.write(({ db }) =>
        db
          .prepare(
            `INSERT INTO custom_field (id, label, label_key, type, position) VALUES (?, 'Flat', 'flat', 'text', 1)`,
          )
          .run(ID),
      );
      const [{ numbers } = { numbers: null }] = whichOf(store, firstAdmin(store), filter, new Date(0)).narrowings;
      const steps = planOf(store, numbers?.next ?? '');
      expect(steps).toEqual([expect.stringMatching(/^SCAN customer_search VIRTUAL TABLE INDEX \d+:.*M/)]);
    },
  );
});
