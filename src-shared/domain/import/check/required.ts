import type { Cell } from '../cell.ts';
import type { ImportField } from '../fields.ts';
import type { Rule } from './row-in-hand.ts';

interface Column {
  readonly field: ImportField;
  readonly cells: readonly Cell[];
}

/** `missing-required`: an empty cell of a field that every customer needs. */
export function requiredRule(columns: readonly Column[]): Rule {
  return (row, hand) => {
    for (const { field, cells } of columns) if (cells[row] === null) hand.tell(field, 'missing-required', '');
  };
}

/** `formula-error`: the cell holds what a failed formula left. It replaces the cell's other checks. */
export function formulaErrorRule(columns: readonly Column[]): Rule {
  return (row, hand) => {
    for (const { field, cells } of columns) {
      const cell = cells[row];
      if (cell === null || typeof cell !== 'object' || cell.kind !== 'error') continue;
      hand.tell(field, 'formula-error', cell.text);
    }
  };
}
