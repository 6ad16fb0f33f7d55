import { isUnhurried } from '#shared/domain/message/hours.ts';
import { hasPassword, unknownPlaceholders } from '#shared/domain/message/placeholders.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { heldGateway } from './gateway-record.ts';
import { passwordObstacle } from './password-obstacle.ts';
import { heldText } from './texts.ts';

export interface QueueDeps {
  readonly newId: () => string;
  readonly now: () => Date;
}

/** A code of the message catalogue, with what its sentence needs. */
export interface NotQueued {
  readonly code: string;
  readonly params: Record<string, string | number>;
}

export type Queued =
  { readonly queued: true; readonly id: string } | { readonly queued: false; readonly reason: NotQueued };

/** What the text tells besides the customer: `amount` as a decimal ("1500.00"), `receipt` as it is printed. */
export type MessageFacts = Readonly<Record<string, string>>;

export interface MessageAsked {
  readonly customerId: string;
  readonly operatorId: string;
  readonly kind: MessageKind;
  /** The staff user; empty: it came by itself. */
  readonly by: string;
  /** What it was asked for by (a run of actions): asked again for the same customer, it is the message that there is. */
  readonly request: string | null;
  readonly facts?: MessageFacts;
  /** In place of the kind's text. */
  readonly ownText?: string | null;
}

export type AutomaticAsked = Pick<MessageAsked, 'customerId' | 'operatorId' | 'kind' | 'facts'> & {
  readonly request?: string;
};

interface Addressed {
  readonly status: string;
  readonly phoneKey: string | null;
  readonly noMessages: 0 | 1;
  readonly hasPassword: 0 | 1;
}

const refusal = (code: string, params: NotQueued['params'] = {}): Queued => ({
  queued: false,
  reason: { code, params },
});

/**
 * Queues a message in the transaction of what it tells of. The text is made when it is sent. Not queued, with the reason:
 * `message-no-customer`, `message-no-phone`, `message-opted-out`, `message-no-gateway`, `message-text-missing`,
 * `message-password-unknown` and `message-placeholder-unknown` {names}.
 */
export function queueMessage(tx: WriteTransaction, deps: QueueDeps, asked: MessageAsked): Queued {
  const obstacle = obstacleOf(tx, asked);
  if (obstacle) return obstacle;
  const { db } = tx;
  const { customerId, operatorId, kind, by, request, facts = {}, ownText = null } = asked;
  if (request !== null) {
    const known = db
      .prepare<[string, string], string>('SELECT id FROM message WHERE request = ? AND customer_id = ?')
      .pluck()
      .get(request, customerId);
    if (known !== undefined) return { queued: true, id: known };
  }
  const id = deps.newId();
  const at = deps.now().getTime();
  const byDay = Number(by === '' && isUnhurried(kind));
  db.prepare(
    `INSERT INTO message (id, operator_id, customer_id, kind, own_text, facts, state, next_try_at, by_day, created_at,
       created_by, request) VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)`,
  ).run(id, operatorId, customerId, kind, ownText, JSON.stringify(facts), at, byDay, at, by, request);
  return { queued: true, id };
}

type AskedFor = Pick<MessageAsked, 'customerId' | 'operatorId' | 'kind' | 'ownText'>;

/** Why somebody cannot have it queued: what `queueMessage` tells, or that the password is not theirs to send; or null. */
export function messageObstacle(
  tx: Pick<WriteTransaction, 'db'>,
  { actor, now, ...asked }: AskedFor & { readonly actor: Actor; readonly now: number },
): NotQueued | null {
  const obstacle = obstacleOf(tx, asked);
  return obstacle && !obstacle.queued ? obstacle.reason : passwordObstacle(tx.db, actor, now, asked);
}

function obstacleOf({ db }: Pick<WriteTransaction, 'db'>, asked: AskedFor): Queued | null {
  const { customerId, operatorId, kind, ownText = null } = asked;
  const customer = db
    .prepare<[string], Addressed>(
      `SELECT status, phone_key AS phoneKey, no_messages AS noMessages, password_sealed IS NOT NULL AS hasPassword
       FROM customer WHERE id = ?`,
    )
    .get(customerId);
  if (!customer || customer.status === 'deleted') return refusal('message-no-customer');
  if (customer.phoneKey === null) return refusal('message-no-phone');
  if (customer.noMessages === 1) return refusal('message-opted-out');
  const text = ownText ?? heldText(db, operatorId, kind)?.text;
  if (text === undefined || text.trim() === '') return refusal('message-text-missing');
  const unknown = unknownPlaceholders(text);
  if (unknown.length > 0) return refusal('message-placeholder-unknown', { names: unknown.join(', ') });
  if (customer.hasPassword === 0 && hasPassword(text)) return refusal('message-password-unknown');
  return heldGateway(db, operatorId) ? null : refusal('message-no-gateway');
}

/**
 * The same for texts that go out by themselves, where the operator has switched that on. Who cannot be written to is passed
 * over: nobody is there to be told. Answers whether one was queued. Within the transaction nobody else changes what is
 * switched on, so that is looked up once for all customers of an operator.
 */
export function automaticQueue(tx: WriteTransaction, deps: QueueDeps): (asked: AutomaticAsked) => boolean {
  const known = new Map<string, boolean>();
  const isOn = (operatorId: string, kind: MessageKind): boolean => {
    const key = `${kind}:${operatorId}`;
    const on = known.get(key) ?? heldText(tx.db, operatorId, kind)?.automatic === true;
    known.set(key, on);
    return on;
  };
  return (asked) =>
    isOn(asked.operatorId, asked.kind) &&
    queueMessage(tx, deps, { ...asked, by: '', request: asked.request ?? null }).queued;
}
