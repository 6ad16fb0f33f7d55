import { decimalOf } from '#shared/domain/money/money.ts';
import type { Feature } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { isEnrolled } from '../settings/index.ts';
import { billingClock, type ClockDeps } from './clock.ts';
import { clockDoubt } from './rest.ts';
import { currencyOf } from './world.ts';

export { type Accounts, accounts, type Billed, type BillingColumns, type TariffOf } from './accounts.ts';
export { foretell, foretoldAmong, takeBackForetold } from './foretell.ts';
export { lookAgain } from './look-again.ts';
export { paymentReferenceProblem } from './payment-reference.ts';
export { linePoster, type Posted } from './post-lines.ts';
export { postRegistration, type RegistrationPosted } from './post-registration.ts';
export { newAccount, paidUntilOf, registered, type RegistrationAsked } from './registration.ts';
export { clockDoubt, keepLastRunIn, lastRunOf, restProblem, restsSince } from './rest.ts';
export { settleCustomers } from './settle-customers.ts';
export { BEFORE_BILLING, settledTo } from '#shared/domain/billing/settled.ts';
export { changedColumns } from './step-columns.ts';
export { suspensionLog } from './suspension-log.ts';
export { billingWorld, currencyOf, UNSAID_CURRENCY } from './world.ts';

/** The billing clock, and what it says of itself. */
export function billingFeature(deps: ClockDeps) {
  const { store, now } = deps;
  const clock = billingClock(deps);
  return {
    start: () => clock.start(),
    unlocked: () => clock.start(),
    stop: () => clock.stop(),
    procedures: {
      state: procedures.billing.state.handler(() => {
        const lastRun = clock.lastRun();
        return { lastRun: lastRun === null ? null : new Date(lastRun).toISOString(), waiting: clock.waiting() };
      }),
      doubt: procedures.billing.doubt.handler(() => {
        const doubt = clockDoubt(store.reader, now().getTime());
        return { doubt: doubt && { code: doubt.code, params: { ...doubt.params } } };
      }),
      run: procedures.billing.run.handler(async ({ input: { at, ahead } }) => {
        const until = at === undefined ? now().getTime() : Date.parse(at);
        if (until > now().getTime() && !ahead)
          throw new Refusal('billing-ahead', { at: new Date(until).toISOString() });
        // That the date is right can be said here too: then whoever is due is foretold again.
        if (isEnrolled(store.reader) && at !== undefined) throw new Refusal('billing-elsewhere');
        const { charged, ...came } = await (at === undefined ? clock.affirm() : clock.run(until));
        return { ...came, at: new Date(until).toISOString(), charged: decimalOf(charged, currencyOf(store.reader)) };
      }),
    },
  } satisfies Feature<object>;
}
