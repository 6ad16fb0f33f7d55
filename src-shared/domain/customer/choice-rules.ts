import type { ActionTerms } from '../../contract/actions.ts';
import { changeTariff, planPackage } from '../billing/events.ts';
import { decimalOf } from '../money/money.ts';
import { dayAt, daysAfter } from '../time/day.ts';
import {
  type ActionFacts,
  alreadySo,
  change,
  changeNoted,
  type Changes,
  type Choice,
  type CustomerInHand,
  type Decision,
  type PackageChoice,
  type ProfileChoice,
  refused,
} from './action-facts.ts';
import { addressProblem, addressTyped } from './address-rules.ts';
import { ACTIONS } from './actions.ts';
import { customerType } from './customer.ts';
import { withNextTariff } from './money-rules.ts';

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
 * Of those who pay by the day and go on doing so, from the next midnight on; of everybody else now, and what was paid beyond
 * today is reckoned anew. Asked for the package that there is, it takes back a change that is still to come.
 */
export function changePackage(
  customer: CustomerInHand,
  terms: TermsOf<'change-package'>,
  facts: ActionFacts,
): Decision {
  const plan = facts.package(terms.package);
  if (!plan) return refused('package-unknown');
  if (plan.id === (customer.nextPackageId ?? customer.packageId)) return alreadySo;
  const profile = facts.profile(customer.billingProfileId);
  const type = profile && customerType(plan.connection, profile.mode);
  if (profile && type === null) return mismatch(plan, profile);
  const may = (action: 'change-ip' | 'bind-mac'): boolean => type === null || ACTIONS[action].types.includes(type);
  if (typeof terms.ip === 'string' && !may('change-ip')) return refused('action-not-for-type');
  // What the new package knows nothing of goes: nobody could take it away afterwards.
  const stays = may('change-ip') ? customer.ip : null;
  const ip = terms.ip === undefined ? stays : addressTyped(terms.ip);
  if (ip === undefined) return refused('invalid-ip', { value: terms.ip ?? '' });
  const asked = { customerId: customer.id, packageId: plan.id, connection: plan.connection, now: customer.ip };
  return (
    notUsable(plan, customer.operatorId, facts) ??
    addressProblem(ip, asked, facts) ??
    packageChanged(
      customer,
      plan,
      {
        columns: ip === customer.ip ? {} : { ip },
        ...(may('bind-mac') || customer.macs.length === 0 ? {} : { unbind: customer.macs }),
      },
      facts,
    )
  );
}

function packageChanged(
  customer: CustomerInHand,
  plan: PackageChoice,
  { columns, unbind }: Pick<Changes, 'columns' | 'unbind'>,
  { now, billing }: ActionFacts,
): Decision {
  const { account, id, status } = customer;
  const { world, currency } = billing;
  const tariff = billing.tariff({ ...customer, packageId: plan.id });
  if (plan.id === customer.packageId) return change(columns, { step: planPackage(account, null, now, world) });
  const waits = customer.type === 'pppoe-daily' && tariff.type === 'pppoe-daily';
  if (waits && (status === 'active' || status === 'suspended')) {
    const from = daysAfter(dayAt(now, world.timeZone), 1);
    const step = planPackage(account, { tariff, packageId: plan.id, from }, now, world);
    return changeNoted({ code: 'package-from', params: { day: from } }, { columns, step });
  }
  const step = changeTariff({ ...account, next: null }, tariff, billing.idOf(id, 'adjustment'), now, world);
  const { specialPrice } = customer;
  const note =
    specialPrice === null ? null : { code: 'special-price-kept', params: { value: decimalOf(specialPrice, currency) } };
  return changeNoted(note, {
    columns: { packageId: plan.id, ...columns },
    ...(unbind ? { unbind } : {}),
    step,
  });
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
  return notUsable(profile, customer.operatorId, facts) ?? profileChanged(customer, profile.id, facts);
}

/** A package that waits for a midnight comes at once with a profile that knows no midnights. */
function profileChanged(customer: CustomerInHand, billingProfileId: string, facts: ActionFacts): Decision {
  const { now, billing } = facts;
  const account = withNextTariff(customer, { billingProfileId }, facts);
  const next = account.next?.tariff.type === 'pppoe-daily' ? null : account.next;
  const packageId = next?.packageId ?? customer.packageId;
  const tariff = billing.tariff({ ...customer, packageId, billingProfileId });
  const step = changeTariff(
    next ? { ...account, next: null } : account,
    tariff,
    billing.idOf(customer.id, 'adjustment'),
    now,
    billing.world,
  );
  return change({ billingProfileId, ...(next ? { packageId } : {}) }, { step });
}

export function changeZone(customer: CustomerInHand, terms: TermsOf<'change-zone'>, facts: ActionFacts): Decision {
  if (terms.zone === customer.zoneId) return alreadySo;
  if (terms.zone === null) return change({ zoneId: null });
  const zone = facts.zone(terms.zone);
  if (!zone) return refused('zone-unknown');
  return notUsable(zone, customer.operatorId, facts) ?? change({ zoneId: zone.id });
}

/** Without one the address and the package say again which router the customer is on. */
export function changeRouter(customer: CustomerInHand, terms: TermsOf<'change-router'>, facts: ActionFacts): Decision {
  if (terms.router === customer.routerId) return alreadySo;
  if (terms.router === null) return change({ routerId: null });
  const router = facts.router(terms.router);
  if (!router) return refused('router-unknown');
  return notUsable(router, customer.operatorId, facts) ?? change({ routerId: router.id });
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
    ['router', customer.routerId === null ? null : facts.router(customer.routerId)],
  ] as const;
  for (const [context, record] of given) {
    if (record && !line.has(record.operatorId)) {
      return refused('operator-lacks', { context, name: record.name, operator: operator.name });
    }
  }
  return change({ operatorId: operator.id });
}
