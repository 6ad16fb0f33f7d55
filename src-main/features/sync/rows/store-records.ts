import type { RecordKind, RecordRow } from '#shared/sync/rows.ts';
import type { Seal, WriteTransaction } from '../../../store/index.ts';
import { ROW_KINDS, type Stored } from './kinds/index.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** A record that cannot be stored here: what is in it is not what records of its kind have. */
export interface RecordProblem {
  readonly code: 'sync-record-unreadable';
  readonly params: { readonly kind: RecordKind; readonly id: string; readonly field: string };
}

interface Way {
  readonly read: (id: string) => Stored | null;
  readonly write: (id: string, to: Stored, before: Stored | null) => void;
}

/** What was there of a record that cannot be read: whatever is told differs from it. */
const UNREAD: Stored = { operatorId: null, body: {} };

/**
 * Stores records as they were told, under the version that they have at the server: they do not count as changed here. Of
 * one that is there only what differs is written. Answers what is wrong with one that is none, and stores nothing of it.
 */
export function recordPutter(tx: WriteTransaction, seal: Seal): (row: RecordRow) => RecordProblem | null {
  const ways = new Map<RecordKind, Way>();
  const wayOf = (kind: RecordKind): Way => {
    const known = ways.get(kind);
    if (known) return known;
    const { reader, writer } = ROW_KINDS[kind];
    const way = { read: reader(tx.db, seal), write: writer(tx, seal) };
    ways.set(kind, way);
    return way;
  };
  const told = tx.db.prepare<[string, string, number]>(
    `INSERT INTO sync_record (kind, id, version, touched) VALUES (?, ?, ?, 0)
     ON CONFLICT DO UPDATE SET version = excluded.version, touched = 0 WHERE version <> excluded.version OR touched <> 0`,
  );
  return ({ kind, id, operatorId, version, body }) => {
    const problem = (field: string): RecordProblem => ({ code: 'sync-record-unreadable', params: { kind, id, field } });
    const rows = ROW_KINDS[kind];
    if (!rows.canBe(id, operatorId)) return problem('operatorId');
    const parsed = rows.body.safeParse(body);
    if (!parsed.success) return problem(String(parsed.error.issues[0]?.path[0] ?? ''));
    const { read, write } = wayOf(kind);
    const before = unlessDamaged(() => read(id), UNREAD);
    write(id, { operatorId, body: parsed.data }, before);
    told.run(kind, id, version);
    return null;
  };
}

/** Takes records away that the server does not have any more, with whatever belongs to them alone. */
export function recordDropper(tx: WriteTransaction): (kind: RecordKind, id: string) => void {
  const removers = new Map<RecordKind, (id: string) => void>();
  const forget = tx.db.prepare<[string, string]>('DELETE FROM sync_record WHERE kind = ? AND id = ?');
  return (kind, id) => {
    const remove = removers.get(kind) ?? ROW_KINDS[kind].remover(tx);
    removers.set(kind, remove);
    remove(id);
    forget.run(kind, id);
  };
}
