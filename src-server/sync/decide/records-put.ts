import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import { lookAgain } from '../../billing/look-again.ts';
import { insertAll } from '../../store/insert-all.ts';
import { record, tombstone } from '../../store/schema.ts';
import { RECORD, recordRow, storedRecord, type StoredRecord } from '../rows/record.ts';
import { referenceCheck } from './references.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import { unfitRecord } from './unfit-record.ts';

/** Names and codes by which people and files tell records apart: of one owner, or of the whole ISP. */
const KEYS = [
  { field: 'nameKey', isIspWide: false },
  { field: 'codeKey', isIspWide: true },
  { field: 'labelKey', isIspWide: true },
] as const;

/** Puts records that are new or different, all or none: they refer to each other. */
export async function putRecords(work: Work, { records }: MutationOf<'records.put'>['args']): Promise<Decided> {
  const { tx, seal, version } = work;
  const stored = new Map(
    (
      await tx.query<StoredRecord>(`${RECORD} WHERE (kind, id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`, [
        records.map(({ kind }) => kind),
        records.map(({ id }) => id),
      ])
    ).map((row) => [keyOf(row), row]),
  );
  // One that is here already is reached or not, whatever comes beside it.
  const added = new Set(
    records.filter((row) => row.kind === 'operator' && !stored.has(keyOf(row))).map(({ id }) => id),
  );
  const different: RecordRow[] = [];
  for (const row of records) {
    const before = stored.get(keyOf(row));
    // The same again is no conflict.
    if (before && JSON.stringify(sorted(recordRow(before, seal))) === JSON.stringify(sorted(row))) continue;
    const wrong = await problemOf(work, row, before, { added, records });
    if (wrong) return rejected({ ...wrong, ids: [row.id] });
    different.push(row);
  }
  const taken = await nameTaken(work, different);
  if (taken) return rejected(taken);
  await insertAll(
    tx,
    record,
    different.map((row) => storedRecord(row, seal, version)),
    `ON CONFLICT (kind, id) DO UPDATE SET operator_id = excluded.operator_id, version = excluded.version,
       body = excluded.body, sealed = excluded.sealed, commit_version = excluded.commit_version`,
  );
  for (const row of different) {
    const before = stored.get(keyOf(row));
    if (before) await lookAgain(tx, recordRow(before, seal), row);
  }
  const moved = different.flatMap((row) => {
    const before = stored.get(keyOf(row));
    return before && before.operatorId !== row.operatorId ? [before] : [];
  });
  await insertAll(
    tx,
    tombstone,
    moved.map(({ kind, id, operatorId }) => ({ entity: kind, id, operatorId, commitVersion: version })),
  );
  return APPLIED;
}

const keyOf = ({ kind, id }: Pick<RecordRow, 'kind' | 'id'>): string => `${kind}/${id}`;

const sorted = ({ body, ...rest }: RecordRow): unknown => [
  rest.kind,
  rest.id,
  rest.operatorId,
  rest.version,
  Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1)),
];

/** What is wrong with one of them: whose it is, and whether somebody else has changed it meanwhile. */
async function problemOf(
  work: Work,
  row: RecordRow,
  before: StoredRecord | undefined,
  { added, records }: { readonly added: ReadonlySet<string>; readonly records: readonly RecordRow[] },
): Promise<Rejection | null> {
  const { reach, tx } = work;
  const isMine = (operatorId: string | null): boolean =>
    operatorId === null ? reach.isRoot : reach.own.has(operatorId) || added.has(operatorId);
  if (!isMine(row.operatorId) || (before && !isMine(before.operatorId))) return { code: 'OUT_OF_REACH' };
  const unfit = unfitRecord(row);
  if (unfit) return unfit;
  if (row.kind === 'operator') {
    const parentId = row.body['parentId'];
    if (row.operatorId !== row.id) return { code: 'OUT_OF_REACH', field: 'operatorId' };
    if (parentId === null) {
      // There is one root, and it stays.
      const [other] = await tx.query(
        `SELECT 1 FROM record WHERE kind = 'operator' AND body->>'parentId' IS NULL AND id <> $1`,
        [row.id],
      );
      if (other !== undefined || !reach.isRoot) return { code: 'OUT_OF_REACH', field: 'parentId' };
    } else if (row.id === reach.operatorId) {
      // Whose it is beneath, only the one above can say.
      if (parentId !== before?.body['parentId']) return { code: 'OUT_OF_REACH', field: 'parentId' };
    } else if (typeof parentId !== 'string' || !(reach.own.has(parentId) || added.has(parentId)))
      return { code: 'REFERENCE_UNKNOWN', field: 'parentId' };
    else if (await isOperatorBeneathItself(tx, row.id, parentId, records))
      return { code: 'REFERENCE_UNKNOWN', field: 'parentId' };
  }
  if (row.kind === 'zone' && (await isBeneathItself(tx, row))) {
    return { code: 'REFERENCE_UNKNOWN', field: 'parentId' };
  }
  if (row.kind === 'network-address' && !(await hasItsRouter(work, row, records))) {
    return { code: 'REFERENCE_UNKNOWN', field: 'routerId' };
  }
  // It was changed from another state than the one that is here.
  if (before && row.version !== before.version + 1) return { code: 'STALE_RECORD' };
  return null;
}

