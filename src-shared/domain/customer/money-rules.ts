import type { ActionTerms } from '../../contract/actions.ts';
import { type Account, andThen, type BillingWorld, type Step, unchanged } from '../billing/account.ts';
import { billingDayAfter, overdueFrom, validityEnd } from '../billing/calendar.ts';
import type { Posting } from '../billing/entry.ts';
import { changeTariff, extend, lastSecondOf, postLine, renew, renewalPrice } from '../billing/events.ts';
import { neverEnds } from '../billing/paid-until.ts';
import { modeOf } from '../billing/tariff.ts';
import { amountFault, decimalOf, type Minor, minorOf } from '../money/money.ts';
import { dayAt, daysAfter } from '../time/day.ts';
import { type ActionFacts, alreadySo, change, type CustomerInHand, type Decision, refused } from './action-facts.ts';

type TermsOf<Action> = Extract<ActionTerms, { action: Action }>;
type Paid = Pick<TermsOf<'add-payment'>, 'method' | 'reference' | 'note'>;

const isTimed = ({ account }: CustomerInHand): boolean => modeOf(account.tariff) === 'time';

/** Money that was taken. Who pays by the day and was restored is served again by it. */
export function addPayment(
  customer: CustomerInHand,
  terms: TermsOf<'add-payment' | 'recharge'>,
  facts: ActionFacts,
): Decision {
  const amount = facts.billing.taken ?? amountOf(terms.amount, facts);
  if (amount === null) return invalid(terms.amount, facts);
  const problem = facts.billing.referenceProblem(terms.method, terms.reference);
  if (problem) return refused(problem.code, problem.params);
  const { account } = customer;
  const { world, idOf } = facts.billing;
  const paid = payment(customer, amount, terms, facts);
  const isAnew = terms.action === 'recharge' && customer.status === 'expired';
  const step = isAnew
    ? renewal(account, paid, idOf(customer.id, 'renewal'), facts.now, world)
    : postLine(account, paid, world);
  return change({}, { step });
}

/**
 * Another period: by the month the payment of what is open, or of the next bill; of a time that runs out the payment and the
 * charge of another validity, which what they pay has to cover.
 */
export function renewed(customer: CustomerInHand, terms: TermsOf<'renew'>, facts: ActionFacts): Decision {
  const { account, id } = customer;
  const { world, currency, idOf } = facts.billing;
  const price = renewalPrice(account, world);
  const amount = facts.billing.taken ?? (terms.amount === undefined ? price : amountOf(terms.amount, facts));
  if (amount === null) return invalid(terms.amount ?? '', facts);
  const isTimed = modeOf(account.tariff) === 'time';
  if (isTimed && amount < price) {
    return refused('renew-too-little', { value: decimalOf(amount, currency), needed: decimalOf(price, currency) });
  }
  if (!isTimed && amount === 0 && customer.status !== 'expired') return refused('renew-covered');
  const problem = amount === 0 ? null : facts.billing.referenceProblem(terms.method, terms.reference);
  if (problem) return refused(problem.code, problem.params);
  const paid = amount === 0 ? null : payment(customer, amount, terms, facts);
  return change({}, { step: renewal(account, paid, idOf(id, 'renewal'), facts.now, world) });
}

/** What a renewal comes to: the payment, if there is one, and what follows. `charge`: the id of the charge. */
export function renewal(
  account: Account,
  paid: Posting | null,
  charge: string,
  now: number,
  world: BillingWorld,
): Step {
  const step = paid ? postLine(account, paid, world) : unchanged(account);
  return andThen(step, (current) => renew(current, charge, now, world));
}

/** Something else that is owed: of those who are billed by the month it is due with the bill of the month under way. */
export function addCharge(customer: CustomerInHand, terms: TermsOf<'add-charge'>, facts: ActionFacts): Decision {
  const amount = amountOf(terms.amount, facts);
  if (amount === null) return invalid(terms.amount, facts);
  const { world } = facts.billing;
  const { tariff } = customer.account;
  const bill = billingDayAfter(dayAt(facts.now, world.timeZone), tariff.billingDay);
  const dueAt = modeOf(tariff) === 'month' ? overdueFrom(bill, tariff, world) : null;
  const line = { kind: 'charge', amount: -amount, dueAt, note: terms.note } as const;
  return change({}, { step: posted(customer, line, facts) });
}

