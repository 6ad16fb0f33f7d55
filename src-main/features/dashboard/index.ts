import type { Dashboard } from '#shared/contract/dashboard.ts';
import { rules } from '#shared/contract/rules.ts';
import { can } from '#shared/domain/operator/can.ts';
import { nextReport } from '#shared/domain/report/due.ts';
import { boundsOf, monthAt } from '#shared/domain/report/month.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { countExpiring, countNotSynced, countsByStatus, keptUntilWritten } from '../customers/index.ts';
import { reachCondition } from '../operators/index.ts';
import { handedInMonths } from '../reports/index.ts';
import { readSetting } from '../settings/index.ts';
import { keptAWhile } from './kept-a-while.ts';
import { lastMonths } from './months.ts';

/** The regulator whose report this is sits in this country. */
const COUNTRY_OF_THE_REPORT = 'BD';

/** The numbers an office looks at first. */
export function dashboardFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const { reader } = store;
  const kept = keptUntilWritten(store);
  const months = keptAWhile<Dashboard['months']>(store, now);

  /** As the list counts them that the number leads to: recorded since the month began, and not deleted. */
  const countNew = (actor: Actor, since: number): number => {
    const reach = reachCondition(store, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
    return kept.of(`new ${JSON.stringify([since, reach])}`, () => {
      const sql = `SELECT count(*) FROM customer WHERE created_at >= ? AND status <> 'deleted' AND ${reach.sql}`;
      return (
        reader
          .prepare<unknown[], number>(sql)
          .pluck()
          .get(since, ...reach.params) ?? 0
      );
    });
  };

  const btrc = (actor: Actor, today: string, timeZone: string): Dashboard['btrc'] => {
    const isTheirs = actor.isRoot && can(actor, rules.reports.btrcHandedIn, 'own');
    if (!isTheirs || readSetting(reader, 'country') !== COUNTRY_OF_THE_REPORT) return null;
    const done = handedInMonths(reader, actor.operatorId);
    return nextReport(today, {
      handedIn: (month) => done.includes(month),
      // Nobody was a customer before the first was recorded.
      hadSubscribers: (month) => {
        const sql =
          "SELECT 1 FROM customer WHERE coalesce(activated_at, created_at) < ? AND status <> 'pending' LIMIT 1";
        return reader.prepare(sql).get(boundsOf(month, timeZone).end) !== undefined;
      },
    });
  };

  return {
    procedures: {
      get: procedures.dashboard.get.handler(async ({ context: { actor } }) => {
        const timeZone = String(readSetting(reader, 'timeZone'));
        const at = now().getTime();
        const month = monthAt(at, timeZone);
        const { active, suspended, pending, expired } = countsByStatus(store, kept, actor);
        return {
          active,
          newThisMonth: countNew(actor, boundsOf(month, timeZone).start),
          expiring: countExpiring(store, kept, actor, now()),
          suspended,
          pending,
          expired,
          notSynced: countNotSynced(store, kept, actor),
          months: await months.of(JSON.stringify([actor.operatorId, month, timeZone]), () =>
            lastMonths(store, actor, month, timeZone),
          ),
          btrc: btrc(actor, dayAt(at, timeZone), timeZone),
        };
      }),
    },
  } satisfies Feature<object>;
}
