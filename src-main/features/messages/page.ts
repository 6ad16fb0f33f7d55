import type { MessageState } from '#shared/domain/message/message.ts';
import { allOf, type Condition } from '../../store/index.ts';

/** Which messages, and how many of them. */
export interface Asked {
  readonly state?: MessageState | undefined;
  readonly customer?: string | undefined;
  /** Only those behind this place of the order: an instant and an id. */
  readonly before: readonly [number, string] | null;
  readonly limit: number;
}

/**
 * A SELECT of the ids of one page, the latest first, limited by `reach`. For each state it goes through one index in its order,
 * so that it costs as much as is shown, however many there are; those of one customer are few.
 */
export function pageOf({ state, customer, before, limit }: Asked, reach: Condition | null): Condition {
  const common: Condition[] = [];
  if (customer !== undefined) common.push({ sql: 'customer_id = ?', params: [customer] });
  if (before) common.push({ sql: '(created_at, id) < (?, ?)', params: before });
  if (reach) common.push(reach);
  // "+": of one customer the states are not looked for, but looked at.
  const column = customer === undefined ? 'state' : '+state';
  const stretches = statesOf(state).map((one): Condition => {
    const own = one === null ? [] : [{ sql: `${column} = ?`, params: [one] }];
    const { sql, params } = allOf([...own, ...common]) ?? { sql: 'TRUE', params: [] };
    return {
      sql: `SELECT id, created_at FROM message WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`,
      params: [...params, limit],
    };
  });
  return {
    sql: `SELECT id FROM (${stretches.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ALL ')})
      ORDER BY created_at DESC, id DESC LIMIT ?`,
    params: [...stretches.flatMap(({ params }) => params), limit],
  };
}

/** What is being sent still waits for its end. Null: whatever the state. */
function statesOf(state: MessageState | undefined): readonly (MessageState | null)[] {
  if (state === undefined) return [null];
  return state === 'waiting' ? ['waiting', 'sending'] : [state];
}
