import type { CustomerFilter } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES, type CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { Actor } from '../../procedure.ts';
import { type Condition, searchCondition, type Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Which customers an actor asks for and may see, as SQL over the table `customer` in three ways. */
export interface Which {
  /** Finds them by the index that narrows most. */
  readonly found: Condition;
  /** Tells of a row that was read already whether it is one of them: no index is of use. */
  readonly told: Condition;
  /** Tells it of a row's number, from indexes alone: for walking an index without reading the rows. */
  readonly numbered: Condition;
  /** The states; no search and no batch narrows them further. */
  readonly states: readonly CustomerStatus[] | null;
}

export function whichOf(store: Pick<Store, 'reader'>, actor: Actor, filter: CustomerFilter): Which {
  const states = statesOf(filter.status);
  const state: Condition = { sql: `status IN (${states.map(() => '?').join(', ')})`, params: states };
  const reach = reachCondition(store, actor, 'operator_id');
  const batch: Condition | null = filter.batch === undefined ? null : { sql: 'batch_id = ?', params: [filter.batch] };
  const search = filter.search === undefined ? null : searchCondition(filter.search);

  // A plus before a column keeps its index from being used: of two conditions SQLite would take the wrong one.
  const of = (prefix: '' | '+', condition: Condition | null): Condition | null =>
    condition && { ...condition, sql: `${prefix}customer.${condition.sql}` };
  const isNarrow = search !== null || batch !== null;
  const rest = isNarrow ? '+' : '';
  return {
    found: all(search, of(search ? '+' : '', batch), of(rest, state), of(rest, reach)),
    told: all(search, of('+', batch), of('+', state), of('+', reach)),
    numbered: all(search, batch && among(batch), amongStates(states, state, reach)),
    states: isNarrow ? null : states,
  };
}

/** Every state in which a customer is still one, unless another was asked for. */
function statesOf(status: CustomerFilter['status']): readonly CustomerStatus[] {
  if (status === 'all') return CUSTOMER_STATUSES;
  return status === undefined ? CUSTOMER_STATUSES.filter((one) => one !== 'deleted') : [status];
}

const among = ({ sql, params }: Condition): Condition => ({
  sql: `customer.seq IN (SELECT seq FROM customer WHERE ${sql})`,
  params,
});

function amongStates(states: readonly CustomerStatus[], state: Condition, reach: Condition | null): Condition | null {
  if (reach) return among(all(state, reach));
  const others = CUSTOMER_STATUSES.filter((status) => !states.includes(status));
  if (others.length === 0) return null;
  // Nearly all customers are active: the others are the shorter list.
  if (!states.includes('active')) return among(state);
  const marks = others.map(() => '?').join(', ');
  return { sql: `customer.seq NOT IN (SELECT seq FROM customer WHERE status IN (${marks}))`, params: others };
}

function all(...conditions: readonly (Condition | null)[]): Condition {
  const parts = conditions.filter((part) => part !== null);
  if (parts.length === 0) return { sql: 'TRUE', params: [] };
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) };
}
