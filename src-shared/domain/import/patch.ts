import type { RowProblem } from '../../contract/import.ts';
import { cellOfText, textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import type { RowFilter, Step } from './choices.ts';
import type { FieldColumn } from './field-table.ts';
import type { ImportField } from './fields.ts';

/** What stands in the place of a password on every screen. */
export const MASK = '••••••••';

/** What a step comes to on one table: enough to do it, to take it back and to do it again. Rows are positions. */
export interface Patch {
  /** Cells that change. One cell stands in it once. */
  readonly cells: readonly CellChange[];
  /** Rows that are left out or taken in. */
  readonly rows: readonly number[];
  readonly leftOut: boolean;
}

export interface CellChange {
  readonly column: FieldColumn;
  readonly row: number;
  readonly before: Cell;
  readonly after: Cell;
}

/** How a step sees the table it is meant for. */
export interface TableView {
  readonly columns: readonly FieldColumn[];
  /** Position of the row with this number in the file; null when there is none. */
  rowOf(number: number): number | null;
  rowsShown(filter: RowFilter): Iterable<number>;
  problemsAt(row: number): readonly RowProblem[];
  isLeftOut(row: number): boolean;
}

export function changesOf({ cells, rows }: Patch): number {
  return cells.length + rows.length;
}

/** What the step would change, on the table as it is now. Fields and rows that are not there change nothing. */
export function patchOf(step: Step, table: TableView): Patch {
  switch (step.kind) {
    case 'set':
      return ofCells(setting(step, table));
    case 'replace':
      return ofCells(replacing(step, table));
    case 'accept':
      return ofCells(accepting(step, table));
    case 'leave-out': {
      const rows = new Set<number>();
      for (const number of step.rows) {
        const row = table.rowOf(number);
        if (row !== null && table.isLeftOut(row) !== step.leftOut) rows.add(row);
      }
      return { cells: [], rows: [...rows].sort((a, b) => a - b), leftOut: step.leftOut };
    }
  }
}

const ofCells = (changes: Iterable<CellChange | null>): Patch => ({
  cells: [...changes].filter((change) => change !== null),
  rows: [],
  leftOut: false,
});

/** Null when the cell already reads so: a number that is typed in again stays a number. */
function changeTo(column: FieldColumn, row: number, text: string): CellChange | null {
  const before = column.cells[row] ?? null;
  const after = cellOfText(text);
  return textOf(before) === textOf(after) ? null : { column, row, before, after };
}

const columnOf = (table: TableView, wanted: ImportField): FieldColumn | undefined =>
  table.columns.find(({ field }) => field === wanted);

function* setting(
  { row, field, value }: Extract<Step, { kind: 'set' }>,
  table: TableView,
): Iterable<CellChange | null> {
  const column = columnOf(table, field);
  const position = table.rowOf(row);
  if (!column || position === null) return;
  // The dots that stand for a password are nobody's password.
  if (field === 'password' && value === MASK) return;
  yield changeTo(column, position, value);
}

function* replacing(
  { field, find, with: replacement, whole, filter }: Extract<Step, { kind: 'replace' }>,
  table: TableView,
): Iterable<CellChange | null> {
  // In all columns means in all that can be read: nobody replaces unseen parts of passwords.
  const columns = table.columns.filter((column) =>
    field === null ? column.field !== 'password' : column.field === field,
  );
  const wanted = find.normalize('NFC');
  for (const row of table.rowsShown(filter)) {
    for (const column of columns) {
      const text = textOf(column.cells[row] ?? null);
      if (text === '') continue;
      const composed = text.normalize('NFC');
      if (whole ? composed === wanted : composed.includes(wanted)) {
        yield changeTo(column, row, whole ? replacement : composed.replaceAll(wanted, () => replacement));
      }
    }
  }
}

function* accepting(
  { code, row: number, filter }: Extract<Step, { kind: 'accept' }>,
  table: TableView,
): Iterable<CellChange | null> {
  const one = number === undefined ? null : table.rowOf(number);
  const rows = number === undefined ? table.rowsShown(filter) : one === null ? [] : [one];
  for (const row of rows) {
    for (const problem of table.problemsAt(row)) {
      const column = columnOf(table, problem.field);
      if (problem.code !== code || problem.suggestion === undefined || !column) continue;
      yield changeTo(column, row, problem.suggestion);
    }
  }
}