/** The router that a block of addresses is on: the block's own operator's, or of one above; it may come with the block. */
async function hasItsRouter(work: Work, row: RecordRow, records: readonly RecordRow[]): Promise<boolean> {
  const { routerId } = row.body;
  if (routerId == null) return true;
  if (typeof routerId !== 'string' || row.operatorId === null) return false;
  const beside = records.find(({ kind, id }) => kind === 'router' && id === routerId);
  // An operator that is new with it is not in reach yet: then by the one above.
  const parents = new Map(
    records.flatMap(({ kind, id, body }) => (kind === 'operator' ? [[id, body['parentId']]] : [])),
  );
  const lineOf = (id: string): ReadonlySet<string> => {
    const parent = parents.get(id);
    return typeof parent === 'string' && parent !== id
      ? new Set([id, ...work.reach.lineOf(id), ...work.reach.lineOf(parent)])
      : work.reach.lineOf(id);
  };
  if (beside) return beside.operatorId !== null && lineOf(row.operatorId).has(beside.operatorId);
  const reach = { ...work.reach, lineOf };
  return (await referenceCheck(work, [{ routerId }]))({ routerId }, row.operatorId, reach) === null;
}

/** Whether an operator would stand beneath itself, by those that are here and those that come with it. */
async function isOperatorBeneathItself(
  tx: Work['tx'],
  id: string,
  parentId: string,
  records: readonly RecordRow[],
): Promise<boolean> {
  const rows = await tx.query<{ id: string; parentId: unknown }>(
    `SELECT id, body->>'parentId' AS "parentId" FROM record WHERE kind = 'operator'`,
  );
  const parents = new Map(rows.map((row) => [row.id, row.parentId]));
  for (const row of records) if (row.kind === 'operator') parents.set(row.id, row.body['parentId']);
  const passed = new Set([id]);
  for (let at: unknown = parentId; typeof at === 'string'; at = parents.get(at)) {
    if (passed.has(at)) return true;
    passed.add(at);
  }
  return false;
}

/** Two offices may each have put one zone into the other one. */
async function isBeneathItself(tx: Work['tx'], { id, body }: RecordRow): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `WITH RECURSIVE above (id) AS (
       SELECT $1::text
       UNION SELECT body->>'parentId' FROM record JOIN above USING (id) WHERE kind = 'zone' AND body->>'parentId' IS NOT NULL)
     SELECT id FROM above WHERE id = $2`,
    [typeof body['parentId'] === 'string' ? body['parentId'] : null, id],
  );
  return rows.length > 0;
}

/** A name that another record of the same kind and owner has, a code that any other has. */
async function nameTaken({ tx, reach }: Work, rows: readonly RecordRow[]): Promise<Rejection | null> {
  for (const row of rows) {
    for (const { field, isIspWide } of KEYS) {
      const value = row.body[field];
      if (typeof value !== 'string') continue;
      const within = isIspWide || row.kind === 'operator' || row.kind === 'staff-user';
      const ids = rows.filter(({ kind }) => kind === row.kind).map(({ id }) => id);
      const [other] = await tx.query<{ id: string; operatorId: string | null }>(
        `SELECT id, operator_id AS "operatorId" FROM record
         WHERE kind = $1 AND id <> $2 AND body->>$3 = $4 AND ($5 OR operator_id = $6) AND NOT id = ANY($7) LIMIT 1`,
        [row.kind, row.id, field, value, within, row.operatorId, ids],
      );
      const twin = rows.find(
        (one) =>
          one.kind === row.kind &&
          one.id !== row.id &&
          one.body[field] === value &&
          (within || one.operatorId === row.operatorId),
      );
      if (!other && !twin) continue;
      const seen = other && (other.operatorId === null || reach.own.has(other.operatorId)) ? other.id : '';
      return { code: 'NAME_TAKEN', field, ids: [row.id], conflictWith: { id: twin?.id ?? seen, title: null } };
    }
  }
  return null;
}
