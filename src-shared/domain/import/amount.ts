import { minorOf, minorOfNumber, type Minor } from '../money/money.ts';
import { hasLostDigits, textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';

/** The amount of a cell in minor units; null when it cannot be read. A numeric cell has no marks to guess about. */
export function minorOfCell(cell: Cell, currency: string): Minor | null {
  if (typeof cell === 'number') return minorOfNumber(cell, currency);
  if (cell === null || typeof cell === 'boolean') return null;
  if (typeof cell === 'string') return minorOf(cell, currency);
  return cell.kind === 'number' && !hasLostDigits(cell) ? minorOfNumber(Number(textOf(cell)), currency) : null;
}
