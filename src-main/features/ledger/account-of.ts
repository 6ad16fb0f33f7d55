import type { Account, BillingWorld } from '#shared/domain/billing/account.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { accounts, type Billed, billingWorld, currencyOf } from '../billing/index.ts';
import { reachOfActor } from '../operators/index.ts';

/** A customer as billing sees them, with what amounts and days are told in. */
export interface AccountWithin {
  readonly billed: Billed;
  readonly account: Account;
  readonly world: BillingWorld;
  readonly currency: string;
}

/** The account of a customer within reach. Throws Refusal `customer-unknown` for one elsewhere, as for one that is not there. */
export function accountWithin(db: Store['reader'], actor: Actor, customer: string): AccountWithin {
  const billed = accounts(db).of([customer]).get(customer);
  if (!billed || !reachOfActor({ reader: db }, actor).has(billed.operatorId)) throw new Refusal('customer-unknown');
  return { billed, account: billed.account, world: billingWorld(db), currency: currencyOf(db) };
}
