import type { CustomField } from '../field/custom-field.ts';
import { cellOfText } from './cell-text.ts';
import type { Cell, CellTable } from './cell.ts';
import type { Choices } from './choices.ts';
import { HEADINGS, STANDARD_FIELDS, TEMPLATE_FIELDS, type ImportField, type StandardField } from './fields.ts';
import { unguarded } from './formula-guard.ts';
import type { Layout } from './match.ts';

type CustomFieldRef = Pick<CustomField, 'id' | 'label' | 'required'>;

/** One field's values, one for each data row. Text is trimmed; a cell's type is kept where it tells something. */
export interface FieldColumn {
  readonly field: ImportField;
  /** The template's heading, or the custom field's label. */
  readonly label: string;
  readonly cells: Cell[];
}

/** The data rows of a file by field: the ten columns of the template always, others where the file has them. */
export interface FieldTable {
  /** Row numbers as a spreadsheet program shows them, ascending. */
  readonly numbers: readonly number[];
  readonly columns: readonly FieldColumn[];
}

/**
 * The data rows of a sheet under a layout; rows without anything but white space are none. `passwordOf` gives the password
 * that belongs to a reference of our own error report; it fills the empty password cells of such a file.
 */
export function fieldTableOf(
  table: CellTable,
  layout: Layout,
  customFields: readonly CustomFieldRef[],
  choices: Choices = {},
  passwordOf?: (reference: string) => string | null,
): FieldTable {
  const { rows, numbers } = dataOf(table, layout);
  const isOwnReport = layout.referenceColumn !== null;
  const columns = fieldsOf(layout, customFields, choices).map((field): FieldColumn => {
    const fixed = cellOfText(choices.fixed?.[field] ?? '');
    return { field, label: labelOf(field, customFields), cells: rows.map(() => fixed) };
  });
  const sources = columns.flatMap(({ field, cells }) => {
    const match = layout.columns.find((candidate) => candidate.field === field);
    return match ? [{ from: match.column, cells }] : [];
  });
  // Row by row, as the rows lie in memory.
  rows.forEach((row, index) => {
    for (const { from, cells } of sources) cells[index] = readCell(row[from] ?? null, isOwnReport);
  });
  if (layout.referenceColumn !== null && passwordOf) {
    const passwords = columns.find(({ field }) => field === 'password')?.cells ?? [];
    fillPasswords(passwords, rows, layout.referenceColumn, passwordOf);
  }
  return { numbers, columns };
}

/** Standard fields as the template has them, custom fields behind them in their own order. */
export function inTemplateOrder(columns: readonly FieldColumn[]): FieldColumn[] {
  const place = ({ field }: FieldColumn): number => {
    const standard = STANDARD_FIELDS.indexOf(field as StandardField); // -1 for a custom field
    return standard < 0 ? STANDARD_FIELDS.length : standard;
  };
  return columns.toSorted((a, b) => place(a) - place(b));
}

/** The heading under which a person knows the field. */
export function labelOf(field: ImportField, customFields: readonly CustomFieldRef[]): string {
  const custom = customFields.find(({ id }) => field === `custom:${id}`);
  // What is no custom field is a standard one, by the type; a custom field that is gone goes by its id.
  return custom?.label ?? (HEADINGS as Readonly<Record<string, string>>)[field] ?? field;
}

function fieldsOf(layout: Layout, customFields: readonly CustomFieldRef[], { fixed = {} }: Choices): ImportField[] {
  const filled = new Set<ImportField>(layout.columns.flatMap(({ field }) => field ?? []));
  for (const field of TEMPLATE_FIELDS) filled.add(field);
  for (const [field, value] of Object.entries(fixed)) if (value !== undefined) filled.add(field as ImportField); // keys of Choices.fixed
  for (const { id, required } of customFields) if (required) filled.add(`custom:${id}`);
  const custom = customFields.map(({ id }): ImportField => `custom:${id}`);
  return [...STANDARD_FIELDS, ...custom].filter((field) => filled.has(field));
}

/** The rows below the headings that hold anything. */
function dataOf(table: CellTable, { headerRow }: Layout): CellTable {
  const rows: (readonly Cell[])[] = [];
  const numbers: number[] = [];
  table.rows.forEach((row, index) => {
    const number = table.numbers[index] ?? 0;
    if (number <= (headerRow ?? 0) || isBlank(row)) return;
    rows.push(row);
    numbers.push(number);
  });
  return { rows, numbers };
}

function readCell(cell: Cell, isOwnReport: boolean): Cell {
  if (typeof cell !== 'string') return cell;
  return cellOfText(isOwnReport ? unguarded(cell) : cell);
}

function isBlank(row: readonly Cell[]): boolean {
  return row.every((cell) => cell === null || (typeof cell === 'string' && cellOfText(cell) === null));
}

function fillPasswords(
  passwords: Cell[],
  rows: readonly (readonly Cell[])[],
  referenceColumn: number,
  passwordOf: (reference: string) => string | null,
): void {
  rows.forEach((row, index) => {
    const reference = readCell(row[referenceColumn] ?? null, true);
    if (passwords[index] === null && typeof reference === 'string') passwords[index] = passwordOf(reference);
  });
}
