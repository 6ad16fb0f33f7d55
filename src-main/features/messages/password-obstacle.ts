import type { Database } from 'better-sqlite3';
import { rules } from '#shared/contract/rules.ts';
import { hasPassword } from '#shared/domain/message/placeholders.ts';
import { can } from '#shared/domain/operator/can.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import type { Actor } from '../../procedure.ts';
import type { MessageAsked, NotQueued } from './queue.ts';
import { heldText } from './texts.ts';

// Whoever may not see passwords could have one sent to themselves: by a text of their own, or by a phone of their own.

/** For so long, whoever changed a phone and may not see passwords does not have one sent there. */
const DAY = 86_400_000;

const maySee = (actor: { readonly role: Role; readonly isRoot: boolean }): boolean =>
  can(actor, rules.customers.revealPassword, 'own');

/** Why somebody may not have a password sent to a customer: `message-password-role` or `message-password-phone-own`. */
export function passwordObstacle(
  db: Database,
  actor: Actor,
  now: number,
  {
    customerId,
    operatorId,
    kind,
    ownText = null,
  }: Pick<MessageAsked, 'customerId' | 'operatorId' | 'kind' | 'ownText'>,
): NotQueued | null {
  if (maySee(actor) || !hasPassword(ownText ?? heldText(db, operatorId, kind)?.text ?? '')) return null;
  if (ownText !== null) return { code: 'message-password-role', params: {} };
  const isOwnDoing = phoneChanges(db, customerId, now - DAY).some(({ by }) => by === actor.staffUserId);
  return isOwnDoing ? { code: 'message-password-phone-own', params: {} } : null;
}

/** Whether somebody who may not see passwords has changed the phone since a message was asked for. */
export const isPhoneDoubtful = (db: Database, customerId: string, since: number): boolean =>
  phoneChanges(db, customerId, since).some(({ role }) => role === null || !maySee({ role, isRoot: false }));

interface PhoneChange {
  readonly by: string;
  /** Null: they are no longer there. */
  readonly role: Role | null;
}

const PHONE_CHANGES = `
  SELECT staff_user_id AS by, role FROM audit LEFT JOIN staff_user ON staff_user.id = staff_user_id
  WHERE entity = 'customer' AND entity_id = ? AND at > ? AND action = 'customer.change'
    AND json_type(after, '$.phone') IS NOT NULL`;

const phoneChanges = (db: Database, customerId: string, since: number): readonly PhoneChange[] =>
  db.prepare<[string, number], PhoneChange>(PHONE_CHANGES).all(customerId, since);
