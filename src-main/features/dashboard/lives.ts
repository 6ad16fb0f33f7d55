import { setImmediate } from 'node:timers/promises';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { boundsOf, monthsAfter } from '#shared/domain/report/month.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

const MONTHS = 12;
/** Rows that are counted before other work is let through: some 20 ms. */
const STRETCH = 25_000;

/** What a walk over all customers tells. */
export interface Lives {
  readonly months: Dashboard['months'];
  /** Recorded since the month under way began, and not deleted: as the list counts them. */
  readonly newThisMonth: number;
}

interface Count {
  /** In which of the months they joined and left: -1 before the first; null: not, so far. */
  readonly joined: number | null;
  readonly left: number | null;
  readonly isNew: 0 | 1;
  readonly count: number;
}

/**
 * Who is new, customers at the end of each of the last twelve months, and those who came and went in it. Who was never activated is none.
 * The table is walked in stretches, as no index knows when somebody came and went.
 */
export async function livesOf(
  { reader }: Pick<Store, 'reader'>,
  actor: Actor,
  current: string,
  timeZone: string,
): Promise<Lives> {
  const months = Array.from({ length: MONTHS }, (_, index) => monthsAfter(current, index + 1 - MONTHS));
  const edges = [boundsOf(months[0] ?? current, timeZone).start, ...months.map((one) => boundsOf(one, timeZone).end)];
  const reach = reachCondition({ reader }, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const stretch = reader.prepare<unknown[], Count>(
    `SELECT CASE WHEN status <> 'pending' THEN ${monthOf('activated_at', edges)} END AS joined,
       ${monthOf('deleted_at', edges)} AS left, created_at >= ? AND status <> 'deleted' AS isNew, count(*) AS count
     FROM customer WHERE seq > ? AND seq <= ? AND ${reach.sql} GROUP BY 1, 2, 3`,
  );
  const last = reader.prepare<[], number | null>('SELECT max(seq) FROM customer').pluck().get() ?? 0;
  const began = boundsOf(current, timeZone).start;
  let newThisMonth = 0;
  const customers = months.map(() => 0);
  const joined = months.map(() => 0);
  const left = months.map(() => 0);
  for (let from = 0; from < last; from += STRETCH) {
    for (const group of stretch.all(began, from, from + STRETCH, ...reach.params)) {
      newThisMonth += group.isNew * group.count;
      if (group.joined === null) continue;
      months.forEach((_, month) => {
        const isOne = (group.joined ?? month) <= month && (group.left === null || group.left > month);
        if (isOne) customers[month] = (customers[month] ?? 0) + group.count;
        if (group.joined === month) joined[month] = (joined[month] ?? 0) + group.count;
        if (group.left === month) left[month] = (left[month] ?? 0) + group.count;
      });
    }
    await setImmediate();
  }
  return {
    newThisMonth,
    months: months.map((month, index) => ({
      month,
      customers: customers[index] ?? 0,
      joined: joined[index] ?? 0,
      left: left[index] ?? 0,
    })),
  };
}

/** Which month an instant falls in; -1 before the first, NULL after the last and for NULL. */
function monthOf(column: string, edges: readonly number[]): string {
  return `CASE ${edges.map((edge, index) => `WHEN ${column} < ${edge} THEN ${index - 1}`).join(' ')} END`;
}
