import type { CustomerStatus, CustomerType, SuspendedReason } from '../customer/customer.ts';
import { formatIpv4 } from '../ip/ipv4.ts';
import { EXPIRED_GROUP, PLAN_PRIORITY, STATE_PRIORITY, SUSPENDED_GROUP } from './groups.ts';
import { type Membership, NO_ROWS, type UserRow, type UserRows } from './rows.ts';
import { isUnfitForRadius } from './value-fault.ts';
import { valueText } from './value-text.ts';
import { PLAN_EXPIRED, UNPAID } from './words.ts';

/** What of a customer decides whether and how they log in. */
export interface RadiusCustomer {
  readonly username: string;
  /** Null: not known, so nobody could log in with it. */
  readonly password: string | null;
  readonly type: CustomerType;
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  /** An unsigned 32-bit integer; null: out of a pool. */
  readonly ip: number | null;
  /** Bound devices, "AA:BB:CC:DD:EE:FF". */
  readonly macs: readonly string[];
  /** When letting in stops, in seconds since 1970 (expirationOf); null: never. */
  readonly expiration: number | null;
  /** The group of the package (planGroup). */
  readonly group: string;
}

/** The rows of one customer: none of those who do not log in, or whose values FreeRADIUS might read otherwise. */
export function customerRows(customer: RadiusCustomer): UserRows {
  const { username, password, status } = customer;
  if (password === null || password === '' || !logsIn(customer)) return NO_ROWS;
  if ([username, password].some(isUnfitForRadius)) return NO_ROWS;
  switch (status) {
    case 'active':
      return activeRows(customer, password);
    case 'suspended':
      return suspendedRows(customer, password);
    case 'expired':
      return expiredRows(customer, password);
    case 'pending':
    case 'deleted':
      return NO_ROWS;
  }
}

/** A fixed address without a log-in is the router's alone; with one it dials in like others. */
const logsIn = ({ type, ip }: RadiusCustomer): boolean => (type === 'static-monthly' ? ip !== null : type !== 'other');

function activeRows(customer: RadiusCustomer, password: string): UserRows {
  const { username, ip, expiration, group } = customer;
  return {
    check: [
      passwordRow(username, password),
      ...(expiration === null ? [] : [row(username, 'Expiration', ':=', String(expiration))]),
      ...deviceRows(customer),
    ],
    reply: ip === null ? [] : [row(username, 'Framed-IP-Address', ':=', formatIpv4(ip))],
    groups: [member(username, group, PLAN_PRIORITY)],
  };
}

function suspendedRows({ username, suspendedReason }: RadiusCustomer, password: string): UserRows {
  return {
    check: [passwordRow(username, password)],
    reply: suspendedReason === 'unpaid' ? [row(username, 'Reply-Message', ':=', UNPAID)] : [],
    groups: [member(username, SUSPENDED_GROUP, STATE_PRIORITY)],
  };
}

/** A hotspot has a page of its own that says so; who dials in is let in slowly. */
function expiredRows(customer: RadiusCustomer, password: string): UserRows {
  const { username, type } = customer;
  if (type === 'hotspot') {
    return {
      check: [row(username, 'Auth-Type', ':=', 'Reject')],
      reply: [row(username, 'Reply-Message', ':=', PLAN_EXPIRED)],
      groups: [],
    };
  }
  return {
    check: [passwordRow(username, password), ...deviceRows(customer)],
    reply: [],
    groups: [member(username, EXPIRED_GROUP, STATE_PRIORITY)],
  };
}

/** Two rows would both have to hold: who has bound several devices is let in with any of them. */
function deviceRows({ username, macs }: RadiusCustomer): UserRow[] {
  const known = macs.map((mac) => mac.toUpperCase()).filter((mac) => MAC.test(mac));
  const [only] = known;
  if (only === undefined) return [];
  if (known.length === 1) return [row(username, 'Calling-Station-Id', '==', only)];
  return [row(username, 'Calling-Station-Id', '=~', `^(${known.join('|')})$`)];
}

/** As RouterOS writes it. */
const MAC = /^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/;

const row = (username: string, attribute: string, op: UserRow['op'], value: string): UserRow => ({
  ...{ username, attribute, op, value },
});
const passwordRow = (username: string, password: string): UserRow =>
  row(username, 'Cleartext-Password', ':=', valueText(password));
const member = (username: string, groupname: string, priority: number): Membership => ({
  ...{ username, groupname, priority },
});
