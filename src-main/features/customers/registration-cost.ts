import type { z } from 'zod';
import type { FieldProblem, NewCustomer } from '#shared/contract/customers.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { type Cost, type MoneyTyped, registrationCost } from '#shared/domain/registration/cost.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { accounts, billingWorld, currencyOf, paymentReferenceProblem } from '../billing/index.ts';
import { reachOfActor } from '../operators/index.ts';

type Db = WriteTransaction['db'];

/** On what terms somebody is added. */
interface Terms {
  readonly packageId: string;
  readonly billingProfileId: string;
}

export interface Costed extends Cost {
  readonly tariff: Tariff;
}

/** What a registration comes to, and what is wrong with it: amounts, and an M-Pesa code that is none or was used before. */
export function costFor(db: Db, actor: Actor, typed: MoneyTyped, terms: Terms, now: number): Costed {
  const tariff = accounts(db).tariff({ ...terms, specialPrice: null });
  const cost = registrationCost(typed, tariff, now, { world: billingWorld(db), currency: currencyOf(db) });
  return { ...cost, tariff, problems: [...cost.problems, ...referenceProblem(db, actor, cost)] };
}

/** Without money there is nothing to refer to; with an amount that cannot be read there is some. */
function referenceProblem(db: Db, actor: Actor, { payment, problems }: Cost): FieldProblem[] {
  if (payment.amount === 0 && problems.length === 0) return [];
  const reach = reachOfActor({ reader: db }, actor);
  const problem = paymentReferenceProblem(db, payment.method, payment.reference, reach);
  return problem ? [{ field: 'reference', code: problem.code, params: { ...problem.params } }] : [];
}

/** The money of a customer that a program adds; null: it says nothing of any, and nothing is charged. */
export function moneyOf(given: z.output<typeof NewCustomer>): MoneyTyped | null {
  const { method, reference, installationFee, customAmount, received, activate } = given;
  const isAbsent = (value: unknown): boolean => value === undefined;
  if ([method, reference, installationFee, customAmount, received].every(isAbsent)) return null;
  return {
    ...{ method: method ?? 'cash', reference: reference ?? '', activate },
    chargesInstallation: installationFee !== undefined,
    installationFee: String(installationFee ?? ''),
    chargesCustom: customAmount !== undefined,
    customAmount: String(customAmount ?? ''),
    received: String(received ?? ''),
  };
}
