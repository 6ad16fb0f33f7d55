import type { Database } from 'better-sqlite3';
import { MOST_RECORDS } from '#shared/sync/mutations.ts';
import { RECORD_KINDS, type RecordKind, type RecordRow } from '#shared/sync/rows.ts';
import type { Seal } from './key/seal.ts';
import type { JournalEntry } from './store.ts';

/** Reads records as they travel; null: it is not there. */
export type RecordReader = (db: Database, seal: Seal) => (kind: RecordKind, id: string) => RecordRow | null;

export interface RecordTellerDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly recordReader: RecordReader;
  readonly newId: () => string;
  /** Writes an entry of the journal. */
  readonly write: (entry: JournalEntry) => void;
}

/** Who did it, and when. */
export interface Done {
  readonly by: string;
  readonly at: number;
}

/** Tells the central server of records that triggers have noted as new, different or gone (migration 0007). */
export interface RecordTeller {
  /** What customers may refer to, before an entry that does. What is gone waits for the end: nobody may refer to it then. */
  readonly tellBefore: (done: Done) => void;
  /** All that is left, at the end of a transaction. */
  readonly tellAll: (done: Done) => void;
}

interface Touched {
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: number;
}

const TOUCHED = 'SELECT kind, id, version FROM sync_record WHERE touched = 1';

export function recordTeller({ db, seal, recordReader, newId, write }: RecordTellerDeps): RecordTeller {
  const recordOf = recordReader(db, seal);
  // Nothing refers to a suspension, and a run may bring many.
  const referredTo = db.prepare<[], Touched>(`${TOUCHED} AND kind <> 'automatic-suspension'`);
  const all = db.prepare<[], Touched>(TOUCHED);
  const told = db.prepare<[string, string]>('UPDATE sync_record SET touched = 0 WHERE kind = ? AND id = ?');
  const forget = db.prepare<[string, string]>('DELETE FROM sync_record WHERE kind = ? AND id = ?');

  /** Puts those that are there, and answers those that are not. */
  const put = (touched: readonly Touched[], done: Done): readonly Touched[] => {
    const gone: Touched[] = [];
    const rows: RecordRow[] = [];
    for (const one of touched) {
      const row = recordOf(one.kind, one.id);
      if (row) rows.push(row);
      else gone.push(one);
    }
    const ordered = inOrder(rows);
    for (let start = 0; start < ordered.length; start += MOST_RECORDS) {
      const records = ordered.slice(start, start + MOST_RECORDS);
      for (const { kind, id } of records) told.run(kind, id);
      write({ uid: newId(), name: 'records.put', args: { ...done, records } });
    }
    return gone;
  };

  return {
    tellBefore: (done) => {
      const touched = referredTo.all();
      if (touched.length > 0) put(touched, done);
    },
    tellAll: (done) => {
      const touched = all.all();
      if (touched.length === 0) return;
      // What refers to others goes first.
      for (const { kind, id, version } of inOrder(put(touched, done)).toReversed()) {
        // It came and went before anybody was told.
        if (version === 1) forget.run(kind, id);
        else {
          told.run(kind, id);
          write({ uid: newId(), name: 'records.remove', args: { ...done, kind, id } });
        }
      }
    },
  };
}

/** What others refer to comes first: by kind, operators below those above them. */
function inOrder<T extends Pick<Touched, 'kind' | 'id'> & { readonly body?: RecordRow['body'] }>(
  rows: readonly T[],
): T[] {
  const parents = new Map(rows.map(({ id, body }) => [id, body?.['parentId']]));
  const depth = (id: unknown): number => (typeof id === 'string' && parents.has(id) ? 1 + depth(parents.get(id)) : 0);
  const place = ({ kind, id }: T): number => RECORD_KINDS.indexOf(kind) * 1_000 + depth(id);
  return rows
    .map((row) => ({ row, place: place(row) }))
    .sort((one, other) => one.place - other.place)
    .map(({ row }) => row);
}
