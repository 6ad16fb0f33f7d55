import { createHash } from 'node:crypto';
import { expiringBefore, EXPIRING_DAYS } from '#shared/domain/customer/expiring.ts';
import { type Gateway, putsTextInUrl } from '#shared/domain/message/gateway.ts';
import { type GatewayRequest, gatewayRequest } from '#shared/domain/message/gateway-request.ts';
import { messageLength } from '#shared/domain/message/length.ts';
import { phoneFor } from '#shared/domain/message/phone.ts';
import { hasPassword, rendered, renderedMasked, unknownPlaceholders } from '#shared/domain/message/placeholders.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import { keysIn } from '#shared/domain/message/withheld.ts';
import type { Seal, WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { type Addressee, addresseeOf, passwordOf, valuesOf } from './addressee.ts';
import type { SealedGateway } from './gateway-record.ts';
import { timeZoneOf } from './isp.ts';
import { isPhoneDoubtful } from './password-obstacle.ts';
import type { MessageFacts, NotQueued } from './queue.ts';
import { heldText } from './texts.ts';

/** A message as it waits. */
export interface WaitingMessage {
  readonly id: string;
  readonly operatorId: string;
  readonly customerId: string | null;
  readonly kind: MessageKind;
  readonly ownText: string | null;
  /** JSON. */
  readonly facts: string;
  readonly createdAt: number;
  readonly createdBy: string;
  /** Of what tells of a payment that was just recorded: that payment. */
  readonly request: string | null;
  readonly attempts: number;
}

/** What goes out, and what may be kept of it. */
export interface ReadyMessage {
  readonly request: GatewayRequest;
  readonly phone: string;
  readonly maskedText: string;
  readonly parts: number;
  /** What must not be told of an answer. */
  readonly hidden: readonly string[];
  readonly hasPassword: boolean;
}

/** `moved`: it belongs to another operator by now, and may go by another gateway. */
export type Prepared =
  | { readonly kind: 'ready'; readonly message: ReadyMessage }
  | { readonly kind: 'moved'; readonly operatorId: string }
  | { readonly kind: 'cancelled' | 'failed'; readonly reason: NotQueued };

const off = (kind: 'cancelled' | 'failed', code: string, params: NotQueued['params'] = {}): Prepared => ({
  kind,
  reason: { code, params },
});

/** Makes the text of a waiting message as the customer is now, and the request that carries it. Throws Refusal `key-locked`. */
export function prepare(
  { db }: Pick<WriteTransaction, 'db'>,
  message: WaitingMessage,
  gateway: SealedGateway,
  { seal, now }: { readonly seal: Seal; readonly now: number },
): Prepared {
  const customer = message.customerId === null ? null : addresseeOf(db, message.customerId);
  if (!customer || customer.status === 'deleted') return off('cancelled', 'message-no-customer');
  if (customer.operatorId !== message.operatorId) return moved(db, message, customer);
  if (customer.phoneKey === null) return off('cancelled', 'message-no-phone');
  if (customer.noMessages === 1) return off('cancelled', 'message-opted-out');
  if (message.createdBy === '' && !isStillTrue(message.kind, customer, now, timeZoneOf(db)))
    return off('cancelled', 'message-no-longer-true');
  if (isTakenBack(db, message)) return off('cancelled', 'message-payment-taken-back');
  const text = message.ownText ?? heldText(db, message.operatorId, message.kind)?.text;
  if (text === undefined) return off('cancelled', 'message-text-missing');
  const unknown = unknownPlaceholders(text);
  if (unknown.length > 0) return off('failed', 'message-placeholder-unknown', { names: unknown.join(', ') });
  const tellsPassword = hasPassword(text);
  const password = tellsPassword ? passwordOf(seal, customer) : null;
  if (tellsPassword && password === null) return off('failed', 'message-password-unknown');
  if (tellsPassword && isPhoneDoubtful(db, customer.id, message.createdAt))
    return off('cancelled', 'message-password-phone');
  if (tellsPassword && putsTextInUrl(gateway.fields) && !gateway.fields.allowsPasswordInUrl)
    return off('failed', 'message-password-in-url');
  // Cast: the column holds what `queueMessage` was given.
  const facts = JSON.parse(message.facts) as MessageFacts;
  const values = valuesOf(db, customer, facts, password);
  const filled = rendered(text, values);
  const carried = carry(gateway, { id: message.id, phoneKey: customer.phoneKey, text: filled });
  return {
    kind: 'ready',
    message: {
      ...carried,
      maskedText: renderedMasked(text, values),
      parts: messageLength(filled).parts,
      hidden: password === null ? carried.hidden : [...carried.hidden, password],
      hasPassword: tellsPassword,
    },
  };
}

/** The request for a text to a phone, with what must not be told of its answer. */
export function carry(
  { fields, secret }: SealedGateway,
  { id, phoneKey, text }: { readonly id: string; readonly phoneKey: string; readonly text: string },
): Pick<ReadyMessage, 'request' | 'phone' | 'hidden'> {
  const phone = phoneFor(fields.phoneFormat, phoneKey);
  const shortId = createHash('sha256').update(id).digest('hex').slice(0, 20);
  const request = gatewayRequest(fields, { id, shortId, phone, text, secret: secret ?? '' });
  return { request, phone, hidden: hiddenOf(fields, secret, request) };
}

/** The secret, the whole address, and whatever in the description looks like a key. */
function hiddenOf(gateway: Gateway, secret: string | null, { target }: GatewayRequest): readonly string[] {
  const templates = [gateway.url.replace(/^[^?]*/, ''), gateway.body, ...gateway.headers.map(({ value }) => value)];
  return [secret ?? '', target, gateway.url, ...keysIn(templates)].filter((value) => value.length > 1);
}

/** It goes on as the new operator's, but not at the word of somebody who has the customer no longer. */
function moved(
  db: WriteTransaction['db'],
  { createdBy }: WaitingMessage,
  { operatorId }: Pick<Addressee, 'operatorId'>,
): Prepared {
  const on: Prepared = { kind: 'moved', operatorId };
  if (createdBy === '') return on;
  const asker = db
    .prepare<[string], Pick<Addressee, 'operatorId'>>('SELECT operator_id AS operatorId FROM staff_user WHERE id = ?')
    .get(createdBy);
  return asker && reachOfActor({ reader: db }, asker).has(operatorId) ? on : off('cancelled', 'message-moved');
}

const isTakenBack = (db: WriteTransaction['db'], { kind, request }: WaitingMessage): boolean =>
  kind === 'payment-received' && db.prepare('SELECT 1 FROM ledger_entry WHERE reverses = ?').get(request) !== undefined;

/** Whether what a text says by itself still holds: who has paid meanwhile is not told to pay. */
function isStillTrue(kind: MessageKind, { status, expiresAt }: Addressee, now: number, timeZone: string): boolean {
  if (kind === 'suspended') return status === 'suspended' || status === 'expired';
  if (kind !== 'expiring') return true;
  return status === 'active' && expiresAt !== null && expiresAt < expiringBefore(now, EXPIRING_DAYS, timeZone);
}
