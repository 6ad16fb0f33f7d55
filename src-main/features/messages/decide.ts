import type { MessageKind } from '#shared/domain/message/template.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { endMessage } from './deliver.ts';
import { passwordObstacle } from './password-obstacle.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now'>;

interface Found {
  readonly id: string;
  readonly operatorId: string;
  readonly kind: MessageKind;
}

interface Unsent extends Found {
  readonly customerId: string;
  readonly ownText: string | null;
}

const WAITING = `SELECT id, operator_id AS operatorId, kind FROM message
  WHERE id IN (SELECT value FROM json_each(@ids)) AND state = 'waiting'
    AND operator_id IN (SELECT value FROM json_each(@reach))`;

// The customer too has to be within reach still: whoever went to another operator is written to from there.
const UNSENT = `SELECT message.id, message.operator_id AS operatorId, kind, customer_id AS customerId, own_text AS ownText
  FROM message JOIN customer ON customer.id = customer_id AND customer.operator_id IN (SELECT value FROM json_each(@reach))
  WHERE message.id IN (SELECT value FROM json_each(@ids)) AND state IN ('failed', 'unknown') AND kind <> 'test'
    AND message.operator_id IN (SELECT value FROM json_each(@reach))`;

/** Those of some messages that a statement picks out of an actor's reach. */
const found = <Row>({ db }: WriteTransaction, sql: string, actor: Actor, ids: readonly string[]): Row[] =>
  db
    .prepare<[{ ids: string; reach: string }], Row>(sql)
    .all({ ids: JSON.stringify(ids), reach: JSON.stringify([...reachOfActor({ reader: db }, actor)]) });

function record(tx: WriteTransaction, actor: Actor, action: string, messages: readonly Found[]): void {
  for (const [ofOperatorId, some] of Map.groupBy(messages, ({ operatorId }) => operatorId)) {
    const [first] = some;
    const entityId = some.length === 1 && first ? first.id : null;
    tx.audit({ actor, action, entity: 'message', entityId, after: { count: some.length }, ofOperatorId });
  }
}

/**
 * Queues anew what failed or whose answer was lost, on a person's word, under the same id: a gateway that knows it by then
 * does not send it twice. A trial is made anew instead, and a password that is not theirs to send is left out. Answers how
 * many. Throws Refusal with the reason when nothing but such is left.
 */
export function sendAgain(deps: Deps, actor: Actor, ids: readonly string[]): Promise<number> {
  return deps.store.write((tx) => {
    const asked = found<Unsent>(tx, UNSENT, actor, ids).map((message) => ({
      message,
      obstacle: passwordObstacle(tx.db, actor, deps.now().getTime(), message),
    }));
    const messages = asked.filter(({ obstacle }) => obstacle === null).map(({ message }) => message);
    const obstacle = asked[0]?.obstacle ?? null;
    if (messages.length === 0 && obstacle) throw new Refusal(obstacle.code, obstacle.params);
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
    const messages = found<Found>(tx, WAITING, actor, ids);
    const at = deps.now().getTime();
    const reason = { code: 'message-cancelled', params: { name: actor.name } };
    for (const { id } of messages) endMessage(tx.db, id, 'cancelled', at, reason);
    record(tx, actor, 'message.cancel', messages);
    return messages.length;
  });
}
