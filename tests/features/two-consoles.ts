import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  customerPutter,
  customerRows,
  ledgerRows,
  linePutter,
  recordIds,
  recordPutter,
  recordReader,
} from '#main/features/sync/rows/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store, type WriteTransaction } from '#main/store/index.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import { Office } from './office.ts';

/** A console of its own, gone with the test. */
export function console(): Office {
  const office = new Office();
  onTestFinished(() => office[Symbol.asyncDispose]());
  return office;
}

/** Works on the store of a console that is not open otherwise. */
export async function onStore<Done>(office: Office, work: (store: Store) => Done | Promise<Done>): Promise<Done> {
  const store = await openStore({
    folder: office.folder,
    create: true,
    keys: [keyFiles(join(office.root, 'keys'))],
    now: office.now,
    newId: () => crypto.randomUUID(),
    log: { info: () => undefined, warn: () => undefined, failure: () => 'logged' },
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export interface Everything {
  readonly records: readonly RecordRow[];
  readonly customers: readonly CustomerRow[];
  readonly lines: readonly LedgerRow[];
}

/** All rows of a store that travel. */
export function everythingIn({ reader, seal }: Store): Everything {
  const read = recordReader(reader, seal);
  const ids = reader.prepare<[], string>('SELECT id FROM customer ORDER BY seq').pluck().all();
  return {
    records: [...recordIds(reader)].flatMap(({ kind, id }) => read(kind, id) ?? []),
    customers: customerRows(reader, seal, ids),
    lines: ledgerRows(reader, ids),
  };
}

/** Puts them, as a pull does. */
export function putAll(tx: WriteTransaction, { seal }: Store, { records, customers, lines }: Everything): void {
  const putRecord = recordPutter(tx, seal);
  for (const row of records) {
    const problem = putRecord(row);
    if (problem) throw new Error(JSON.stringify(problem));
  }
  customers.forEach(customerPutter(tx, seal));
  lines.forEach(linePutter(tx));
}

/** What is to be done on which router. */
export const jobsIn = ({ reader }: Pick<Store, 'reader'>): unknown[] =>
  reader.prepare('SELECT customer_id, router_id, state, generation FROM provisioning ORDER BY 1, 2').all();
