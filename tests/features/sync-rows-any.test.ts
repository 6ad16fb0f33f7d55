import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  customerDropper,
  customerPutter,
  customerRows,
  ledgerRows,
  lineDropper,
  linePutter,
  recordDropper,
  recordIds,
  recordPutter,
  recordRow,
} from '#main/features/sync/rows/index.ts';
import type { Store, WriteTransaction } from '#main/store/index.ts';
import { CustomerRow, LedgerRow, RECORD_KINDS, RecordRow } from '#shared/sync/rows.ts';
import { machine } from '../store/scene.ts';
import { anyCustomer, anyLine, anyRecord } from './rows-that-travel.ts';

let store: Store;

beforeEach(async () => {
  store = await machine().open();
  // Somebody has a router, so that whatever changes queues.
  await store.write(({ db }) => {
    db.exec(`INSERT INTO router (id, operator_id, name, name_key, code, code_key, host, port, username)
      SELECT 'r', id, 'r', 'r', 'r', 'r', 'r', 1, 'r' FROM operator`);
  });
});

const changesOf = ({ db }: WriteTransaction): number => Number(db.prepare('SELECT total_changes()').pluck().get());

/** What work wrote, counting what triggers wrote. */
function written(tx: WriteTransaction, work: () => void): number {
  const before = changesOf(tx);
  work();
  return changesOf(tx) - before;
}

const touchedIn = ({ db }: WriteTransaction): unknown[] =>
  db.prepare('SELECT kind, id FROM sync_record WHERE touched = 1').all();

describe.each(RECORD_KINDS)('a record of the kind %s', (kind) => {
  test('given any, when it is put and put again, then it reads back the same, the second time nothing is written, and nothing of it goes back', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord(kind), (row) =>
        store.write((tx) => {
          tx.db.exec('UPDATE sync_record SET touched = 0');
          expect(RecordRow.parse(row)).toEqual(row);
          const put = recordPutter(tx, store.seal);
          expect(put(row)).toBeNull();
          expect(recordRow(tx.db, store.seal, kind, row.id)).toEqual(row);
          expect(written(tx, () => put(row))).toBe(0);
          expect(touchedIn(tx)).toEqual([]);
          expect([...recordIds(tx.db)]).toContainEqual({ kind, id: row.id });
        }),
      ),
      { numRuns: 60 },
    );
  });

  test('given any, when another of the same id is put in its place, then that is what reads back; when it is dropped, then nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord(kind), anyRecord(kind), (one, other) =>
        store.write((tx) => {
          tx.db.exec('UPDATE sync_record SET touched = 0');
          const before = {
            ...one,
            id: other.id,
            operatorId: kind === 'operator' || kind === 'report-handed-in' ? other.operatorId : one.operatorId,
          };
          const put = recordPutter(tx, store.seal);
          expect(put(before)).toBeNull();
          expect(put(other)).toBeNull();
          expect(recordRow(tx.db, store.seal, kind, other.id)).toEqual(other);
          recordDropper(tx)(kind, other.id);
          expect(recordRow(tx.db, store.seal, kind, other.id)).toBeNull();
          expect([...recordIds(tx.db)]).not.toContainEqual({ kind, id: other.id });
          const left = tx.db.prepare('SELECT 1 FROM sync_record WHERE kind = ? AND id = ?').get(kind, other.id);
          expect(left).toBeUndefined();
          expect(touchedIn(tx)).toEqual([]);
        }),
      ),
      { numRuns: 40 },
    );
  });
});

describe('a record of another program', () => {
  const samples = RECORD_KINDS.flatMap((kind) => fc.sample(anyRecord(kind), { numRuns: 1, seed: 7 }));

  test('given one of each kind with a field that is not known here, when it is put, then the rest of it is stored', async () => {
    await store.write((tx) => {
      for (const row of samples) {
        expect(recordPutter(tx, store.seal)({ ...row, body: { ...row.body, fromTheFuture: { a: 1 } } })).toBeNull();
        expect(recordRow(tx.db, store.seal, row.kind, row.id)).toEqual(row);
      }
    });
  });

  test('given one of each kind without one of its fields, when it is put, then that is told and nothing of it is stored', async () => {
    await store.write((tx) => {
      for (const { kind, id, ...row } of samples) {
        const before = recordRow(tx.db, store.seal, kind, id);
        const [field = ''] = Object.keys(row.body);
        const body = Object.fromEntries(Object.entries(row.body).filter(([name]) => name !== field));
        const problem = { code: 'sync-record-unreadable', params: { kind, id, field } };
        expect(recordPutter(tx, store.seal)({ ...row, kind, id, body })).toEqual(problem);
        expect(recordRow(tx.db, store.seal, kind, id)).toEqual(before);
      }
    });
  });
});

describe('a customer', () => {
  test('given any, when they are put and put again, then they read back the same and the second time nothing is written', async () => {
    await fc.assert(
      fc.asyncProperty(anyCustomer, (row) =>
        store.write((tx) => {
          expect(CustomerRow.parse(row)).toEqual(row);
          const put = customerPutter(tx, store.seal);
          put(row);
          expect(customerRows(tx.db, store.seal, [row.id])).toEqual([row]);
          expect(written(tx, () => put(row))).toBe(0);
        }),
      ),
      { numRuns: 200 },
    );
  });

  test('given any, when they become anybody else, then that is what reads back, and their number stays', async () => {
    await fc.assert(
      fc.asyncProperty(anyCustomer, anyCustomer, (one, other) =>
        store.write((tx) => {
          const seq = tx.db.prepare('SELECT seq FROM customer WHERE id = ?').pluck();
          const put = customerPutter(tx, store.seal);
          put({ ...one, id: other.id });
          const before = seq.get(other.id);
          put(other);
          expect(customerRows(tx.db, store.seal, [other.id])).toEqual([other]);
          expect(seq.get(other.id)).toBe(before);
          customerDropper(tx)(other.id);
          expect(customerRows(tx.db, store.seal, [other.id])).toEqual([]);
          expect(tx.db.prepare('SELECT 1 FROM customer_search WHERE rowid = ?').get(before)).toBeUndefined();
          expect(tx.db.prepare('SELECT 1 FROM device WHERE customer_id = ?').get(other.id)).toBeUndefined();
        }),
      ),
      { numRuns: 100 },
    );
  });
});

describe('a line of the ledger', () => {
  test('given any, when it is put and put again, then it reads back the same and the second time nothing is written', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, (row) =>
        store.write((tx) => {
          expect(LedgerRow.parse(row)).toEqual(row);
          const put = linePutter(tx);
          put(row);
          expect(ledgerRows(tx.db, [row.customerId])).toEqual([row]);
          expect(written(tx, () => put({ ...row, amount: row.amount === 0 ? 1 : 0 }))).toBe(0);
          expect(ledgerRows(tx.db, [row.customerId])).toEqual([row]);
          lineDropper(tx)(row.id);
          expect(ledgerRows(tx.db, [row.customerId])).toEqual([]);
        }),
      ),
      { numRuns: 200 },
    );
  });
});
