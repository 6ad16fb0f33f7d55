import type { CustomerLine } from '#shared/contract/customers.ts';
import { Refusal } from '../../refusal.ts';
import { cursorOf, type Ordering, type Place, placeOf, readWindow, type Store } from '../../store/index.ts';
import { LINE_COLUMNS, LINE_JOINS, lineOf, type LineRow, lineTerms } from './line.ts';
import type { List, ListOrdering, Path } from './list.ts';

type Reader = Pick<Store, 'reader'>;

/** The last row of the window before, from its cursor. Throws Refusal `customer-cursor` for a text that is none. */
export function placeIn({ column, nullable }: Ordering, cursor: string): Place {
  const place = placeOf(cursor);
  const isFit = place && (column === null ? place.key === null : place.key !== null || nullable === true);
  if (!isFit) throw new Refusal('customer-cursor');
  return place;
}

/** One window of a list, and the cursor of the next one or null. */
export function windowAfter(
  { reader }: Reader,
  { ordering, rows: path }: List,
  after: Place | null,
  limit: number,
): { customers: CustomerLine[]; next: string | null } {
  // One row more tells whether there is a next window.
  const rows = readWindow(ordering, after, limit + 1, (stretch, most) =>
    reader.prepare<unknown[], LineRow>(windowSql(path, stretch.sql)).all(...path.where.params, ...stretch.params, most),
  );
  const shown = rows.slice(0, limit);
  const terms = lineTerms(reader);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    customers: shown.map((row) => lineOf(row, terms)),
    next: last ? cursorOf(placeOfRow(ordering, last)) : null,
  };
}

/** The statement that reads a window: its parameters are those of the path, those of the stretch, and the limit. */
export function windowSql({ from, where, order }: Path, stretch: string): string {
  return `SELECT ${LINE_COLUMNS} FROM ${from} ${LINE_JOINS} WHERE ${where.sql} AND ${stretch} ORDER BY ${order} LIMIT ?`;
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

/** The cursor of every window of `size` rows but the first. */
export function cursorsOf(
  { reader }: Reader,
  { ordering, numbers: { from, where, order } }: List,
  size: number,
): string[] {
  const numbers = reader
    .prepare<unknown[], number>(`SELECT customer.seq FROM ${from} WHERE ${where.sql} ORDER BY ${order}`)
    .pluck()
    .all(...where.params);
  const { column } = ordering;
  const key = reader.prepare<[number], Place['key']>(`SELECT ${column ?? 'NULL'} FROM customer WHERE seq = ?`).pluck();
  const cursors: string[] = [];
  // A cursor is the last row before its window; the last window may be a short one, but not an empty one.
  for (let before = size; before < numbers.length; before += size) {
    const seq = numbers[before - 1] ?? 0;
    cursors.push(cursorOf({ key: key.get(seq) ?? null, seq }));
  }
  return cursors;
}
