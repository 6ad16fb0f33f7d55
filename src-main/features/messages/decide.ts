import type { MessageKind } from '#shared/domain/message/template.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { endMessage } from './deliver.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now'>;

interface Found {
  readonly id: string;
  readonly operatorId: string;
  readonly kind: MessageKind;
}

/** Those of some messages that are within reach and in one of these states. */
function found(
  { store }: Deps,
  { db }: WriteTransaction,
  actor: Actor,
  ids: readonly string[],
  states: string,
): Found[] {
  const reach = reachOfActor(store, actor);
  return db
    .prepare<[string], Found>(
      `SELECT id, operator_id AS operatorId, kind FROM message
       WHERE id IN (SELECT value FROM json_each(?)) AND state IN (${states})`,
    )
    .all(JSON.stringify(ids))
    .filter(({ operatorId }) => reach.has(operatorId));
}

function record(tx: WriteTransaction, actor: Actor, action: string, messages: readonly Found[]): void {
  for (const [ofOperatorId, some] of Map.groupBy(messages, ({ operatorId }) => operatorId)) {
    const [first] = some;
    const entityId = some.length === 1 && first ? first.id : null;
    tx.audit({ actor, action, entity: 'message', entityId, after: { count: some.length }, ofOperatorId });
  }
}

/**
 * Queues anew what failed or whose answer was lost, on a person's word, under the same id: a gateway that knows it by then
 * does not send it twice. A trial is made anew instead. Answers how many.
 */
export function sendAgain(deps: Deps, actor: Actor, ids: readonly string[]): Promise<number> {
  return deps.store.write((tx) => {
    const messages = found(deps, tx, actor, ids, "'failed', 'unknown'").filter(({ kind }) => kind !== 'test');
    const again = tx.db.prepare(
      `UPDATE message SET state = 'waiting', next_try_at = ?, attempts = 0, ended_at = NULL, code = NULL, params = NULL
       WHERE id = ?`,
    );
    for (const { id } of messages) again.run(deps.now().getTime(), id);
    record(tx, actor, 'message.send-again', messages);
    return messages.length;
  });
}

/** Takes back what has not been sent yet. Answers how many. */
export function cancel(deps: Deps, actor: Actor, ids: readonly string[]): Promise<number> {
  return deps.store.write((tx) => {
    const messages = found(deps, tx, actor, ids, "'waiting'");
    const at = deps.now().getTime();
    const reason = { code: 'message-cancelled', params: { name: actor.name } };
    for (const { id } of messages) endMessage(tx.db, id, 'cancelled', at, reason);
    record(tx, actor, 'message.cancel', messages);
    return messages.length;
  });
}
