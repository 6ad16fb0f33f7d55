import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { BillingProfileRow } from '../records.ts';
import { codesOf } from './codes.ts';
import { keyOfOwned, type Owners } from './owners.ts';
import { planEach, type Planned } from './planning.ts';

type Item = NonNullable<ReferenceDocument['billingProfiles']>[number];

const labelOf = ({ name }: Item): string => `billingProfiles "${name}"`;

/** Billing profiles by owner and name. A new one must say its mode: how customers pay is not guessed. */
export function planBillingProfiles(
  items: readonly Item[],
  rows: readonly BillingProfileRow[],
  owners: Owners,
  newId: () => string,
): Planned<BillingProfileRow> {
  const codeOf = codesOf(rows, items);
  const ownerOf = (item: Item): string => owners.of(item, rows, labelOf(item));
  return planEach(items, rows, newId, {
    labelOf,
    keyOfItem: (item) => keyOfOwned({ operatorId: ownerOf(item), nameKey: folded(item.name) }),
    keyOfRow: keyOfOwned,
    make: (item, id, current) => {
      const mode = item.mode ?? current?.mode;
      if (mode === undefined) throw new Refusal('reference-mode-missing', { item: labelOf(item) });
      const code = codeOf({ id, name: item.name, label: labelOf(item), given: item.code, current: current?.code });
      return {
        id,
        operatorId: current?.operatorId ?? ownerOf(item),
        name: item.name,
        nameKey: folded(item.name),
        code,
        codeKey: folded(code),
        mode,
        billingDay: item.billingDay ?? current?.billingDay ?? 1,
        graceDays: item.graceDays ?? current?.graceDays ?? 0,
        autoSuspend: item.autoSuspend ?? current?.autoSuspend ?? true,
        timing: item.timing ?? current?.timing ?? 'arrears',
        prorateFirst: item.prorateFirst ?? current?.prorateFirst ?? true,
        version: current?.version ?? 1,
        retiredAt: current?.retiredAt ?? null,
      };
    },
  });
}
