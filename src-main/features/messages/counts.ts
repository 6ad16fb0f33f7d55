import type { MessageCounts } from '#shared/contract/messages.ts';
import type { MessageState } from '#shared/domain/message/message.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** How many there are in each state, within reach: asked for every few seconds, so it is kept and not counted. */
export function countsOf(store: Pick<Store, 'reader'>, actor: Actor): MessageCounts {
  const reach = reachCondition(store, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const rows = store.reader
    .prepare<unknown[], { state: MessageState; count: number }>(
      `SELECT state, sum(count) AS count FROM message_count WHERE ${reach.sql} GROUP BY state`,
    )
    .all(...reach.params);
  const of = (state: MessageState): number => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    waiting: of('waiting') + of('sending'),
    sent: of('sent'),
    failed: of('failed'),
    unknown: of('unknown'),
    cancelled: of('cancelled'),
  };
}
