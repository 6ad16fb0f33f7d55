import type { ColumnMatch } from '../../contract/import.ts';
import type { CustomField } from '../field/custom-field.ts';
import type { CellTable } from './cell.ts';
import type { Choices } from './choices.ts';
import type { ImportField } from './fields.ts';

/** How the columns of a sheet are read. */
export interface Layout {
  /** Row number of the headings as a spreadsheet program shows it; null: the sheet has none, every row is data. */
  readonly headerRow: number | null;
  readonly columns: readonly ColumnMatch[];
  /** Required fields that no column and no fixed value fills. */
  readonly missing: readonly ImportField[];
  /** The template's headings in the template's order: nothing has to be asked. */
  readonly official: boolean;
  /** The column of our own error report that names batch and row; such a file carries our apostrophe guard. */
  readonly referenceColumn: number | null;
}

/** Finds the headings and what each column holds; what a person chose goes before what is found. */
export function findLayout(
  _table: CellTable,
  _customFields: readonly Pick<CustomField, 'id' | 'label' | 'required'>[],
  _choices: Choices = {},
): Layout {
  return { headerRow: null, columns: [], missing: [], official: false, referenceColumn: null };
}
