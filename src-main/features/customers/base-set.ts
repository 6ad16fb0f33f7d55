import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import type { Store } from '../../store/index.ts';
import { type Base, marks } from './filter.ts';
import { allBut, type Membership, SeqSet } from './seq-set.ts';
import type { Kept } from './totals.ts';

type Reader = Store['reader'];

/** How many customers there are, and the highest of their numbers. */
export function extent(reader: Reader): { readonly all: number; readonly highest: number } {
  const one = (sql: string): number => reader.prepare<[], number | null>(sql).pluck().get() ?? 0;
  return { all: one('SELECT count(*) FROM customer'), highest: one('SELECT max(seq) FROM customer') };
}

/** Those in the states and of the operators: as a set, or as all but a set where that is the smaller one. */
export function baseSet(reader: Reader, kept: Kept, base: Base): Membership {
  return kept.of(`base ${JSON.stringify(base)}`, () => {
    const { states, operators } = base;
    const { all, highest } = extent(reader);
    const others = CUSTOMER_STATUSES.filter((state) => !states.includes(state));
    if (operators === null && others.length === 0) return { size: all, has: () => true };
    // Nearly all customers are active.
    if (operators === null && states.includes('active')) return allBut(setOf(reader, others, null, highest), all);
    return setOf(reader, states, operators, highest);
  });
}

function setOf(
  reader: Reader,
  states: readonly string[],
  operators: readonly string[] | null,
  highest: number,
): Membership {
  const set = new SeqSet(highest);
  const within = operators === null ? '' : 'AND operator_id IN (SELECT value FROM json_each(?))';
  const numbers = reader
    .prepare<unknown[], number>(`SELECT seq FROM customer WHERE status IN (${marks(states)}) ${within}`)
    .pluck()
    .all(...states, ...(operators === null ? [] : [JSON.stringify(operators)]));
  for (const seq of numbers) set.add(seq);
  return set;
}
