import { CUSTOMER_REFERENCES } from '#shared/sync/customer-references.ts';
import type { RecordKind } from '#shared/sync/rows.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { Reach } from '../reach.ts';
import type { Work } from '../work.ts';

type Reference = Exclude<(typeof CUSTOMER_REFERENCES)[number], { kind: 'operator' }>;

/** Whose customers they are is asked elsewhere: that is the reach. */
const REFERENCES = CUSTOMER_REFERENCES.filter((one): one is Reference => one.kind !== 'operator');

export type Referring = { readonly [Field in Reference['field']]?: string | null | undefined };

/** Looks up at once what some customers refer to, and then says of each what is wrong. */
export async function referenceCheck(
  { tx }: Pick<Work, 'tx'>,
  rows: readonly Referring[],
): Promise<(row: Referring, operatorId: string, reach: Reach) => Rejection | null> {
  const ids = new Set<string>();
  for (const row of rows) {
    for (const { field } of REFERENCES) {
      const id = row[field];
      if (id != null) ids.add(id);
    }
  }
  const found = await tx.query<{ kind: RecordKind; id: string; operatorId: string | null }>(
    'SELECT kind, id, operator_id AS "operatorId" FROM record WHERE id = ANY($1)',
    [[...ids]],
  );
  const owners = new Map(
    [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, those]) => [
      kind,
      new Map(those.map(({ id, operatorId }) => [id, operatorId])),
    ]),
  );
  return (row, operatorId, reach) => {
    const usable = reach.lineOf(operatorId);
    for (const { field, kind } of REFERENCES) {
      const id = row[field];
      if (id == null) continue;
      const owner = owners.get(kind)?.get(id);
      if (owner === undefined || (owner !== null && !usable.has(owner))) return { code: 'REFERENCE_UNKNOWN', field };
    }
    return null;
  };
}
