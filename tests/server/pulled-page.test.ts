import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { GENESIS } from '#shared/sync/head.ts';
import type { CustomerRow, DeviceRow, PulledRow } from '#shared/sync/rows.ts';
import { nextPull, takePage } from '#main/features/sync/pull.ts';
import type { Store } from '#main/store/index.ts';
import { customer, NOW } from './central.ts';
import { joined, openedAt, ownRoot } from './sync-faults/console.ts';

async function atConsole(): Promise<Store> {
  const store = await openedAt(ownRoot());
  onTestFinished(() => store.close());
  await joined(store);
  return store;
}

async function take(store: Store, customers: readonly CustomerRow[]): Promise<void> {
  const request = nextPull({ store });
  if (!request) throw new Error('It has joined');
  const rows = customers.map((row): PulledRow => ({ entity: 'customer', row }));
  const page = { rows, tombstones: [], cursor: GENESIS, more: false, behind: 0, scope: 'all', fault: null };
  await takePage({ store, newId: randomUUID }, request, { ...page, head: GENESIS });
}

/** Who is found by a text, by their usernames. */
const found = ({ reader }: Store, text: string): readonly string[] =>
  reader
    .prepare<[string], string>(
      `SELECT username FROM customer WHERE seq IN (SELECT rowid FROM customer_search WHERE text MATCH ?)
       ORDER BY username`,
    )
    .pluck()
    .all(`"${text}"`);

const device = (): DeviceRow => ({
  ...{ id: randomUUID(), mac: '02:00:00:AA:BB:CC', type: null, addedBy: '', addedAt: NOW },
});

test('given customers who are new in a page, when it is taken, then each is found by what they are at its end', async () => {
  const store = await atConsole();
  const moved = device();
  const one = customer('rahima', { fullName: 'Rahima Khatun', devices: [moved] });
  const other = customer('karim', { fullName: 'Abdul Karim', devices: [moved] });
  await take(store, [one, other, { ...one, fullName: 'Rahima Begum', devices: [] }]);
  expect(found(store, 'begum')).toEqual(['rahima']);
  expect(found(store, 'khatun')).toEqual([]);
  expect(found(store, 'aabbcc')).toEqual(['karim']);
});

test('given customers who are there, when a page changes them beside one who is new, then both are found anew', async () => {
  const store = await atConsole();
  const known = customer('rahima', { fullName: 'Rahima Khatun' });
  await take(store, [known]);
  await take(store, [{ ...known, fullName: 'Rahima Begum' }, customer('karim', { fullName: 'Karim Begum' })]);
  expect(found(store, 'begum')).toEqual(['karim', 'rahima']);
  expect(found(store, 'khatun')).toEqual([]);
});
