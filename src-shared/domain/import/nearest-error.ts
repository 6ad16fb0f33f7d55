/** An error cell among the rows that a filter shows: position among them, and position of the column. */
export interface ErrorCellPlace {
  readonly index: number;
  readonly column: number;
}

/**
 * The nearest error cell behind a place (or before it), going round at the end and at last back to where it began.
 * `from` is a position among the rows, -1 before the first; `column` -1 stands before a row's first cell.
 * `errorColumns` gives the columns of a row's errors in ascending order.
 */
export function nearestError(
  count: number,
  from: number,
  column: number,
  backwards: boolean,
  errorColumns: (index: number) => readonly number[],
): ErrorCellPlace | null {
  if (count === 0) return null;
  if (from >= 0 && from < count) {
    const beyond = errorColumns(from).filter((at) => (backwards ? at < column : at > column));
    const found = backwards ? beyond.at(-1) : beyond[0];
    if (found !== undefined) return { index: from, column: found };
  }
  const origin = backwards ? Math.min(Math.max(from, 0), count) : Math.min(from, count - 1);
  for (let step = 1; step <= count; step++) {
    const index = (origin + (backwards ? -step : step) + count) % count;
    const columns = errorColumns(index);
    const found = backwards ? columns.at(-1) : columns[0];
    if (found !== undefined) return { index, column: found };
  }
  return null;
}
