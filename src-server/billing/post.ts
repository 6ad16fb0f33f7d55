import type { Posting } from '#shared/domain/billing/entry.ts';
import { standingId } from '#shared/domain/billing/standing-id.ts';
import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import { uuidOf } from '../named-id.ts';
import { insertAll } from '../store/insert-all.ts';
import { ledgerEntry } from '../store/schema.ts';
import type { Work } from '../sync/work.ts';

/** Lines that came about of one customer. */
export interface Came {
  readonly customer: { readonly id: string; readonly operatorId: string };
  readonly postings: readonly Posting[];
  /** Whose doing it was; empty: the billing clock's. */
  readonly by: string;
}

/** Posts lines, each once however often it comes about. */
export async function postAll(work: Pick<Work, 'tx' | 'version'>, came: readonly Came[]): Promise<void> {
  await post(work, await linesOf(work, came));
}

/** Posts lines as they are. One that is there already stays as it is: its id says that it is the same. */
export function post({ tx, version }: Pick<Work, 'tx' | 'version'>, rows: readonly LedgerRow[]): Promise<void> {
  return insertAll(
    tx,
    ledgerEntry,
    rows.map((row) => ({ ...row, commitVersion: version })),
    'ON CONFLICT (id) DO NOTHING',
  );
}

/** The same where it is known which ones are there; none comes twice. */
export function postNew(
  { tx, version }: Pick<Work, 'tx' | 'version'>,
  posted: ReadonlySet<string>,
  rows: readonly LedgerRow[],
): Promise<void> {
  const fresh = rows.filter(({ id }) => !posted.has(id));
  return insertAll(
    tx,
    ledgerEntry,
    fresh.map((row) => ({ ...row, commitVersion: version })),
  );
}

/**
 * The lines that are posted for what came about. One that was taken back is owed anew, under an id that follows from what
 * took it back. `taken`: money that an office took, as it wrote it down, by the id of its line.
 */
export async function linesOf(
  { tx }: Pick<Work, 'tx'>,
  came: readonly Came[],
  taken: ReadonlyMap<string, LedgerRow> = new Map(),
): Promise<readonly LedgerRow[]> {
  if (!came.some(({ postings }) => postings.length > 0)) return [];
  const back = new Map(
    (
      await tx.query<{ id: string; by: string }>(
        'SELECT reverses AS id, id AS by FROM ledger_entry WHERE reverses IS NOT NULL AND customer_id = ANY($1)',
        [came.map(({ customer }) => customer.id)],
      )
    ).map(({ id, by }) => [id, by]),
  );
  return came.flatMap(({ customer, postings, by }) =>
    postings.map(
      (posting): LedgerRow =>
        taken.get(posting.id) ??
        lineOf({ ...posting, id: standingId(customer.id, posting.id, (id) => back.get(id), uuidOf) }, customer, by),
    ),
  );
}

function lineOf(posting: Posting, { id: customerId, operatorId }: Came['customer'], by: string): LedgerRow {
  const { id, kind, amount, at, dueAt, reverses, method, reference, note, periodFrom, periodTo } = posting;
  const code = method === undefined ? null : codeUsedOnce(method, reference);
  return {
    ...{ id, customerId, kind, amount, at, by, operatorId, dueAt, reverses, referenceKey: code },
    ...{ method: method ?? null, reference: code ?? reference ?? null, note: note ?? null },
    ...{ periodFrom: periodFrom ?? null, periodTo: periodTo ?? null },
    // Receipts are given by those who take money.
    ...{ receiptNumber: null, packageName: null, paidUntil: null },
  };
}
