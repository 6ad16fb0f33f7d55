import { HEADINGS, type ImportField, STANDARD_FIELDS, type StandardField } from '#shared/domain/import/fields.ts';

/** What a field may be chosen as: its heading in the template, or the label of the ISP's own field. */
export interface FieldChoice {
  readonly field: ImportField;
  readonly label: string;
}

interface OwnField {
  readonly id: string;
  readonly label: string;
}

const isStandard = (field: ImportField): field is StandardField => field in HEADINGS;

/** Every field that a column can fill. */
export function fieldChoices(own: readonly OwnField[]): readonly FieldChoice[] {
  return [
    ...STANDARD_FIELDS.map((field) => ({ field, label: HEADINGS[field] })),
    ...own.map(({ id, label }): FieldChoice => ({ field: `custom:${id}`, label })),
  ];
}

/** The heading of a field. */
export function labelOf(field: ImportField, own: readonly OwnField[]): string {
  if (isStandard(field)) return HEADINGS[field];
  return own.find(({ id }) => field === `custom:${id}`)?.label ?? field;
}