/** Something in the customer's favour that nobody paid. */
export function addCredit(customer: CustomerInHand, terms: TermsOf<'add-credit'>, facts: ActionFacts): Decision {
  const amount = amountOf(terms.amount, facts);
  if (amount === null) return invalid(terms.amount, facts);
  const line = { kind: 'credit', amount, dueAt: null, note: terms.note } as const;
  return change({}, { step: posted(customer, line, facts) });
}

/** How far ahead time is extended: ten years from today, so that no slip of the hand is served for ever. */
const MOST_DAYS_AHEAD = 3653;

/** More time: to the end of a day, or by so many days. */
export function extended(customer: CustomerInHand, terms: TermsOf<'extend'>, facts: ActionFacts): Decision {
  const { world } = facts.billing;
  if (neverEnds(customer.account)) return refused('extend-endless');
  const latest = daysAfter(dayAt(facts.now, world.timeZone), MOST_DAYS_AHEAD);
  const last = lastSecondOf(latest, world);
  const from = extendedFrom(customer, facts);
  // Looked at before it is reckoned with: past the year 9999 there is no day.
  const isFar = terms.until === undefined ? from > last : terms.until > latest;
  const until = isFar ? null : extendedUntil(customer, terms, from, facts);
  if (until === null || until > last) return refused('extend-too-far', { day: latest });
  if (until <= facts.now) return refused('extend-past', { value: terms.until ?? '' });
  return change({}, { step: extend(customer.account, until, facts.now, world) });
}

/** The end of the time that there is, or now. */
function extendedFrom(customer: CustomerInHand, { now }: ActionFacts): number {
  const { expiresAt, extendedUntil: before } = customer.account;
  return Math.max(now, (isTimed(customer) ? expiresAt : (before ?? expiresAt)) ?? now);
}

function extendedUntil(
  customer: CustomerInHand,
  { until, days = 0 }: TermsOf<'extend'>,
  from: number,
  { billing: { world } }: ActionFacts,
): number {
  if (until !== undefined) return lastSecondOf(until, world);
  // Time that runs out by itself may do so at any hour, and keeps it.
  if (isTimed(customer)) return validityEnd(from, days, 'days', world.timeZone);
  return lastSecondOf(daysAfter(dayAt(from, world.timeZone), days), world);
}

/** A price of the customer's own; nothing is a price too. */
export function specialPrice(customer: CustomerInHand, terms: TermsOf<'special-price'>, facts: ActionFacts): Decision {
  const { world, currency } = facts.billing;
  const price = terms.price === null ? null : minorOf(terms.price, currency);
  if (terms.price !== null && (price === null || price < 0)) return invalid(terms.price, facts);
  if (price === customer.specialPrice) return alreadySo;
  const tariff = facts.billing.tariff({ ...customer, specialPrice: price });
  const step = changeTariff(
    withNextTariff(customer, { specialPrice: price }, facts),
    tariff,
    facts.billing.idOf(customer.id, 'adjustment'),
    facts.now,
    world,
  );
  return change({ specialPrice: price }, { step });
}

/** The account with what a package that is still to come will cost on other terms. */
export function withNextTariff(
  customer: CustomerInHand,
  chosen: Partial<Pick<CustomerInHand, 'billingProfileId' | 'specialPrice'>>,
  { billing }: ActionFacts,
): CustomerInHand['account'] {
  const { account } = customer;
  const { next } = account;
  if (next === null) return account;
  const { packageId } = next;
  return { ...account, next: { ...next, tariff: billing.tariff({ ...customer, ...chosen, packageId }) } };
}

const amountOf = (text: string, { billing: { currency } }: ActionFacts): Minor | null => {
  const amount = minorOf(text, currency);
  return amount !== null && amount > 0 ? amount : null;
};

function invalid(value: string, { billing: { currency } }: ActionFacts): Decision {
  const { code, params } = amountFault(value, currency);
  return refused(code, params);
}

function payment(
  { id }: CustomerInHand,
  amount: Minor,
  { method, reference, note }: Paid,
  { now, billing }: ActionFacts,
): Posting {
  return {
    id: billing.idOf(id, 'payment'),
    kind: 'payment',
    ...{ amount, at: now, dueAt: null, reverses: null, method },
    ...(reference === undefined || reference === '' ? {} : { reference }),
    ...(note === undefined ? {} : { note }),
  };
}

function posted(
  { account, id }: CustomerInHand,
  line: Pick<Posting, 'kind' | 'amount' | 'dueAt'> & { readonly note: string },
  { now, billing: { world, idOf } }: ActionFacts,
): Step {
  return postLine(account, { ...line, id: idOf(id, line.kind), at: now, reverses: null }, world);
}
