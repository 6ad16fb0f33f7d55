/** The letters of a column counted from 0: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A cell as a spreadsheet program names it: column counted from 0, row from 1. */
export const cellName = (column: number, row: number): string => `${columnName(column)}${String(row)}`;
