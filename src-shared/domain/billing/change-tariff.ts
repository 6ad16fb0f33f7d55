import { type Account, type BillingWorld, type Step, andThen, unchanged } from './account.ts';
import { act } from './act.ts';
import { become } from './become.ts';
import { lift } from './lift.ts';
import type { Tariff } from './tariff.ts';

/**
 * Another package, profile or price, from now on. Monthly: what is paid for beyond today is reckoned anew (`id` is that
 * line's). Daily: the new price holds from the next midnight on.
 */
export function changeTariff(account: Account, tariff: Tariff, id: string, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) =>
    andThen(become(current, tariff, { id, at }, world), (changed) => lift(changed, at, world)),
  );
}

/** Another package from a day on, which the clock sees to; null: the one that there is stays. */
export function planPackage(account: Account, next: Account['next'], now: number, world: BillingWorld): Step {
  return act(account, now, world, (current) => unchanged({ ...current, next }));
}
