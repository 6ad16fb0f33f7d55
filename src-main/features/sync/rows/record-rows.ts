import type { Database } from 'better-sqlite3';
import type { RecordKind, RecordRow } from '#shared/sync/rows.ts';
import type { Seal } from '../../../store/index.ts';
import { ROW_KINDS, type Stored } from './kinds/index.ts';

/** One record, as sync_record names it. */
export interface RecordAt {
  readonly kind: RecordKind;
  readonly id: string;
}

/**
 * Reads records as they travel; null for one that is not there. Throws Refusal `key-locked`, or `store-sealed-damaged` when a
 * secret does not open.
 */
export function recordReader(db: Database, seal: Seal): (kind: RecordKind, id: string) => RecordRow | null {
  const readers = new Map<RecordKind, (id: string) => Stored | null>();
  const version = db
    .prepare<[string, string], number>('SELECT version FROM sync_record WHERE kind = ? AND id = ?')
    .pluck();
  return (kind, id) => {
    const read = readers.get(kind) ?? ROW_KINDS[kind].reader(db, seal);
    readers.set(kind, read);
    const stored = read(id);
    return (
      stored && { kind, id, operatorId: stored.operatorId, version: version.get(kind, id) ?? 1, body: stored.body }
    );
  };
}

/** One record, as `recordReader` reads it. */
export const recordRow = (db: Database, seal: Seal, kind: RecordKind, id: string): RecordRow | null =>
  recordReader(db, seal)(kind, id);

/** All records that travel; what others refer to comes first. */
export function* recordIds(db: Database): Iterable<RecordAt> {
  // Cast: the keys are those of the object.
  for (const kind of Object.keys(ROW_KINDS) as RecordKind[]) {
    for (const id of ROW_KINDS[kind].ids(db)) yield { kind, id };
  }
}
