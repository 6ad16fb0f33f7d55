import type { MutationOf } from '#shared/sync/mutations.ts';
import { stampAll } from './stamp-all.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';

/** All customers and zones beneath one zone go to another. The zone itself is removed by a mutation of its own. */
export async function mergeZones(work: Work, { from, into }: MutationOf<'zones.merge'>['args']): Promise<Decided> {
  const { tx, reach, version } = work;
  const zones = await tx.query<{ id: string; operatorId: string }>(
    `SELECT id, operator_id AS "operatorId" FROM record WHERE kind = 'zone' AND id = ANY($1)`,
    [[from, into]],
  );
  if (!zones.some(({ id }) => id === into)) return rejected({ code: 'REFERENCE_UNKNOWN', field: 'into' });
  if (zones.some(({ operatorId }) => !reach.own.has(operatorId))) return rejected({ code: 'OUT_OF_REACH' });
  const moving = { table: 'customer', where: 'zone_id = $1', key: from } as const;
  await stampAll(work, { ...moving, set: 'zone_id = $4', values: [into] });
  await tx.query(
    `UPDATE record SET body = jsonb_set(body, '{parentId}', to_jsonb($1::text)), version = version + 1, commit_version = $2
     WHERE kind = 'zone' AND body->>'parentId' = $3`,
    [into, version, from],
  );
  return APPLIED;
}

/** The values of a custom field, of everybody. */
export async function purgeField(work: Work, { id }: MutationOf<'fields.purge'>['args']): Promise<Decided> {
  if (!work.reach.isRoot) return rejected({ code: 'OUT_OF_REACH' });
  await stampAll(work, { table: 'customer', where: 'custom ? $1', key: id, set: 'custom = custom - $1' });
  return APPLIED;
}
