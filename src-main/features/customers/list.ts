import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import type { Actor } from '../../procedure.ts';
import { type Condition, type Ordering, orderSql, type Store } from '../../store/index.ts';
import { orderingOf, whereOf } from './filter.ts';
import { type Kept, totalOf } from './totals.ts';

/** A list of customers: which, in which order, how many they are, and how to get at them. */
export interface List {
  readonly where: Condition;
  readonly ordering: Ordering;
  readonly total: number;
  /** The table, with the index that SQLite shall walk. */
  readonly from: string;
  readonly order: string;
}

/** Rows that a window has, by default. */
const WINDOW = 200;

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
  const where = whereOf(store, actor, filter);
  const { index, ...ordering } = orderingOf(sort);
  const total = totalOf(store, kept, where);
  const all = store.reader.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM customer').pluck().get() ?? 0;
  const order = orderSql(ordering);
  if (total * total <= WINDOW * all) {
    // A plus keeps the order from being taken for a reason to walk its index.
    return { where, ordering, total, from: 'customer', order: order.replaceAll('customer.', '+customer.') };
  }
  const path = index === null ? 'NOT INDEXED' : `INDEXED BY ${index}`;
  return { where, ordering, total, from: `customer ${path}`, order };
}
