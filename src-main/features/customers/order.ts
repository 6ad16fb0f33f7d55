import type { CustomerSort } from '#shared/contract/customers.ts';
import { type Ordering, orderSql, type Place, readWindow, sortSql, type Store } from '../../store/index.ts';
import type { Base } from './filter.ts';
import type { Kept } from './totals.ts';

type Reader = Store['reader'];

/** The order of a list: by a column that has an index and that stands in a `LineRow`, or by the order of creation. */
export interface ListOrdering extends Ordering {
  readonly column: 'username_key' | 'name_key' | 'phone_key' | 'ip' | 'expires_at' | 'deleted_at' | null;
  /** The index to walk; null: the table itself, which lies in the order of creation. */
  readonly index: string | null;
}

export function orderingOf({ states }: Base, sort: CustomerSort | undefined): ListOrdering {
  const { by, descending } = sort ?? { by: 'username', descending: false };
  switch (by) {
    case 'username':
      return { column: 'username_key', descending, index: 'customer_username' };
    case 'fullName':
      return { column: 'name_key', descending, index: 'customer_name' };
    case 'expires':
      return { column: 'expires_at', nullable: true, descending, index: 'customer_expires' };
    case 'phone':
      return { column: 'phone_key', nullable: true, descending, index: 'customer_phone' };
    case 'ip':
      return { column: 'ip', nullable: true, descending, index: 'customer_ip' };
    case 'deleted':
      // Among those who are not deleted the column orders nothing, and its index would be walked in vain.
      if (states.includes('deleted'))
        return { column: 'deleted_at', nullable: true, descending, index: 'customer_deleted' };
      return { column: null, descending, index: null };
    case 'created':
      return { column: null, descending, index: null };
  }
}

/** Numbers that are read at once: few at first, as mostly a window is full soon. */
const FIRST = 500;
const MOST = 8000;

/** The numbers of all customers in their order from a place on, piece by piece; from an index alone where one has the order. */
export function* inOrder(
  reader: Reader,
  orders: Kept,
  ordering: ListOrdering,
  after: Place | null,
): Generator<Int32Array> {
  const { column, descending } = ordering;
  const walk = orders.of(`order ${column ?? 'seq'} ${descending}`, () => keptWalk(walked(reader, ordering, null)));
  if (after === null) yield* walk.from(0, 0);
  const at = after && walk.find(after.seq);
  if (at) yield* walk.from(at.piece, at.index + 1);
  else if (after) yield* walked(reader, ordering, after);
}

/** A walk from the start that remembers where it came by: whoever goes the same way goes much quicker. */
function keptWalk(ahead: Generator<Int32Array>) {
  const pieces: Int32Array[] = [];
  return {
    *from(first: number, index: number): Generator<Int32Array> {
      for (let piece = first; ; piece += 1) {
        if (piece === pieces.length) {
          const next = ahead.next();
          if (next.done === true) return;
          pieces.push(next.value);
        }
        yield pieces[piece]?.subarray(piece === first ? index : 0) ?? new Int32Array();
      }
    },
    find: (seq: number): { readonly piece: number; readonly index: number } | null => {
      for (const [piece, numbers] of pieces.entries()) {
        const index = numbers.indexOf(seq);
        if (index >= 0) return { piece, index };
      }
      return null;
    },
  };
}

function* walked(reader: Reader, ordering: ListOrdering, after: Place | null): Generator<Int32Array> {
  const { column } = ordering;
  const keyOf = reader
    .prepare<[number], Place['key']>(`SELECT ${column ?? 'NULL'} FROM customer WHERE seq = ?`)
    .pluck();
  let place = after;
  for (let most = FIRST; ; most = Math.min(MOST, most * 2)) {
    const numbers = readWindow(ordering, place, most, (stretch, limit) =>
      reader
        .prepare<unknown[], number>(walkSql(ordering, stretch.sql))
        .pluck()
        .all(...stretch.params, limit),
    );
    if (numbers.length > 0) yield Int32Array.from(numbers);
    const last = numbers.at(-1);
    if (last === undefined || numbers.length < most) return;
    place = { key: keyOf.get(last) ?? null, seq: last };
  }
}

/** Reads the numbers of a stretch; its parameters are those of the stretch and the limit. */
export function walkSql(ordering: ListOrdering, stretch: string): string {
  const by = ordering.index === null ? 'NOT INDEXED' : `INDEXED BY ${ordering.index}`;
  return `SELECT seq FROM customer ${by} WHERE ${stretch} ORDER BY ${orderSql(ordering)} LIMIT ?`;
}

/** A few customers' numbers, put into an order. */
export function sorted(reader: Reader, ordering: ListOrdering, numbers: readonly number[]): number[] {
  return reader
    .prepare<[string], number>(
      `SELECT seq FROM customer WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY ${sortSql(ordering)}`,
    )
    .pluck()
    .all(JSON.stringify(numbers));
}
