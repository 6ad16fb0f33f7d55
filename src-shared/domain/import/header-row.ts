import type { CustomField } from '../field/custom-field.ts';
import { textOf } from './cell-text.ts';
import type { Cell, CellTable } from './cell.ts';
import { TEMPLATE_FIELDS } from './fields.ts';
import { headingKey } from './heading-key.ts';
import { commonField, isBareName, officialField, reportColumn } from './headings.ts';

/** Titles, addresses and dates stand above the headings; nobody writes thirty lines of them. */
const LOOK_AT = 30;
/** One known word may be chance. */
const FEWEST = 2;

/** Position of the row with the headings among the rows of the table; null when none has names that are known. */
export function findHeaderRow(table: CellTable, customFields: readonly Pick<CustomField, 'label'>[]): number | null {
  const labels = new Set(customFields.map(({ label }) => headingKey(label)));
  let best: number | null = null;
  let most = FEWEST - 1;
  for (const [index, row] of table.rows.slice(0, LOOK_AT).entries()) {
    if (isOfficialRow(row.map(textOf))) return index;
    const known = row.filter((cell) => isKnown(cell, labels)).length;
    if (known <= most) continue;
    most = known;
    best = index;
  }
  return best;
}

/** The template's ten headings in their order, whatever follows. */
export function isOfficialRow(headings: readonly string[]): boolean {
  return TEMPLATE_FIELDS.every((field, column) => officialField(headings[column] ?? '') === field);
}

function isKnown(cell: Cell, labels: ReadonlySet<string>): boolean {
  if (typeof cell !== 'string') return false;
  return (
    officialField(cell) !== null ||
    commonField(cell) !== null ||
    isBareName(cell) ||
    reportColumn(cell) !== null ||
    labels.has(headingKey(cell))
  );
}
