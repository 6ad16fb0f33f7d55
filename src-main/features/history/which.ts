import type { HistoryFilter } from '#shared/contract/history.ts';
import { daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import type { Condition, Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Whose record a line speaks of. Lines from before that was recorded tell only whose staff wrote them. */
export const OWNER = 'coalesce(audit.of_operator_id, audit.operator_id)';

/** Whom a customer was moved to by what a line tells, for a line that tells of it; NULL for every other. */
export const MOVED_TO = `CASE WHEN audit.entity = 'customer' AND instr(audit.after, '"operatorId"') > 0
  THEN audit.after ->> 'operatorId' END`;

/** Which lines of the history somebody asks for and may see. */
export interface WhichLines {
  /** Limits what is read to one record or to a stretch of time; null: every line may be one of them. */
  readonly narrow: Condition | null;
  readonly reach: Condition | null;
  readonly rest: Condition | null;
}

export function whichLines(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  filter: HistoryFilter,
  timeZone: string,
): WhichLines {
  const whose = reachOfLines(store, actor);
  const customer = filter.customer === undefined ? null : ofCustomer(store, actor, filter.customer, whose);
  const narrow = [customer?.lines ?? null, ...days(filter, timeZone)].filter((one) => one !== null);
  const rest = [byStaff(filter.staff), ofAction(filter.action)].filter((one) => one !== null);
  return {
    narrow: narrow.length === 0 ? null : all(narrow),
    reach: customer?.isReached === true ? null : whose,
    rest: rest.length === 0 ? null : all(rest),
  };
}

/** All of it as one condition on the table `audit`. */
export function conditionOf({ narrow, reach, rest }: WhichLines): Condition {
  return all([narrow, reach, rest].filter((one) => one !== null));
}

function all(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: 'TRUE', params: [] };
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  };
}

/** What was done to records within reach; the move of a customer is a matter of both, of whoever had it and who has it now. */
function reachOfLines(store: Pick<Store, 'reader'>, actor: Actor): Condition | null {
  const [owner, movedTo] = [OWNER, MOVED_TO].map((column) => reachCondition(store, actor, column));
  if (!owner || !movedTo) return null;
  return { sql: `${owner.sql} OR ${movedTo.sql}`, params: [...owner.params, ...movedTo.params] };
}

/**
 * What was done to a customer, and the import that it came with. Whoever has the customer now sees all that was done to it,
 * whoever had it before as much as was done in that time.
 */
function ofCustomer(
  { reader }: Pick<Store, 'reader'>,
  actor: Actor,
  id: string,
  whose: Condition | null,
): { readonly lines: Condition; readonly isReached: boolean } {
  const own: Condition = { sql: "entity = 'customer' AND entity_id = ?", params: [id] };
  const reach = reachCondition({ reader }, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const customer = reader
    .prepare<unknown[], { readonly batch: string | null }>(
      `SELECT batch_id AS batch FROM customer WHERE id = ? AND ${reach.sql}`,
    )
    .get(id, ...reach.params);
  if (!customer) return { lines: own, isReached: false };
  if (customer.batch === null) return { lines: own, isReached: true };
  // An import may have brought the customers of others too.
  const { sql, params } = whose ?? { sql: 'TRUE', params: [] };
  return {
    lines: {
      sql: `(${own.sql}) OR (entity = 'import-batch' AND entity_id = ? AND (${sql}))`,
      params: [id, customer.batch, ...params],
    },
    isReached: true,
  };
}

function days({ from, to }: HistoryFilter, timeZone: string): Condition[] {
  return [
    ...(from === undefined ? [] : [{ sql: 'at >= ?', params: [startOfDay(from, timeZone)] }]),
    ...(to === undefined ? [] : [{ sql: 'at < ?', params: [startOfDay(daysAfter(to, 1), timeZone)] }]),
  ];
}

const byStaff = (id: string | undefined): Condition | null =>
  id === undefined ? null : { sql: 'staff_user_id = ?', params: [id] };

/** "customer.suspend" is one thing that is done; "customer" is a kind of record, or the first part of what is done. */
function ofAction(action: string | undefined): Condition | null {
  if (action === undefined) return null;
  if (action.includes('.')) return { sql: 'action = ?', params: [action] };
  return { sql: "entity = ? OR substr(action, 1, length(?) + 1) = ? || '.'", params: [action, action, action] };
}
