import type { Database } from 'better-sqlite3';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import { currencyOf } from '../billing/index.ts';
import { mineOf, type Refused } from './refusals.ts';
import { ledgerRows } from './rows/index.ts';

// Money lies in the till whatever a server says of its customer: only what it has from somebody else already is not there twice.

/** Of payments and what takes them back, those that stay in the cash book when what was done here is given up. */
export function keptMoney(db: Database, refused: Refused): readonly LedgerRow[] {
  const lines = linesGivenUp(db, refused);
  const isTwice = ({ referenceKey, reference }: LedgerRow): boolean =>
    refused.rejection.code === 'PAYMENT_REFERENCE_TAKEN' && referenceKey !== null && reference === mineOf(refused);
  const payments = lines.filter((line) => line.kind === 'payment' && !isTwice(line));
  const ids = new Set(payments.map(({ id }) => id));
  const reversals = lines.filter(({ kind, reverses }) => kind === 'reversal' && reverses !== null && ids.has(reverses));
  return [...payments, ...reversals];
}

function linesGivenUp(db: Database, { entry: { mutation }, rejection: { code }, entityId }: Refused) {
  // Who was added twice is at the server, and their lines are told.
  if (mutation.name === 'customers.add') return code === 'STALE_RECORD' ? [] : ledgerRows(db, [entityId ?? '']);
  if (mutation.name === 'ledger.add') return mutation.args.lines.filter(({ id }) => id === entityId);
  // Of a customer who is there the server keeps the payments itself, and names those that it has not.
  return mutation.name === 'customer.change' && code === 'GONE' ? mutation.args.lines : [];
}

/** How many payments that are, and what they come to; what was taken back is none. Null: nothing was taken. */
export function takenOf(db: Database, refused: Refused): SyncConflict['taken'] {
  const kept = keptMoney(db, refused);
  const back = new Set(kept.flatMap(({ reverses }) => reverses ?? []));
  const payments = kept.filter(({ kind, id }) => kind === 'payment' && !back.has(id)).length;
  const amount = kept.reduce((sum, line) => sum + line.amount, 0);
  const currency = currencyOf(db);
  return payments === 0 ? null : { payments, amount: decimalOf(amount, currency), currency };
}
