import type { Database } from 'better-sqlite3';
import type { Mutation, MutationName } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { openJournal, type Seal } from '../../store/index.ts';

/** An entry of the journal, opened. */
export interface Entry {
  readonly seq: number;
  readonly mid: number | null;
  readonly mutation: Mutation;
}

export interface RefusedEntry extends Entry {
  readonly createdAt: number;
  /** Of the import that it came from. */
  readonly batchId: string | null;
  readonly rejections: readonly Rejection[];
}

interface Row {
  readonly seq: number;
  readonly uid: string;
  readonly name: MutationName;
  readonly sealed: Uint8Array;
  readonly mid: number | null;
}

const COLUMNS = 'seq, uid, name, sealed, mid';
/** Not decided yet, as far as this console knows. */
export const UNDECIDED = "state IN ('pending', 'sent')";

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
function opened(seal: Seal, { seq, mid, ...row }: Row): Entry {
  return { seq, mid, mutation: openJournal(seal, row) };
}

/** The next entries to be sent, of some records together, the first whatever it carries. */
export function nextEntries(db: Database, seal: Seal, mostRecords: number): readonly Entry[] {
  const rows = db
    .prepare<[number], Row & { readonly records: number }>(
      `SELECT ${COLUMNS}, records FROM sync_journal WHERE ${UNDECIDED} ORDER BY seq LIMIT ?`,
    )
    .all(mostRecords);
  let sum = 0;
  const fitting = rows.filter(({ records }, index) => (sum += records) <= mostRecords || index === 0);
  return fitting.map((row) => opened(seal, row));
}

/** All that waits, in its order. */
export function* allUndecided(db: Database, seal: Seal): Generator<Entry> {
  const seqs = db.prepare<[], number>(`SELECT seq FROM sync_journal WHERE ${UNDECIDED} ORDER BY seq`).pluck().all();
  const read = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM sync_journal WHERE seq = ?`);
  for (const seq of seqs) {
    const row = read.get(seq);
    if (row) yield opened(seal, row);
  }
}

/** What waits of one customer or record, in its order. */
export function undecidedOf(db: Database, seal: Seal, entity: string, id: string): readonly Entry[] {
  return db
    .prepare<[string, string], Row>(
      `SELECT ${COLUMNS} FROM sync_journal WHERE ${UNDECIDED}
         AND seq IN (SELECT seq FROM sync_reference WHERE entity = ? AND id = ?) ORDER BY seq`,
    )
    .all(entity, id)
    .map((row) => opened(seal, row));
}

/** What is not in the server's ledger, or may not be: entries that wait or were refused. */
export function entriesWithLines(db: Database, seal: Seal): readonly Entry[] {
  return db
    .prepare<[], Row>(
      `SELECT ${COLUMNS} FROM sync_journal WHERE state IN ('pending', 'sent', 'rejected')
         AND name IN ('customers.add', 'customer.change', 'ledger.add') ORDER BY seq`,
    )
    .all()
    .map((row) => opened(seal, row));
}

interface RefusedRow extends Row {
  readonly createdAt: number;
  readonly batchId: string | null;
  readonly rejections: string;
}

const REFUSED = `SELECT ${COLUMNS}, created_at AS createdAt, batch_id AS batchId, rejections FROM sync_journal WHERE state = 'rejected'`;

const refused = (seal: Seal, row: RefusedRow): RefusedEntry => ({
  ...opened(seal, row),
  createdAt: row.createdAt,
  batchId: row.batchId,
  // Cast: only what the server's reply was parsed to is kept there.
  rejections: JSON.parse(row.rejections) as Rejection[],
});

/** What the server has refused and nobody has solved, the oldest first. */
export function* refusedEntries(db: Database, seal: Seal): Generator<RefusedEntry> {
  for (const row of db.prepare<[], RefusedRow>(`${REFUSED} ORDER BY seq`).all()) yield refused(seal, row);
}

export function refusedEntry(db: Database, seal: Seal, uid: string): RefusedEntry | null {
  const row = db.prepare<[string], RefusedRow>(`${REFUSED} AND uid = ?`).get(uid);
  return row ? refused(seal, row) : null;
}

/** How much is to be sent, in records. */
export const waitingRecords = (db: Database): number =>
  db.prepare<[], number>(`SELECT coalesce(sum(records), 0) FROM sync_journal WHERE ${UNDECIDED}`).pluck().get() ?? 0;

/** Whether there is anything to be sent. */
export const hasUndecided = (db: Database): boolean =>
  db.prepare(`SELECT 1 FROM sync_journal WHERE ${UNDECIDED} LIMIT 1`).get() !== undefined;
