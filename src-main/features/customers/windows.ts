import type { CustomerLine } from '#shared/contract/customers.ts';
import { Refusal } from '../../refusal.ts';
import { cursorOf, type Place, placeOf, type Store } from '../../store/index.ts';
import { LINE_COLUMNS, LINE_JOINS, lineOf, type LineRow, lineTerms } from './line.ts';
import { fewInOrder, type List, type ListDeps, windowOf } from './list.ts';
import { allMatching } from './matching.ts';
import { inOrder, type ListOrdering } from './order.ts';
import type { Turn } from './turns.ts';

type Reader = Store['reader'];

/** The last row of the window before, from its cursor. Throws Refusal `customer-cursor` for a text that is none. */
export function placeIn({ column, nullable }: ListOrdering, cursor: string): Place {
  const place = placeOf(cursor);
  const isFit = place && (column === null ? place.key === null : place.key !== null || nullable === true);
  if (!isFit) throw new Refusal('customer-cursor');
  return place;
}

/** One window of a list, how many are in all, and the cursor of the next one or null. */
export async function windowAfter(
  deps: ListDeps,
  list: List,
  after: string | undefined,
  limit: number,
  turn: Turn,
): Promise<{ total: number; isExact: boolean; customers: CustomerLine[]; next: string | null }> {
  const place = after === undefined ? null : placeIn(list.ordering, after);
  // One more tells whether there is a next window.
  const { total, isExact, numbers } = await windowOf(deps, list, place, limit + 1, turn);
  const rows = linesReader(deps.reader)(numbers.slice(0, limit));
  const terms = lineTerms(deps.reader);
  const last = numbers.length > limit ? rows.at(-1) : undefined;
  return {
    total,
    isExact,
    customers: rows.map((row) => lineOf(row, terms)),
    next: last ? cursorOf(placeOfRow(list.ordering, last)) : null,
  };
}

export const LINES = `SELECT ${LINE_COLUMNS} FROM customer ${LINE_JOINS}
  WHERE customer.seq IN (SELECT value FROM json_each(?))`;

/** Reads the rows of some numbers, in the order of those. To be made once for many of them. */
export function linesReader(reader: Reader): (numbers: readonly number[]) => LineRow[] {
  const statement = reader.prepare<[string], LineRow>(LINES);
  return (numbers) => {
    const rows = statement.all(JSON.stringify(numbers));
    const bySeq = new Map(rows.map((row) => [row.seq, row]));
    return numbers.flatMap((seq) => bySeq.get(seq) ?? []);
  };
}

const keyOf = {
  username_key: ({ usernameKey }: LineRow) => usernameKey,
  name_key: ({ nameKey }: LineRow) => nameKey,
  phone_key: ({ phoneKey }: LineRow) => phoneKey,
  ip: ({ ip }: LineRow) => ip,
  expires_at: ({ expiresAt }: LineRow) => expiresAt,
  deleted_at: ({ deletedAt }: LineRow) => deletedAt,
};

function placeOfRow({ column }: ListOrdering, row: LineRow): Place {
  return { key: column === null ? null : keyOf[column](row), seq: row.seq };
}

/** How many a list has, and the cursor of every window of `size` rows but the first. */
export async function cursorsOf(
  deps: ListDeps,
  { which, ordering }: List,
  size: number,
  turn: Turn,
): Promise<{ total: number; cursors: string[] }> {
  const { reader, orders } = deps;
  const set = await allMatching(deps, which, turn);
  const { column } = ordering;
  const key = reader.prepare<[number], Place['key']>(`SELECT ${column ?? 'NULL'} FROM customer WHERE seq = ?`).pluck();
  const few = fewInOrder(deps, which, ordering, set, size);
  const cursors: string[] = [];
  let met = 0;
  for (const some of few ? [few] : inOrder(reader, orders, ordering, null)) {
    for (const seq of some) {
      if (!set.has(seq)) continue;
      met += 1;
      // A cursor is the last row before its window; the last window may be a short one, but not an empty one.
      if (met % size === 0 && met < set.size) cursors.push(cursorOf({ key: key.get(seq) ?? null, seq }));
    }
    await turn();
  }
  return { total: set.size, cursors };
}
