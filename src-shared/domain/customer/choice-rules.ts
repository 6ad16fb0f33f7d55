import type { ActionTerms } from '../../contract/actions.ts';
import {
  type ActionFacts,
  alreadySo,
  change,
  type Choice,
  type CustomerInHand,
  type Decision,
  type PackageChoice,
  type ProfileChoice,
  refused,
} from './action-facts.ts';
import { addressProblem, addressTyped } from './address-rules.ts';
import { customerType } from './customer.ts';

type TermsOf<Action> = Extract<ActionTerms, { action: Action }>;

/** Only what the customer's own operator may use can be given to the customer, whoever gives it. */
function notUsable(choice: Choice, operatorId: string, facts: ActionFacts): Decision | null {
  if (facts.lineOf(operatorId).has(choice.operatorId)) return null;
  return refused('choice-not-of-operator', {
    name: choice.name,
    operator: facts.operator(operatorId)?.name ?? '',
  });
}

const mismatch = (plan: PackageChoice, profile: ProfileChoice): Decision =>
  refused('package-type-mismatch', { value: plan.name, profile: profile.name });

/**
 * Now, for every type: there is no billing clock yet that could wait for a daily customer's next midnight or prorate a
 * month. The run keeps when it was and which package it was before, so that billing can count from there.
 */
export function changePackage(
  customer: CustomerInHand,
  terms: TermsOf<'change-package'>,
  facts: ActionFacts,
): Decision {
  const plan = facts.package(terms.package);
  if (!plan) return refused('package-unknown');
  if (plan.id === customer.packageId) return alreadySo;
  const profile = facts.profile(customer.billingProfileId);
  if (profile && customerType(plan.connection, profile.mode) === null) return mismatch(plan, profile);
  const ip = terms.ip === undefined ? customer.ip : addressTyped(terms.ip);
  if (ip === undefined) return refused('invalid-ip', { value: terms.ip ?? '' });
  const asked = { customerId: customer.id, packageId: plan.id, connection: plan.connection };
  return (
    notUsable(plan, customer.operatorId, facts) ??
    addressProblem(ip, asked, facts) ??
    change({ packageId: plan.id, ...(ip === customer.ip ? {} : { ip }) })
  );
}

export function changeProfile(
  customer: CustomerInHand,
  terms: TermsOf<'change-profile'>,
  facts: ActionFacts,
): Decision {
  const profile = facts.profile(terms.billingProfile);
  if (!profile) return refused('billing-profile-unknown');
  if (profile.id === customer.billingProfileId) return alreadySo;
  const plan = facts.package(customer.packageId);
  if (plan && customerType(plan.connection, profile.mode) === null) return mismatch(plan, profile);
  return notUsable(profile, customer.operatorId, facts) ?? change({ billingProfileId: profile.id });
}

export function changeZone(customer: CustomerInHand, terms: TermsOf<'change-zone'>, facts: ActionFacts): Decision {
  if (terms.zone === customer.zoneId) return alreadySo;
  if (terms.zone === null) return change({ zoneId: null });
  const zone = facts.zone(terms.zone);
  if (!zone) return refused('zone-unknown');
  return notUsable(zone, customer.operatorId, facts) ?? change({ zoneId: zone.id });
}

/** What the new operator may not use has to be changed first: a price must not change behind somebody's back. */
export function changeOperator(
  customer: CustomerInHand,
  terms: TermsOf<'change-operator'>,
  facts: ActionFacts,
): Decision {
  const operator = facts.operator(terms.operator);
  if (!operator) return refused('operator-unknown');
  if (operator.id === customer.operatorId) return alreadySo;
  const line = facts.lineOf(operator.id);
  const given = [
    ['package', facts.package(customer.packageId)],
    ['profile', facts.profile(customer.billingProfileId)],
    ['zone', customer.zoneId === null ? null : facts.zone(customer.zoneId)],
  ] as const;
  for (const [context, record] of given) {
    if (record && !line.has(record.operatorId)) {
      return refused('operator-lacks', { context, name: record.name, operator: operator.name });
    }
  }
  return change({ operatorId: operator.id });
}
