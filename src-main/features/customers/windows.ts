import type { CustomerLine } from '#shared/contract/customers.ts';
import { Refusal } from '../../refusal.ts';
import { cursorOf, type Ordering, type Place, placeOf, readWindow, type Store } from '../../store/index.ts';
import { LINE_COLUMNS, LINE_JOINS, lineOf, type LineRow } from './line.ts';
import type { List } from './list.ts';

type Reader = Pick<Store, 'reader'>;

/** The last row of the window before, from its cursor. Throws Refusal `customer-cursor` for a text that is none. */
export function placeIn({ column }: Ordering, cursor: string): Place {
  const place = placeOf(cursor);
  if (!place || (place.key === null) !== (column === null)) throw new Refusal('customer-cursor');
  return place;
}

/** One window of a list, and the cursor of the next one or null. */
export function windowAfter(
  { reader }: Reader,
  list: List,
  after: Place | null,
  limit: number,
  currency: string,
): { customers: CustomerLine[]; next: string | null } {
  const { where, ordering, from, order } = list;
  // One row more tells whether there is a next window.
  const rows = readWindow(ordering, after, limit + 1, (stretch, most) =>
    reader
      .prepare<unknown[], LineRow>(
        `SELECT ${LINE_COLUMNS} FROM ${from} ${LINE_JOINS}
         WHERE ${where.sql} AND ${stretch.sql} ORDER BY ${order} LIMIT ?`,
      )
      .all(...where.params, ...stretch.params, most),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    customers: shown.map((row) => lineOf(row, currency)),
    next: last ? cursorOf(placeOfRow(ordering, last)) : null,
  };
}

function placeOfRow({ column }: Ordering, { seq, usernameKey, nameKey }: LineRow): Place {
  return { key: column === null ? null : column === 'name_key' ? nameKey : usernameKey, seq };
}

/** The cursor of every window of `size` rows but the first. */
export function cursorsOf({ reader }: Reader, list: List, size: number): string[] {
  const { where, ordering, from, order, total } = list;
  const key = ordering.column === null ? 'NULL' : `customer.${ordering.column}`;
  const places = reader
    .prepare<unknown[], Place>(
      `SELECT key, seq FROM (
         SELECT ${key} AS key, customer.seq AS seq, row_number() OVER (ORDER BY ${order}) AS number
         FROM ${from} WHERE ${where.sql}
       ) WHERE number % ? = 0 AND number < ?`,
    )
    .all(...where.params, size, total);
  return places.map(cursorOf);
}
