import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import type { Actor } from '../../procedure.ts';
import { allOf, type Place } from '../../store/index.ts';
import { toldOf, type Which, whichOf } from './filter.ts';
import { allMatching, answering, extentOf, type MatchingDeps, quicklyMatching } from './matching.ts';
import { inOrder, type ListOrdering, orderingOf, sorted } from './order.ts';
import { type Membership, SeqSet } from './seq-set.ts';
import type { Kept } from './totals.ts';
import type { Turn } from './turns.ts';

export interface ListDeps extends MatchingDeps {
  /** For the orders alone: each takes 4 MB of a million customers. */
  readonly orders: Kept;
  readonly now: () => Date;
}

/** A list of customers: whom an actor asks for within its reach, and in which order. */
export interface List {
  readonly which: Which;
  readonly ordering: ListOrdering;
}

export function listOf(
  { reader, now }: ListDeps,
  actor: Actor,
  filter: CustomerFilter,
  sort: CustomerSort | undefined,
): List {
  const which = whichOf({ reader }, actor, filter, now());
  return { which, ordering: orderingOf(which.base, sort) };
}

/** The numbers of a window, and how many match in all; not exact where counting would keep the window waiting. */
export interface Window {
  readonly total: number;
  readonly isExact: boolean;
  readonly numbers: readonly number[];
}

/**
 * To walk past a customer on an index takes this part of the time that it takes to fetch one from anywhere in the table and
 * sort it: 70 ns against 10 µs, and more from a slow disk.
 */
const WALKED = 1 / 140;

/** The first `limit` customers of a list from a place on. */
export async function windowOf(
  deps: ListDeps,
  list: List,
  after: Place | null,
  limit: number,
  turn: Turn,
): Promise<Window> {
  const matching = await quicklyMatching(deps, list.which, turn);
  if (matching.isWhole) return windowOfSet(deps, list, matching.set, after, limit, turn);
  const numbers = askedInOrder(deps, list, after, limit);
  if (numbers) return { total: matching.atLeast, isExact: false, numbers };
  const set = await allMatching(deps, list.which, turn);
  return windowOfSet(deps, list, set, after, limit, turn);
}

/** A few are sorted, and stay so until somebody writes; of many the next ones are met soon in their order. */
async function windowOfSet(
  deps: ListDeps,
  { which, ordering }: List,
  set: Membership,
  after: Place | null,
  limit: number,
  turn: Turn,
): Promise<Window> {
  const { reader, orders } = deps;
  const window = (numbers: readonly number[]): Window => ({ total: set.size, isExact: true, numbers });
  const few = fewInOrder(deps, which, ordering, set, limit);
  const from = few && (after === null ? 0 : few.indexOf(after.seq) + 1);
  // Whoever the window before ended with may be gone: then its place is looked for in the order itself.
  if (few && (after === null || from !== 0)) return window(few.slice(from ?? 0, (from ?? 0) + limit));
  const numbers: number[] = [];
  for (const some of set.size === 0 ? [] : inOrder(reader, orders, ordering, after)) {
    // By index: of a million numbers that takes half as long as an iterator, and a third until it is compiled.
    for (let at = 0; at < some.length; at += 1) {
      const seq = some[at] ?? 0;
      if (set.has(seq) && numbers.push(seq) === limit) return window(numbers);
    }
    await turn();
  }
  return window(numbers);
}

/**
 * All of a set in their order: when they are so few that sorting them is quicker than walking to `limit` of them, or when
 * the set has that order.
 */
export function fewInOrder(
  { reader, kept }: Pick<ListDeps, 'reader' | 'kept'>,
  which: Which,
  ordering: ListOrdering,
  set: Membership,
  limit: number,
): readonly number[] | null {
  if (!(set instanceof SeqSet)) return null;
  const isSorted = ordering.column === null;
  if (!isSorted && set.size * set.size > WALKED * limit * extentOf(reader, kept).all) return null;
  const question = `few ${JSON.stringify([which.base, which.narrowings, ordering])}`;
  return kept.of(question, () => {
    if (!isSorted) return sorted(reader, ordering, [...set]);
    return ordering.descending ? [...set].reverse() : [...set];
  });
}

/** The next who match, asked one by one in their order; null when they do not come soon. */
function askedInOrder(
  { reader, orders, patience }: ListDeps,
  { which, ordering }: List,
  after: Place | null,
  limit: number,
): readonly number[] | null {
  const condition = allOf([toldOf(which.base), ...which.narrowings.map(({ told }) => told)]);
  if (!condition) throw new Error('Every list has a condition');
  const numbers: number[] = [];
  let asked = 0;
  for (const some of inOrder(reader, orders, ordering, after)) {
    for (let from = 0; from < some.length; from += limit) {
      const next = [...some.subarray(from, from + limit)];
      const answers = new Set(answering(reader, next, condition));
      for (const seq of next) if (answers.has(seq) && numbers.push(seq) === limit) return numbers;
      asked += next.length;
      if (asked >= patience.asked) return null;
    }
  }
  return numbers;
}
