import type { MutationOf } from '#shared/sync/mutations.ts';
import { referringColumns } from '#shared/sync/customer-references.ts';
import { insertAll } from '../../store/insert-all.ts';
import { tombstone } from '../../store/schema.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';

/** Removes a record that nobody refers to. One that is gone already is what was asked for. */
export async function removeRecord(work: Work, { kind, id }: MutationOf<'records.remove'>['args']): Promise<Decided> {
  const { tx, reach, version } = work;
  const [found] = await tx.query<{ operatorId: string | null }>(
    'SELECT operator_id AS "operatorId" FROM record WHERE kind = $1 AND id = $2',
    [kind, id],
  );
  if (!found) return APPLIED;
  const { operatorId } = found;
  if (operatorId === null ? !reach.isRoot : !reach.own.has(operatorId)) return rejected({ code: 'OUT_OF_REACH' });
  const isUsed = referringColumns(kind).map((column) => `${column} = $1`);
  const [used] =
    isUsed.length === 0 ? [] : await tx.query(`SELECT 1 FROM customer WHERE ${isUsed.join(' OR ')} LIMIT 1`, [id]);
  const [owned] =
    kind === 'operator'
      ? await tx.query(
          `SELECT 1 FROM record WHERE (operator_id = $1 AND id <> $1::text)
             OR (kind = 'operator' AND body->>'parentId' = $1::text) LIMIT 1`,
          [id],
        )
      : [];
  if (used !== undefined || owned !== undefined) return rejected({ code: 'IN_USE' });
  await tx.query('DELETE FROM record WHERE kind = $1 AND id = $2', [kind, id]);
  await insertAll(tx, tombstone, [{ entity: kind, id, operatorId, commitVersion: version }]);
  return APPLIED;
}
