import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import type { Actor } from '../../procedure.ts';
import { type Condition, type Ordering, orderSql, type Store } from '../../store/index.ts';
import { whichOf } from './filter.ts';
import { countsByStatus, type Kept } from './totals.ts';

/** One way to read a list: the table with the index to walk, which rows, and in which order. */
export interface Path {
  readonly from: string;
  readonly where: Condition;
  readonly order: string;
}

/** The columns that a list may be ordered by; each has an index, and each stands in a `LineRow`. */
export interface ListOrdering extends Ordering {
  readonly column: 'username_key' | 'name_key' | 'phone_key' | 'ip' | 'expires_at' | 'deleted_at' | null;
}

/** A list of customers: in which order, how many they are, and how to get at them. */
export interface List {
  readonly ordering: ListOrdering;
  readonly total: number;
  /** To read whole rows of a window. */
  readonly rows: Path;
  /** To read the numbers of all rows, without the rows. */
  readonly numbers: Path;
}

/** Rows that a window has, by default. */
const WINDOW = 200;
/** A row that is met on an index in another order than the table's costs this many rows that lie beside each other. */
const AWAY = 20;

/**
 * The list that an actor asks for, within its reach. Either the index of the order is walked and what does not match is
 * skipped, which passes WINDOW * all / total rows; or what matches is gathered and sorted, which takes `total`. The
 * cheaper way is said here, because SQLite cannot know: it would sort a million active customers for the first 200.
 */
export function listOf(
  store: Pick<Store, 'reader'>,
  kept: Kept,
  actor: Actor,
  filter: CustomerFilter,
  sort: CustomerSort | undefined,
): List {
  const { reader } = store;
  const which = whichOf(store, actor, filter);
  const total = which.states
    ? sumOf(countsByStatus(store, kept, actor), which.states)
    : kept.of(`total ${JSON.stringify(which.found)}`, () => countOf(reader, which.found));
  const all = reader.prepare<[], number>('SELECT count(*) FROM customer').pluck().get() ?? 0;

  const { index, ...ordering } = orderingOf(sort);
  const order = orderSql(ordering);
  // A plus keeps the order from being taken for a reason to walk its index.
  const unwalked = order.replaceAll('customer.', '+customer.');
  const walk = { from: `customer ${index === null ? 'NOT INDEXED' : `INDEXED BY ${index}`}`, order };
  // For the numbers alone a small index is read in place of the table.
  const skim = index === null ? { from: 'customer INDEXED BY customer_ip', order: unwalked } : walk;
  const gather: Path = { from: 'customer', where: which.found, order: unwalked };
  return {
    ordering,
    total,
    rows: total * total > AWAY * WINDOW * all ? { ...walk, where: which.told } : gather,
    numbers: total * AWAY > all ? { ...skim, where: which.numbered } : gather,
  };
}

/** The ordering of a list and the index that walks in it; null: the table itself, which lies in the order of creation. */
function orderingOf(
  sort: CustomerSort = { by: 'username', descending: false },
): ListOrdering & { readonly index: string | null } {
  const { descending } = sort;
  switch (sort.by) {
    case 'username':
      return { column: 'username_key', descending, index: 'customer_username' };
    case 'fullName':
      return { column: 'name_key', descending, index: 'customer_name' };
    case 'created':
      return { column: null, descending, index: null };
    case 'expires':
      return { column: 'expires_at', nullable: true, descending, index: 'customer_expires' };
    case 'phone':
      return { column: 'phone_key', nullable: true, descending, index: 'customer_phone' };
    case 'ip':
      return { column: 'ip', nullable: true, descending, index: 'customer_ip' };
    case 'deleted':
      return { column: 'deleted_at', nullable: true, descending, index: 'customer_deleted' };
  }
}

function countOf(reader: Store['reader'], { sql, params }: Condition): number {
  return (
    reader
      .prepare<unknown[], number>(`SELECT count(*) FROM customer WHERE ${sql}`)
      .pluck()
      .get(...params) ?? 0
  );
}

const sumOf = <Key extends string>(counts: Readonly<Record<Key, number>>, keys: readonly Key[]): number =>
  keys.reduce((sum, key) => sum + counts[key], 0);
