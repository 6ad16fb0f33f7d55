import type { InferContractRouterOutputs } from '@orpc/contract';
import type { registration, RegistrationForm } from '#shared/contract/registration.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { billingWorld, currencyOf, newAccount, paidUntilOf, registered } from '../billing/index.ts';
import { costOf } from './cost.ts';
import { checkForm } from './form-check.ts';

type Quote = InferContractRouterOutputs<typeof registration>['quote'];

interface Asked {
  readonly form: RegistrationForm;
  readonly draft?: string | undefined;
}

/** What a customer would pay now, until when that would be, and everything that is wrong with the form so far. */
export function quoteOf(
  { store, now, newId }: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  asked: Asked,
): Quote {
  const { reader: db, query: orm } = store;
  const at = now().getTime();
  const id = asked.draft ?? newId();
  const { problems, warnings, phone } = checkForm({ db, orm }, actor, asked.form, { draft: id, now: at });
  const cost = costOf(db, actor, asked.form, at);
  const currency = currencyOf(db);
  const told = { warnings: [...warnings], phone };
  const zero = decimalOf(0, currency);
  if (!cost) return { ...told, lines: [], total: zero, received: zero, paidUntil: null, problems: [...problems] };
  const world = billingWorld(db);
  const { account } = registered(
    newAccount(id, cost.tariff, at),
    { ...cost, payment: { ...cost.payment, note: null }, activate: asked.form.activate, request: id },
    at,
    world,
  );
  const money = (amount: Minor | null): string | null => (amount === null ? null : decimalOf(amount, currency));
  // With an amount that cannot be read it would be a guess.
  const isKnown = cost.problems.every(({ field }) => field === 'reference');
  const paidUntil = isKnown ? paidUntilOf(account, world) : null;
  return {
    ...told,
    lines: cost.lines.map((line) => ({ ...line, amount: money(line.amount) })),
    total: money(cost.total),
    received: money(cost.received),
    paidUntil: paidUntil === null ? null : new Date(paidUntil).toISOString(),
    problems: [...problems, ...cost.problems],
  };
}
