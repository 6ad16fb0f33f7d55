import type { RowProblem, SessionCounts } from '../../contract/import.ts';
import { PROBLEM_CODES, type ProblemCode } from './codes.ts';
import { HAS_ERROR, HAS_WARNING, LEFT_OUT } from './row-status.ts';

/** How many rows stand where, and how many have each problem. `suggestions` counts the cells that `accept` would change. */
export function countsOf(statuses: Uint8Array, problemsAt: (row: number) => readonly RowProblem[]): SessionCounts {
  let errors = 0;
  let warnings = 0;
  let leftOut = 0;
  const byCode = new Map<ProblemCode, { rows: number; suggestions: number; lastRow: number }>();
  for (let row = 0; row < statuses.length; row++) {
    const status = statuses[row] ?? 0;
    if (status === 0) continue;
    if (status === LEFT_OUT) {
      leftOut++;
      continue;
    }
    if (status === HAS_ERROR) errors++;
    if (status === HAS_WARNING) warnings++;
    for (const { code, suggestion } of problemsAt(row)) {
      const count = byCode.get(code) ?? { rows: 0, suggestions: 0, lastRow: -1 };
      byCode.set(code, count);
      if (count.lastRow !== row) count.rows++;
      if (suggestion !== undefined) count.suggestions++;
      count.lastRow = row;
    }
  }
  const codes = PROBLEM_CODES.flatMap((code) => {
    const count = byCode.get(code);
    return count ? [{ code, rows: count.rows, suggestions: count.suggestions }] : [];
  });
  const all = statuses.length;
  return { all, errors, warnings, ready: all - errors - leftOut, leftOut, byCode: codes };
}
