import type { ActionTerms } from '../../contract/actions.ts';
import { unchanged } from '../billing/account.ts';
import { folded, trimmed } from '../text.ts';
import { accountNumberOf } from './account-number.ts';
import { type ActionFacts, change, type CustomerInHand, type Decision, refused } from './action-facts.ts';
import { addressProblem, addressTyped, takenProblem } from './address-rules.ts';
import { usernameFault } from './username.ts';

/**
 * Restoring keeps the profile and takes username, address and account number back if they are free; the terms may name
 * others. Whoever
 * comes back is not served until renewed.
 */
export function restore(
  customer: CustomerInHand,
  terms: Extract<ActionTerms, { action: 'restore' }>,
  facts: ActionFacts,
): Decision {
  const username = trimmed(terms.username ?? customer.username);
  const fault = terms.username === undefined ? null : usernameFault(username);
  if (fault) return refused('invalid-username', { value: username, ...fault });
  const usernameKey = folded(username);
  const holder = facts.holderOfUsername(usernameKey, customer.id);
  if (holder) return refused('username-taken', { value: username });

  const ip = terms.ip === undefined ? customer.ip : addressTyped(terms.ip);
  if (ip === undefined) return refused('invalid-ip', { value: terms.ip ?? '' });
  const { id, packageId } = customer;
  const connection = facts.package(packageId)?.connection ?? 'static';
  // One's own old address is taken back as it was, though the blocks may have been drawn anew since.
  const problem =
    ip === customer.ip
      ? ip !== null && takenProblem(ip, id, facts)
      : addressProblem(ip, { customerId: id, packageId, connection }, facts);
  if (problem) return problem;
  // What has stood there for long may be written as it is not kept any more.
  const kept = customer.accountNumber === null ? null : accountNumberOf(customer.accountNumber);
  const accountNumber = terms.accountNumber === undefined ? kept : accountNumberOf(terms.accountNumber ?? '');
  if (accountNumber !== null && facts.hasAccountNumber(accountNumber, id)) {
    return refused('account-number-taken', { value: accountNumber });
  }
  const columns = {
    deletedAt: null,
    deletedBy: null,
    ...(username === customer.username ? {} : { username, usernameKey }),
    ...(ip === customer.ip ? {} : { ip }),
    ...(accountNumber === customer.accountNumber ? {} : { accountNumber }),
  };
  const account = { ...customer.account, status: 'expired' as const, suspendedReason: null };
  return change(columns, { step: unchanged(account) });
}
