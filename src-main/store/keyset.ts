import type { Condition } from './condition.ts';

/** The order of a list of customers: by an indexed column and then by seq, or by seq alone. */
export interface Ordering {
  /** Column of `customer` with an index that begins with it, such as "name_key"; null: by seq alone. */
  readonly column: string | null;
  /** Whether the column has NULLs: they stand behind every value, in either direction. */
  readonly nullable?: boolean;
  readonly descending: boolean;
}

/** The last row of a window: where the next one begins. */
export interface Place {
  /** Value of the ordering's column; null without a column, or where the column is NULL. */
  readonly key: string | number | null;
  readonly seq: number;
}

/** "customer.name_key DESC, customer.seq DESC": the order within each stretch. */
export function orderSql({ column, descending }: Ordering): string {
  const direction = descending ? 'DESC' : 'ASC';
  const bySeq = `customer.seq ${direction}`;
  return column === null ? bySeq : `customer.${column} ${direction}, ${bySeq}`;
}

/** The same for all rows in one piece, which no index has: what matches is sorted. */
export function sortSql(ordering: Ordering): string {
  const { column, nullable = false } = ordering;
  // A plus keeps the order from being taken for a reason to walk its index.
  const order = orderSql(ordering).replaceAll('customer.', '+customer.');
  return nullable && column !== null ? `customer.${column} IS NULL, ${order}` : order;
}

/**
 * What follows a place, or all without one, as one or two conditions that are each one range of the index. Read them in
 * this order until the window is full; a single condition for both would make SQLite walk the whole index.
 */
export function stretchesAfter({ column, nullable = false, descending }: Ordering, after: Place | null): Condition[] {
  const beyond = descending ? '<' : '>';
  const name = `customer.${column ?? 'seq'}`;
  const missing: Condition[] = nullable ? [{ sql: `${name} IS NULL`, params: [] }] : [];
  if (after === null) return nullable ? [{ sql: `${name} IS NOT NULL`, params: [] }, ...missing] : [ALL];
  const { key, seq } = after;
  if (column === null) return [{ sql: `customer.seq ${beyond} ?`, params: [seq] }];
  if (key === null) return [{ sql: `${name} IS NULL AND customer.seq ${beyond} ?`, params: [seq] }];
  return [{ sql: `(${name}, customer.seq) ${beyond} (?, ?)`, params: [key, seq] }, ...missing];
}

const ALL: Condition = { sql: 'TRUE', params: [] };

/** Reads one window of at most `limit` rows: `read` is called for each stretch until there are enough. */
export function readWindow<Row>(
  ordering: Ordering,
  after: Place | null,
  limit: number,
  read: (stretch: Condition, limit: number) => readonly Row[],
): Row[] {
  const rows: Row[] = [];
  for (const stretch of stretchesAfter(ordering, after)) {
    if (rows.length >= limit) break;
    rows.push(...read(stretch, limit - rows.length));
  }
  return rows;
}

/** A place as text that means nothing to anybody else. */
export function cursorOf({ key, seq }: Place): string {
  return Buffer.from(JSON.stringify([key, seq]), 'utf8').toString('base64url');
}

/** Null when the text is no cursor of ours. */
export function placeOf(cursor: string): Place | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || parsed.length !== 2) return null;
    const [key, seq] = parsed as [unknown, unknown];
    const isKey = key === null || typeof key === 'string' || typeof key === 'number';
    return isKey && typeof seq === 'number' && Number.isSafeInteger(seq) ? { key, seq } : null;
  } catch {
    return null;
  }
}
