import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { OperatorRow } from '../records.ts';
import { codesOf } from './codes.ts';
import { lookUpOf, planEach, type Planned, refuseCircles } from './planning.ts';

type Item = NonNullable<ReferenceDocument['operators']>[number];

const labelOf = ({ name }: Item): string => `operators "${name}"`;

/**
 * Operators by name; the ISP itself also by its kind and its code, so that a document gives it its name. A new one stands beneath `own`, the operator of the person who asks, unless a parent is named, which
 * may stand further down in the document. A parent outside `reach` is unknown.
 */
export function planOperators(
  items: readonly Item[],
  rows: readonly OperatorRow[],
  own: string,
  reach: ReadonlySet<string>,
  newId: () => string,
): Planned<OperatorRow> {
  const root = rows.find(({ parentId }) => parentId === null);
  const isRoot = ({ kind, code }: Item): boolean => kind === 'admin' && folded(code ?? '') === root?.codeKey;
  const keyOfItem = (item: Item): string => (root && isRoot(item) ? root.nameKey : folded(item.name));
  const known = new Map(rows.map((row) => [row.nameKey, row.id]));
  const ids = new Map(items.map((item) => [folded(item.name), known.get(keyOfItem(item)) ?? newId()]));
  const idOf = ({ name }: Item): string => ids.get(folded(name)) ?? '';
  const parents = lookUpOf([
    ...items.map((item) => ({ ...item, id: idOf(item) })),
    ...rows.filter(({ id }) => reach.has(id)),
  ]);
  const codeOf = codesOf(rows, items);

  const parentOf = (item: Item, current: OperatorRow | undefined): string | null => {
    if (item.parent === undefined) return current ? current.parentId : own;
    const [parent] = parents(item.parent);
    if (!parent) throw new Refusal('reference-unknown-parent', { item: labelOf(item), value: item.parent });
    if (current?.parentId === null) throw new Refusal('reference-admin-has-no-parent', { item: labelOf(item) });
    return parent.id;
  };

  const planned = planEach(items, rows, newId, {
    labelOf,
    keyOfItem,
    keyOfRow: ({ nameKey }) => nameKey,
    make: (item, _, current) => {
      const id = idOf(item);
      const label = labelOf(item);
      const namesake = known.get(folded(item.name)) ?? id;
      if (namesake !== id || (current && !reach.has(current.id))) {
        throw new Refusal('reference-name-taken', { item: label });
      }
      const parentId = parentOf(item, current);
      const kind = item.kind ?? current?.kind ?? 'reseller';
      if ((kind === 'admin') !== (parentId === null)) throw new Refusal('reference-one-admin', { item: label });
      const code = codeOf({ id, name: item.name, label, given: item.code, current: current?.code });
      return {
        id,
        parentId,
        name: item.name,
        nameKey: folded(item.name),
        code,
        codeKey: folded(code),
        kind,
        country: item.country ?? current?.country ?? null,
        version: current?.version ?? 1,
        retiredAt: current?.retiredAt ?? null,
      };
    },
  });
  refuseCircles(planned.rows, 'operators');
  return planned;
}
