/**
 * One cell as it stands in a file, before anyone interprets it. Text is as the file has it, not trimmed.
 *
 * A plain number is a numeric cell that a double holds exactly as written. Where the writing matters (an exponent, more
 * digits than a double keeps) the cell is a WrittenNumber, so that nothing downstream can mistake it for exact.
 */
export type Cell = null | string | number | boolean | DateCell | ErrorCell | WrittenNumber;

export interface DateCell {
  readonly kind: 'date';
  /** Calendar date as the sheet means it, "2026-12-31"; the time of day is dropped. */
  readonly iso: string;
}

export interface ErrorCell {
  readonly kind: 'error';
  /** "#REF!", "#N/A"… */
  readonly text: string;
}

export interface WrittenNumber {
  readonly kind: 'number';
  /** The number's characters in the file: "8.80171E+12". */
  readonly written: string;
}

/** The cells of one sheet. Empty rows are left out; `numbers[i]` is the row number that a spreadsheet program shows. */
export interface CellTable {
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}
