import type { Dashboard } from '#shared/contract/dashboard.ts';
import { rules } from '#shared/contract/rules.ts';
import { can } from '#shared/domain/operator/can.ts';
import { nextReport } from '#shared/domain/report/due.ts';
import { monthAt } from '#shared/domain/report/month.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import {
  countExpiring,
  countNotOnRouter,
  countNotSynced,
  countsByStatus,
  keptUntilWritten,
} from '../customers/index.ts';
import { restProblem, restsSince } from '../billing/index.ts';
import { handedInMonths } from '../reports/index.ts';
import { readSetting } from '../settings/index.ts';
import { keptAWhile } from './kept-a-while.ts';
import { type Lives, livesOf } from './lives.ts';
import { routersToMend } from './routers-to-mend.ts';

/** The regulator whose report this is sits in this country. */
const COUNTRY_OF_THE_REPORT = 'BD';

/** The numbers an office looks at first. */
export function dashboardFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const { reader } = store;
  const kept = keptUntilWritten(store);
  const lives = keptAWhile<Lives>(store, now);

  const btrc = (actor: Actor, today: string, months: Dashboard['months']): Dashboard['btrc'] => {
    const isTheirs = actor.isRoot && can(actor, rules.reports.btrcHandedIn, 'own');
    if (!isTheirs || readSetting(reader, 'country') !== COUNTRY_OF_THE_REPORT) return null;
    const done = handedInMonths(reader, actor.operatorId);
    return nextReport(today, {
      handedIn: (month) => done.includes(month),
      hadSubscribers: (month) => months.some((one) => one.month === month && one.customers + one.left > 0),
    });
  };

  return {
    procedures: {
      get: procedures.dashboard.get.handler(async ({ context: { actor } }) => {
        const timeZone = String(readSetting(reader, 'timeZone'));
        const at = now().getTime();
        const month = monthAt(at, timeZone);
        const { active, suspended, pending, expired } = countsByStatus(store, kept, actor);
        const { months, newThisMonth } = await lives.of(JSON.stringify([actor.operatorId, month, timeZone]), () =>
          livesOf(store, actor, month, timeZone),
        );
        return {
          active,
          newThisMonth,
          expiring: countExpiring(store, kept, actor, now()),
          suspended,
          pending,
          expired,
          notSynced: countNotSynced(store, kept, actor),
          notOnRouter: countNotOnRouter(store, kept, actor),
          months,
          btrc: btrc(actor, dayAt(at, timeZone), months),
          routers: routersToMend(store, actor),
          isMoneyTaken: restProblem(reader, at) === null,
          billingRests: can(actor, rules.billing.run, 'own') ? instantOf(restsSince(reader, at)) : null,
        };
      }),
    },
  } satisfies Feature<object>;
}

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
