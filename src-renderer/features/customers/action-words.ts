import { ACTIONS, CUSTOMER_ACTIONS, type CustomerAction, obstacle } from '#shared/domain/customer/actions.ts';
import type { CustomerLine } from '#shared/contract/customers.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import type { Say } from '../../messages/use-message.ts';
import { STATUS_WORDS } from '../../ui/customer-status.tsx';
import { TYPE_WORDS } from './type-words.ts';

/** Keys of the frequent actions: on a customer's page, and in the list on the row or on those that are picked. */
export const ACTION_KEYS: Partial<Record<CustomerAction, string>> = {
  'add-payment': 'M',
  recharge: 'T',
  renew: 'E',
  extend: 'X',
  'send-details': 'D',
  activate: 'A',
  suspend: 'S',
  reactivate: 'R',
  'change-package': 'P',
  'reset-password': 'W',
  'change-zone': 'Z',
  delete: 'Delete',
};

/** Whom an action is meant for, as far as the page knows them. */
export interface Meant {
  /** Empty for all that match. */
  readonly lines: readonly Pick<CustomerLine, 'type' | 'status' | 'suspendedReason'>[];
  readonly count: number;
  /** The state that all of them are in, where the list says so. */
  readonly status?: CustomerLine['status'] | undefined;
}

/** Why an action cannot be done to any of them, in words; null when it can be tried. */
export function hindrance(
  action: CustomerAction,
  { lines, count, status }: Meant,
  role: Role | undefined,
  say: Say,
): string | null {
  if (role !== undefined && !ACTIONS[action].roles.includes(role)) return say('actions.not-your-role');
  if (count > 1 && action === 'bind-mac') return say('actions.one-at-a-time');
  const first = lines[0];
  if (first === undefined) {
    const none = status !== undefined && !ACTIONS[action].from.includes(status);
    return none ? say('actions.none-in-state', { status: say(STATUS_WORDS[status]) }) : null;
  }
  const reasons = lines.map((line) => obstacle(action, line));
  if (reasons.includes(null)) return null;
  if (lines.length > 1) return say('actions.none-of-these');
  if (reasons[0] === 'action-not-for-type') return say('actions.not-for-type', { type: say(TYPE_WORDS[first.type]) });
  if (reasons[0] === 'action-unpaid') return say('refused.action-unpaid');
  if (reasons[0] === 'action-already-so') return say('actions.already-so', { status: say(STATUS_WORDS[first.status]) });
  return say('actions.not-in-state', { status: say(STATUS_WORDS[first.status]) });
}

/** The action that a key stands for; null for none. */
export function actionOfKey(pressed: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): CustomerAction | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const key = pressed.key.length === 1 ? pressed.key.toUpperCase() : pressed.key;
  return CUSTOMER_ACTIONS.find((action) => ACTION_KEYS[action] === key) ?? null;
}
