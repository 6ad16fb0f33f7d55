import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { CustomFieldRow } from '../records.ts';
import { planEach, type Planned } from './planning.ts';

type Item = NonNullable<ReferenceDocument['customFields']>[number];

const labelOf = ({ label }: Item): string => `customFields "${label}"`;

/** Custom fields by label. New ones come behind those there are, in the document's order. */
export function planCustomFields(
  items: readonly Item[],
  rows: readonly CustomFieldRow[],
  newId: () => string,
): Planned<CustomFieldRow> {
  let position = Math.max(0, ...rows.map((row) => row.position));
  return planEach(items, rows, newId, {
    labelOf,
    keyOfItem: ({ label }) => folded(label),
    keyOfRow: ({ labelKey }) => labelKey,
    make: (item, id, current) => {
      const type = item.type ?? current?.type ?? 'text';
      const options = item.options ?? current?.options ?? [];
      if (type === 'dropdown' && options.length === 0) {
        throw new Refusal('reference-options-missing', { item: labelOf(item) });
      }
      return {
        id,
        label: item.label,
        labelKey: folded(item.label),
        type,
        required: item.required ?? current?.required ?? false,
        options: type === 'dropdown' ? options : [],
        position: current?.position ?? ++position,
        version: current?.version ?? 1,
        // A field that was taken away and is asked for again is taken back.
        deletedAt: null,
      };
    },
  });
}
