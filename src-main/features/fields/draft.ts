import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { HEADINGS } from '#shared/domain/import/fields.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../refusal.ts';
import type { customField } from '../../store/schema.ts';
import { fitting } from '../records/index.ts';

export type FieldRow = typeof customField.$inferSelect;
export type Draft = Pick<CustomFieldLine, 'label' | 'type' | 'required' | 'options'>;

const STANDARD = new Set(Object.values(HEADINGS).map(folded));

/**
 * What a row keeps of a form. Throws Refusal `record-name-unfit`, `field-label-taken`, `field-label-removed` (by one that can be taken back),
 * `field-label-standard` (a column of every import), `field-options-missing` and `field-options-twice`.
 */
export function settled(
  { label: typed, type, required, options: typedOptions }: Draft,
  id: string,
  rows: readonly FieldRow[],
): Pick<FieldRow, 'label' | 'labelKey' | 'type' | 'required' | 'options'> {
  const label = fitting(typed.normalize('NFC'), 'label');
  const labelKey = folded(label);
  const holder = rows.find((row) => row.labelKey === labelKey && row.id !== id);
  if (holder?.deletedAt != null) throw new Refusal('field-label-removed', { label, field: 'label' });
  if (holder) throw new Refusal('field-label-taken', { label, field: 'label' });
  if (STANDARD.has(labelKey)) throw new Refusal('field-label-standard', { label, field: 'label' });
  const options = type === 'dropdown' ? typedOptions.map((option) => fitting(option.normalize('NFC'), 'options')) : [];
  if (type === 'dropdown' && options.length === 0) throw new Refusal('field-options-missing', { field: 'options' });
  const twice = options.find((option, i) => options.findIndex((one) => folded(one) === folded(option)) < i);
  if (twice !== undefined) throw new Refusal('field-options-twice', { option: twice, field: 'options' });
  return { label, labelKey, type, required, options };
}

export const draftOf = ({ label, type, required, options }: FieldRow): Draft => ({ label, type, required, options });

/** The same for a history: the options in one line. */
export const shownOf = ({ label, type, required, options }: FieldRow) => ({
  label,
  type,
  required,
  options: options.length > 0 ? options.join(', ') : null,
});
