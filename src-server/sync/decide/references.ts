import type { RecordKind } from '#shared/sync/rows.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Work } from '../work.ts';

/** The fields of a customer that refer to records. */
const REFERENCES = {
  packageId: 'package',
  billingProfileId: 'billing-profile',
  zoneId: 'zone',
  nextPackageId: 'package',
  routerId: 'router',
} as const satisfies Partial<Record<keyof CustomerRow, RecordKind>>;

export type Referring = { readonly [Field in keyof typeof REFERENCES]?: string | null | undefined };

/** Owners of records, by kind and id. */
type Owners = ReadonlyMap<string, string | null>;

/** Looks up at once what some customers refer to, and then says of each what is wrong. */
export async function referenceCheck(
  { tx, reach }: Pick<Work, 'tx' | 'reach'>,
  rows: readonly Referring[],
): Promise<(row: Referring, operatorId: string) => Rejection | null> {
  const ids = new Set(rows.flatMap((row) => fieldsIn(row).map(({ id }) => id)));
  const found = await tx.query<{ kind: string; id: string; operatorId: string | null }>(
    'SELECT kind, id, operator_id AS "operatorId" FROM record WHERE id = ANY($1)',
    [[...ids]],
  );
  const owners: Owners = new Map(found.map(({ kind, id, operatorId }) => [`${kind}/${id}`, operatorId]));
  return (row, operatorId) => {
    const usable = reach.lineOf(operatorId);
    for (const { field, kind, id } of fieldsIn(row)) {
      const owner = owners.get(`${kind}/${id}`);
      if (owner === undefined || (owner !== null && !usable.has(owner))) return { code: 'REFERENCE_UNKNOWN', field };
    }
    return null;
  };
}

// Cast: the fields are those of the table above.
const FIELDS = Object.entries(REFERENCES) as [keyof typeof REFERENCES, RecordKind][];

function fieldsIn(row: Referring): { field: string; kind: RecordKind; id: string }[] {
  const found = [];
  for (const [field, kind] of FIELDS) {
    const id = row[field];
    if (id != null) found.push({ field, kind, id });
  }
  return found;
}
