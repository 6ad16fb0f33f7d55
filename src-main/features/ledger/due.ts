import type { InferContractRouterOutputs } from '@orpc/contract';
import type { ledger as contract } from '#shared/contract/ledger.ts';
import type { Account, BillingWorld } from '#shared/domain/billing/account.ts';
import { openCharges } from '#shared/domain/billing/charges.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import { dayPriceNow, postLine, renewalPrice } from '#shared/domain/billing/events.ts';
import { modeOf } from '#shared/domain/billing/tariff.ts';
import { ACTIONS } from '#shared/domain/customer/actions.ts';
import { renewal } from '#shared/domain/customer/money-rules.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { settledTo } from '../billing/index.ts';
import { accountWithin } from './account-of.ts';

type Due = InferContractRouterOutputs<typeof contract>['due'];

/** What a customer would pay, as things are now, whether or not the clock has come by; nothing is written. */
export function dueOf(reader: Store['reader'], actor: Actor, customer: string, now: number): Due {
  const { billed, world, currency } = accountWithin(reader, actor, customer);
  const { account } = settledTo(billed, now, world);
  const { tariff, status, balance } = account;
  const isRenewable = ACTIONS.renew.types.includes(tariff.type) && ACTIONS.renew.from.includes(status);
  const price = isRenewable ? renewalPrice(account, world) : null;
  const day = modeOf(tariff) === 'day' ? dayPriceNow(tariff, now, world) : null;
  const open = openCharges(account).reduce((sum, charge) => sum + charge.open, 0);
  const paidUntil = paidUntilWith(account, price, day, now, world);
  const money = (amount: Minor | null): string | null => (amount === null ? null : decimalOf(amount, currency));
  return {
    open: decimalOf(open, currency),
    balance: decimalOf(balance, currency),
    renewal: money(price),
    day: money(day),
    paidUntil: paidUntil === null ? null : new Date(paidUntil).toISOString(),
    currency,
  };
}

/** Until when it would be paid if that were. */
function paidUntilWith(
  account: Account,
  price: Minor | null,
  day: Minor | null,
  now: number,
  world: BillingWorld,
): number | null {
  const line = (amount: Minor): Posting => ({
    ...{ id: 'payment', kind: 'payment', amount, at: now, dueAt: null, reverses: null },
  });
  if (price !== null) {
    return renewal(account, price === 0 ? null : line(price), 'renewal', now, world).account.expiresAt;
  }
  return day === null || day === 0 ? account.expiresAt : postLine(account, line(day), world).account.expiresAt;
}
