import type { CustomField } from '../field/custom-field.ts';
import type { Cell, CellTable } from './cell.ts';
import type { Choices } from './choices.ts';
import type { ImportField } from './fields.ts';
import type { Layout } from './match.ts';

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
 * The data rows of a sheet under a layout. `passwordOf` gives the password that belongs to a reference of our own error
 * report; it fills the empty password cells of such a file.
 */
export function fieldTableOf(
  _table: CellTable,
  _layout: Layout,
  _customFields: readonly Pick<CustomField, 'id' | 'label' | 'required'>[],
  _choices: Choices = {},
  _passwordOf?: (reference: string) => string | null,
): FieldTable {
  return { numbers: [], columns: [] };
}

/** The first rows alone, for a first screen before the whole sheet is read. */
export function firstRows(table: CellTable, count: number): CellTable {
  return { numbers: table.numbers.slice(0, count), rows: table.rows.slice(0, count) };
}
