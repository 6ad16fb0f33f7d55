import type { RecordKind } from '#shared/sync/rows.ts';
import type { WriteTransaction } from '../../../store/index.ts';

interface Noted {
  readonly version: number;
  readonly touched: 0 | 1;
}

/**
 * Does what also changes other records, which the central server knows: triggers note them as changed here (0007-sync.ts),
 * and that is put back to what it was.
 */
export function untold({ db }: WriteTransaction, kind: RecordKind): (ids: readonly string[], work: () => void) => void {
  const read = db.prepare<[string, string], Noted>(
    'SELECT version, touched FROM sync_record WHERE kind = ? AND id = ?',
  );
  const put = db.prepare('UPDATE sync_record SET version = ?, touched = ? WHERE kind = ? AND id = ?');
  const forget = db.prepare('DELETE FROM sync_record WHERE kind = ? AND id = ?');
  return (ids, work) => {
    const before = ids.map((id) => [id, read.get(kind, id)] as const);
    work();
    for (const [id, noted] of before) {
      if (noted) put.run(noted.version, noted.touched, kind, id);
      else forget.run(kind, id);
    }
  };
}
