import type { CustomerSelection, CustomerSort } from '#shared/contract/customers.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { fewInOrder, type ListDeps, listOf } from './list.ts';
import { allMatching, PATIENCE } from './matching.ts';
import { inOrder, orderingOf, sorted } from './order.ts';
import { keptUntilWritten } from './totals.ts';
import type { Turn } from './turns.ts';

/** The customers of a selection within reach, as they are when it is looked at: what happens to them later changes nothing. */
export interface Selected {
  readonly total: number;
  /** Their numbers in order, some at a time: a million are never held as rows. To be walked once. */
  readonly pieces: Iterable<readonly number[]>;
}

/** Numbers in one piece: few, so that the rows of one are gone before the memory for the next is needed. */
const PIECE = 100;

export async function selected(
  deps: ListDeps,
  actor: Actor,
  which: CustomerSelection,
  sort: CustomerSort | undefined,
  turn: Turn,
): Promise<Selected> {
  const { reader, orders } = deps;
  if ('ids' in which) {
    const ordering = orderingOf({ states: ['deleted'], operators: null }, sort);
    const numbers = sorted(reader, ordering, numbersOf(reader, actor, which.ids));
    return { total: numbers.length, pieces: inPieces([numbers], () => true) };
  }
  const list = listOf(deps, actor, which.filter, sort);
  const set = await allMatching(deps, list.which, turn);
  const except = new Set(numbersOf(reader, actor, which.except).filter((seq) => set.has(seq)));
  const few = fewInOrder(deps, list.which, list.ordering, set, set.size);
  const all = few ? [few] : inOrder(reader, orders, list.ordering, null);
  return { total: set.size - except.size, pieces: inPieces(all, (seq) => set.has(seq) && !except.has(seq)) };
}

/** The same for a feature that does something to a selection, in the order of creation. */
export function selectionOf(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  actor: Actor,
  which: CustomerSelection,
  turn: Turn,
): Promise<Selected> {
  const kept = keptUntilWritten(store);
  const deps: ListDeps = { reader: store.reader, kept, orders: kept, patience: PATIENCE, now };
  return selected(deps, actor, which, { by: 'created', descending: false }, turn);
}

/** The numbers of those ids that are within reach. */
function numbersOf(reader: Store['reader'], actor: Actor, ids: readonly string[]): number[] {
  if (ids.length === 0) return [];
  const reach = reachCondition({ reader }, actor, '+operator_id') ?? { sql: 'TRUE', params: [] };
  return reader
    .prepare<unknown[], number>(
      `SELECT seq FROM customer WHERE id IN (SELECT value FROM json_each(?)) AND ${reach.sql}`,
    )
    .pluck()
    .all(JSON.stringify(ids), ...reach.params);
}

function* inPieces(all: Iterable<Iterable<number>>, isOne: (seq: number) => boolean): Generator<number[]> {
  let piece: number[] = [];
  for (const some of all) {
    for (const seq of some) {
      if (!isOne(seq)) continue;
      piece.push(seq);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}
