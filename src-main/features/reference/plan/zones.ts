import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { ZoneRow } from '../records.ts';
import { codesOf } from './codes.ts';
import { keyOfOwned, type Owners } from './owners.ts';
import { lookUpOf, planEach, type Planned, refuseCircles } from './planning.ts';

type Item = NonNullable<ReferenceDocument['zones']>[number];

const labelOf = ({ name }: Item): string => `zones "${name}"`;

/** Zones by owner and name. A parent, by name or code, is one of the same owner and may stand further down in the document. */
export function planZones(
  items: readonly Item[],
  rows: readonly ZoneRow[],
  owners: Owners,
  newId: () => string,
): Planned<ZoneRow> {
  const ownerOf = (item: Item): string => owners.of(item, rows, labelOf(item));
  const keyOf = (item: Item): string => keyOfOwned({ operatorId: ownerOf(item), nameKey: folded(item.name) });
  const known = new Map(rows.map((row) => [keyOfOwned(row), row.id]));
  const ids = new Map(items.map(keyOf).map((key) => [key, known.get(key) ?? newId()]));
  const parents = lookUpOf([
    ...items.map((item) => ({ ...item, id: ids.get(keyOf(item)) ?? '', operatorId: ownerOf(item) })),
    ...rows,
  ]);
  const codeOf = codesOf(rows, items);

  const planned = planEach(items, rows, newId, {
    labelOf,
    keyOfItem: keyOf,
    keyOfRow: keyOfOwned,
    make: (item, newOne, current) => {
      const id = ids.get(keyOf(item)) ?? newOne;
      const operatorId = ownerOf(item);
      const parent = parents(item.parent ?? '').find((zone) => zone.operatorId === operatorId);
      if (item.parent !== undefined && !parent) {
        throw new Refusal('reference-unknown-parent', { item: labelOf(item), value: item.parent });
      }
      const code = codeOf({ id, name: item.name, label: labelOf(item), given: item.code, current: current?.code });
      return {
        id,
        operatorId,
        parentId: parent?.id ?? current?.parentId ?? null,
        name: item.name,
        nameKey: folded(item.name),
        code,
        codeKey: folded(code),
        colour: item.colour ?? current?.colour ?? null,
        version: current?.version ?? 1,
        distributionPoint: current?.distributionPoint ?? null,
        division: current?.division ?? null,
        district: current?.district ?? null,
        thana: current?.thana ?? null,
        retiredAt: current?.retiredAt ?? null,
      };
    },
  });
  refuseCircles(planned.rows, 'zones');
  return planned;
}
