import type { RowProblem } from '../../contract/import.ts';
import type { RowFilter } from './choices.ts';

/** Where a row stands. Each is exactly one of left out, refused or ready; a warning is told of ready ones only. */
export const LEFT_OUT = 1;
export const HAS_ERROR = 2;
export const HAS_WARNING = 4;

/** Rows that are left out have no problems: nobody wants anything of them. */
export function statusOf(isLeftOut: boolean, problems: readonly RowProblem[]): number {
  if (isLeftOut) return LEFT_OUT;
  if (problems.some(({ severity }) => severity === 'error')) return HAS_ERROR;
  return problems.length > 0 ? HAS_WARNING : 0;
}

/** Whether a filter shows rows of this status. */
export function isShown(show: RowFilter['show'], status: number): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'errors':
      return status === HAS_ERROR;
    case 'warnings':
      return status === HAS_WARNING;
    case 'ready':
      return status === 0 || status === HAS_WARNING;
    case 'left-out':
      return status === LEFT_OUT;
  }
}
