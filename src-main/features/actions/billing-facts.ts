import type { Database } from 'better-sqlite3';
import type { BillingFacts } from '#shared/domain/customer/action-facts.ts';
import type { Actor } from '../../procedure.ts';
import {
  type Accounts,
  billingWorld,
  clockDoubt,
  currencyOf,
  paymentReferenceProblem,
  restProblem,
} from '../billing/index.ts';
import { messageObstacle } from '../messages/index.ts';

interface FactsOf {
  readonly actor: Actor;
  readonly now: number;
  readonly reach: ReadonlySet<string>;
  readonly accounts: Accounts;
  /** What ids of lines are made from. */
  readonly run: string;
}

/** What of money and messages the rules of the actions ask for, over a connection. */
export function billingFacts(db: Database, { actor, now, reach, accounts, run }: FactsOf): BillingFacts {
  const world = billingWorld(db);
  return {
    world,
    currency: currencyOf(db),
    tariff: accounts.tariff,
    idOf: (customerId, what) => world.idOf(customerId, `${run}:${what}`),
    rests: restProblem(db, now),
    doubt: clockDoubt(db, now),
    referenceProblem: (method, reference) => paymentReferenceProblem(db, method, reference, reach),
    messageProblem: ({ id, operatorId }, { kind, text }) =>
      messageObstacle({ db }, { actor, now, customerId: id, operatorId, kind, ownText: text }),
  };
}
