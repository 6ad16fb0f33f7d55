import type { HistoryFilter } from '#shared/contract/history.ts';
import { daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import type { Condition, Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Whose record a line speaks of. Lines from before that was recorded tell only whose staff wrote them. */
export const OWNER = 'coalesce(audit.of_operator_id, audit.operator_id)';

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
  const narrow = [ofCustomer(store, actor, filter.customer), ...days(filter, timeZone)].filter((one) => one !== null);
  const rest = [byStaff(filter.staff), ofAction(filter.action)].filter((one) => one !== null);
  return {
    narrow: narrow.length === 0 ? null : all(narrow),
    reach: reachCondition(store, actor, OWNER),
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

/** What was done to a customer, and the import that it came with. */
function ofCustomer(store: Pick<Store, 'reader'>, actor: Actor, id: string | undefined): Condition | null {
  if (id === undefined) return null;
  const own: Condition = { sql: "entity = 'customer' AND entity_id = ?", params: [id] };
  const reach = reachCondition(store, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const batch = store.reader
    .prepare<unknown[], string | null>(`SELECT batch_id FROM customer WHERE id = ? AND ${reach.sql}`)
    .pluck()
    .get(id, ...reach.params);
  if (batch == null) return own;
  return { sql: `(${own.sql}) OR (entity = 'import-batch' AND entity_id = ?)`, params: [id, batch] };
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
