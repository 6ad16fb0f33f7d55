import type { CustomerFilter } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES, type CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { Actor } from '../../procedure.ts';
import { allOf, type Condition, type Numbers, type Store } from '../../store/index.ts';
import { reachCondition, reachOfActor } from '../operators/index.ts';
import { narrowingsOf } from './narrowings.ts';

/** A condition of a filter, asked in two ways. */
export interface Narrowing {
  /** Asked of a row that is read already: no index is used. */
  readonly told: Condition;
  /** From indexes alone; null where no index knows. */
  readonly numbers: Numbers | null;
  /** Whether `numbers` are exactly those, and not some more. */
  readonly isExact: boolean;
}

/** In which states and of which operators: what every list is limited by. */
export interface Base {
  readonly states: readonly CustomerStatus[];
  /** Null: of all. */
  readonly operators: readonly string[] | null;
}

/** Which customers an actor asks for and may see. */
export interface Which {
  readonly base: Base;
  readonly narrowings: readonly Narrowing[];
  /** All of it as one condition, for whoever reads the rows from end to end. */
  readonly found: Condition;
}

export function whichOf({ reader }: Pick<Store, 'reader'>, actor: Actor, filter: CustomerFilter, now: Date): Which {
  const base: Base = { states: statesOf(filter), operators: operatorsOf(reader, actor, filter.operators) };
  const narrowings = narrowingsOf(reader, filter, now);
  const conditions = [toldOf(base), ...narrowings.flatMap(conditionsOf)];
  return { base, narrowings, found: allOf(conditions) ?? { sql: 'TRUE', params: [] } };
}

function conditionsOf({ told, numbers, isExact }: Narrowing): Condition[] {
  if (!numbers) return [told];
  const among: Condition = { sql: `customer.seq IN (${numbers.sql})`, params: numbers.params };
  return isExact ? [among] : [among, told];
}

/** The base as it is asked of a row. */
export function toldOf({ states, operators }: Base): Condition {
  const state: Condition = { sql: `+customer.status IN (${marks(states)})`, params: states };
  if (operators === null) return state;
  const sql = `${state.sql} AND +customer.operator_id IN (SELECT value FROM json_each(?))`;
  return { sql, params: [...states, JSON.stringify(operators)] };
}

export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Every state in which a customer is still one, unless another was asked for; fewer where only some can match. */
function statesOf({ status, suspendedReason, expiringWithin }: CustomerFilter): readonly CustomerStatus[] {
  const asked = CUSTOMER_STATUSES.filter((one) =>
    status === 'all' ? true : status === undefined ? one !== 'deleted' : one === status,
  );
  return asked.filter(
    (one) =>
      (suspendedReason === undefined || one === 'suspended') && (expiringWithin === undefined || one === 'active'),
  );
}

function operatorsOf(
  reader: Store['reader'],
  actor: Actor,
  asked: readonly string[] | undefined,
): readonly string[] | null {
  // The root sees everything, also of an operator that was never heard of.
  if (asked === undefined && reachCondition({ reader }, actor, 'operator_id') === null) return null;
  const reach = reachOfActor({ reader }, actor);
  return asked === undefined ? [...reach] : asked.filter((id) => reach.has(id));
}
