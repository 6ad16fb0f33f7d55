import { folded } from '../text.ts';
import { dayAt } from '../time/day.ts';
import { accountNumberOf } from './account-number.ts';
import type { ActionFacts, ActionColumns, CustomerInHand, Reason } from './action-facts.ts';
import { takenProblem } from './address-rules.ts';
import { type CustomerStatus, customerType } from './customer.ts';

/**
 * Why a customer cannot be as it was before something was done to it: what it had then has gone to somebody else, or away,
 * or may not be given to it any more. Null: it can. That nobody has changed the customer since is asked before.
 */
export function putBackObstacle(
  customer: CustomerInHand,
  columns: Partial<ActionColumns>,
  facts: ActionFacts,
): Reason | null {
  const was = { ...customer, ...columns };
  if (!facts.reach.has(was.operatorId) || isGone(was, columns, facts)) return { code: 'undo-gone', params: {} };
  if (was.status === 'deleted') return null;
  const isBack = customer.status === 'deleted';
  if ((isBack || columns.username !== undefined) && facts.holderOfUsername(folded(was.username), customer.id)) {
    return { code: 'username-taken', params: { value: was.username } };
  }
  const number = was.accountNumber === null ? null : accountNumberOf(was.accountNumber);
  if (isBack && number !== null && facts.hasAccountNumber(number, customer.id)) {
    return { code: 'account-number-taken', params: { value: number } };
  }
  if (was.ip === null || (!isBack && columns.ip === undefined)) return null;
  const taken = takenProblem(was.ip, customer.id, facts);
  return taken?.kind === 'refused' ? taken.reason : null;
}

const HOUR = 3_600_000;

/**
 * Why service that was given or withheld cannot be as if it had not been: an undo is for a slip, and puts no days right. What
 * was served or not since then has to be reckoned, which the action that does the opposite sees to. Null: it can.
 */
export function serviceObstacle(
  customer: Pick<CustomerInHand, 'status'>,
  before: { readonly status?: CustomerStatus },
  { doneAt, now, timeZone }: { readonly doneAt: number; readonly now: number; readonly timeZone: string },
): Reason | null {
  const isAnother = before.status !== undefined && before.status !== customer.status;
  const isSlip = now - doneAt <= HOUR && dayAt(doneAt, timeZone) === dayAt(now, timeZone);
  return isAnother && !isSlip ? { code: 'undo-service-since', params: {} } : null;
}

/** Records stay as they are while others change hands and kinds: what is given back must still be what could be given. */
function isGone(was: CustomerInHand, columns: Partial<ActionColumns>, facts: ActionFacts): boolean {
  const line = facts.lineOf(was.operatorId);
  const plan = facts.package(was.packageId);
  const profile = facts.profile(was.billingProfileId);
  const zone = was.zoneId === null ? undefined : facts.zone(was.zoneId);
  const router = was.routerId === null ? undefined : facts.router(was.routerId);
  const { operatorId, packageId, billingProfileId, zoneId, routerId } = columns;
  const isMoved = operatorId !== undefined;
  const given = [
    { record: plan, isGiven: isMoved || packageId !== undefined },
    { record: profile, isGiven: isMoved || billingProfileId !== undefined },
    { record: zone, isGiven: isMoved || zoneId !== undefined },
    { record: router, isGiven: isMoved || routerId !== undefined },
  ];
  if (given.some(({ record, isGiven }) => isGiven && record !== undefined && !line.has(record?.operatorId ?? '')))
    return true;
  const isTypeGiven = packageId !== undefined || billingProfileId !== undefined;
  return isTypeGiven && (!plan || !profile || customerType(plan.connection, profile.mode) === null);
}
