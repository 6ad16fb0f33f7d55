import type { MutationOf } from '#shared/sync/mutations.ts';
import type { RecordKind } from '#shared/sync/rows.ts';
import { insertAll } from '../../store/insert-all.ts';
import { tombstone } from '../../store/schema.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';

/** The column of a customer that refers to a kind. */
const REFERRING: Readonly<Partial<Record<RecordKind, string>>> = {
  operator: 'operator_id',
  package: 'package_id',
  'billing-profile': 'billing_profile_id',
  zone: 'zone_id',
  router: 'router_id',
};

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
  const column = REFERRING[kind];
  // The column is one of the five above.
  const [used] =
    column === undefined
      ? []
      : await tx.query(
          // Whoever has it from a day that is still to come has it too.
          `SELECT 1 FROM customer WHERE ${column} = $1${kind === 'package' ? ' OR next_package_id = $1' : ''} LIMIT 1`,
          [id],
        );
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
