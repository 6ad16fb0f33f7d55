import { type RecordKind, type RecordRow } from '#shared/sync/rows.ts';
import type { Seal } from '../../key/seal.ts';
import { record } from '../../store/schema.ts';
import { selectOf } from './columns.ts';

export type StoredRecord = typeof record.$inferSelect;

export const RECORD = selectOf(record);

/** Fields that are kept sealed. */
const SECRETS: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  router: ['password', 'radiusSecret'],
  'staff-user': ['passwordHash'],
};

const where = (kind: string, id: string): string => `${kind}/${id}:record.sealed`;

/** As it travels. */
export function recordRow({ kind, id, operatorId, version, body, sealed }: StoredRecord, seal: Seal): RecordRow {
  // Only `storedRecord` makes what opens here; and JSON is all that the column takes.
  const secrets = sealed === null ? {} : (JSON.parse(seal.open(sealed, where(kind, id))) as RecordRow['body']);
  return { kind, id, operatorId, version, body: { ...(body as RecordRow['body']), ...secrets } };
}

/** As it is stored. */
export function storedRecord(
  { kind, id, operatorId, version, body }: RecordRow,
  seal: Seal,
  commitVersion: number,
): StoredRecord {
  const names = new Set(SECRETS[kind]);
  const secrets = Object.fromEntries(Object.entries(body).filter(([name, value]) => names.has(name) && value !== null));
  const open = Object.fromEntries(Object.entries(body).filter(([name]) => !(name in secrets)));
  const sealed = Object.keys(secrets).length === 0 ? null : seal.seal(JSON.stringify(secrets), where(kind, id));
  return { kind, id, operatorId, version, body: open, sealed, commitVersion };
}
