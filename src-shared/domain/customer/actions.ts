import { z } from 'zod';
import type { Rule } from '../operator/can.ts';
import type { Role } from '../operator/role.ts';
import type { CustomerStatus, CustomerType, SuspendedReason } from './customer.ts';

/** What the office does to a customer, single and in bulk. */
export const CUSTOMER_ACTIONS = [
  'activate',
  'suspend',
  'reactivate',
  'reset-password',
  'change-package',
  'change-profile',
  'change-zone',
  'change-operator',
  'change-router',
  'change-ip',
  'bind-mac',
  'remove-mac',
  'disconnect',
  'recharge',
  'renew',
  'add-payment',
  'add-charge',
  'add-credit',
  'extend',
  'special-price',
  'send-details',
  'send-message',
  'delete',
  'restore',
] as const;
export const CustomerAction = z.enum(CUSTOMER_ACTIONS);
export type CustomerAction = z.infer<typeof CustomerAction>;

const ALL: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly', 'other'];
const SIGNS_IN: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'hotspot'];
const HAS_ADDRESS: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'static-monthly'];
const HAS_DEVICE: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly'];

const BY_DAY: readonly CustomerType[] = ['pppoe-daily'];
const BY_PERIOD: readonly CustomerType[] = ['pppoe-monthly', 'hotspot', 'static-monthly', 'other'];

const OFFICE: readonly Role[] = ['admin', 'manager'];
const COUNTER: readonly Role[] = ['admin', 'manager', 'cashier'];
const FIELD: readonly Role[] = ['admin', 'manager', 'technician'];

interface Terms {
  readonly types: readonly CustomerType[];
  readonly from: readonly CustomerStatus[];
  readonly roles: readonly Role[];
  /** Whether a screen asks for the word to be typed before it is done to many. */
  readonly isGrave: boolean;
  /** Whether it can be taken back as long as nobody has changed the customer since. */
  readonly isUndoable: boolean;
}

const LIVING: readonly CustomerStatus[] = ['pending', 'active', 'suspended', 'expired'];
const SERVED: readonly CustomerStatus[] = ['active', 'suspended', 'expired'];
/** What was paid or sent stays so; money is put right by a reversal in the ledger. */
const TAKES_MONEY = { from: LIVING, roles: COUNTER, isGrave: false, isUndoable: false };
const SENDS = { types: ALL, from: LIVING, roles: COUNTER, isGrave: false, isUndoable: false };

/** The matrix of actions: to which types, from which states, by whom. */
export const ACTIONS: Readonly<Record<CustomerAction, Terms>> = {
  activate: { types: ALL, from: ['pending', 'expired'], roles: COUNTER, isGrave: false, isUndoable: true },
  // Who is suspended as not having paid may be suspended by the office too: a payment does not lift that any more.
  suspend: { types: ALL, from: ['active', 'expired', 'suspended'], roles: OFFICE, isGrave: true, isUndoable: true },
  reactivate: { types: ALL, from: ['suspended'], roles: OFFICE, isGrave: false, isUndoable: true },
  'reset-password': { types: SIGNS_IN, from: LIVING, roles: FIELD, isGrave: false, isUndoable: true },
  'change-package': { types: ALL, from: LIVING, roles: OFFICE, isGrave: false, isUndoable: true },
  'change-profile': { types: ALL, from: LIVING, roles: OFFICE, isGrave: false, isUndoable: true },
  'change-zone': { types: ALL, from: LIVING, roles: COUNTER, isGrave: false, isUndoable: true },
  'change-operator': { types: ALL, from: LIVING, roles: OFFICE, isGrave: false, isUndoable: true },
  'change-router': { types: HAS_DEVICE, from: LIVING, roles: FIELD, isGrave: false, isUndoable: true },
  'change-ip': { types: HAS_ADDRESS, from: LIVING, roles: FIELD, isGrave: false, isUndoable: true },
  'bind-mac': { types: HAS_DEVICE, from: LIVING, roles: FIELD, isGrave: false, isUndoable: true },
  'remove-mac': { types: HAS_DEVICE, from: LIVING, roles: FIELD, isGrave: false, isUndoable: true },
  // Of the connection that is there now, and of nothing that is kept here: it cannot be taken back.
  disconnect: { types: SIGNS_IN, from: LIVING, roles: FIELD, isGrave: false, isUndoable: false },
  recharge: { ...TAKES_MONEY, types: BY_DAY },
  renew: { ...TAKES_MONEY, types: BY_PERIOD, from: SERVED },
  'add-payment': { ...TAKES_MONEY, types: ALL },
  'add-charge': { ...TAKES_MONEY, types: ALL, roles: OFFICE },
  'add-credit': { ...TAKES_MONEY, types: ALL, roles: OFFICE },
  extend: { types: ALL, from: SERVED, roles: OFFICE, isGrave: false, isUndoable: true },
  'special-price': { types: ALL, from: LIVING, roles: OFFICE, isGrave: false, isUndoable: true },
  'send-details': SENDS,
  'send-message': SENDS,
  delete: { types: ALL, from: LIVING, roles: OFFICE, isGrave: true, isUndoable: true },
  restore: { types: ALL, from: ['deleted'], roles: OFFICE, isGrave: false, isUndoable: true },
};

export const ruleOf = (action: CustomerAction): Rule => ({ roles: ACTIONS[action].roles, realm: 'customer' });

/** What of a customer decides whether an action can be tried at all. */
export interface Standing {
  readonly type: CustomerType;
  readonly status: CustomerStatus;
  readonly suspendedReason?: SuspendedReason | null;
}

/** Why an action cannot be done to a customer as it stands: codes of the message catalogue; null when it can. */
export function obstacle(
  action: CustomerAction,
  { type, status, suspendedReason = null }: Standing,
): 'action-not-for-type' | 'action-not-in-state' | 'action-already-so' | 'action-unpaid' | null {
  const { types, from } = ACTIONS[action];
  if (!types.includes(type)) return 'action-not-for-type';
  if (action === 'suspend' && suspendedReason === 'manual') return 'action-already-so';
  // A payment lifts it, and only a payment: else somebody would be served for nothing.
  if (action === 'reactivate' && suspendedReason === 'unpaid') return 'action-unpaid';
  if (from.includes(status)) return null;
  return status === ENDS_AS[action] ? 'action-already-so' : 'action-not-in-state';
}

/** The state that an action is asked for the sake of. */
const ENDS_AS: Partial<Record<CustomerAction, CustomerStatus>> = {
  activate: 'active',
  reactivate: 'active',
  delete: 'deleted',
};
