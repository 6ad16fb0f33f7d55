import type { RowFilter } from '#shared/domain/import/choices.ts';
import { client } from '../../host/core.ts';

const EVERY_ROW: RowFilter = { show: 'all' };
/** Rows of one question to the core. */
const PORTION = 500;

/** Position among all rows of the row with this number in the file, or null. Rows stand in the order of their numbers. */
export async function findRow(session: string, number: number): Promise<number | null> {
  let low = 0;
  let high = Infinity;
  // Where no line is empty the number tells the position, so the first guess is mostly right.
  let guess = Math.max(0, number - 2);
  while (low < high) {
    const from = Math.min(guess, high === Infinity ? guess : high - 1);
    const { total, rows } = await client.import.rows({ session, filter: EVERY_ROW, from, count: 1 });
    high = Math.min(high, total);
    const found = rows[0];
    if (found === undefined) {
      guess = Math.floor((low + high) / 2);
      continue;
    }
    if (found.number === number) return from;
    if (found.number < number) low = from + 1;
    else high = from;
    guess = Math.max(low, Math.min(from + (number - found.number), Math.floor((low + high) / 2)));
  }
  return null;
}

/** The numbers in the file of the rows from `from` to `to`, both included, among those that the filter shows. */
export async function numbersOf(session: string, filter: RowFilter, from: number, to: number): Promise<number[]> {
  const numbers: number[] = [];
  for (let at = from; at <= to; at += PORTION) {
    const { rows } = await client.import.rows({ session, filter, from: at, count: Math.min(PORTION, to - at + 1) });
    numbers.push(...rows.map((row) => row.number));
  }
  return numbers;
}
