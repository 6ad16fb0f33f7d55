import type { Queries } from '../store/database.ts';
import { STALE } from './open-sessions.ts';

/** Three reports of the five minutes that routers are told. */
export const STALE_MINUTES = 15;
const DAY_MINUTES = 24 * 60;

/** Few enough that reports which come meanwhile wait for a moment only. */
const CHUNK = 1_000;

/**
 * Closes sessions that nothing was heard of for three reports, at least for `minutes`, and says how many those were. One whose
 * router reports nothing between its start and its end is given a day. They end when they were last heard of; a report that
 * comes after all opens them again (resources/freeradius/queries.conf).
 */
export async function closeStale(db: Queries, minutes: number, now: Date): Promise<number> {
  const closed = await db.query(
    `UPDATE radacct SET acctstoptime = coalesce(acctupdatetime, acctstarttime), acctterminatecause = '${STALE}'
     WHERE radacctid IN (
       SELECT radacctid FROM radacct
       WHERE acctstoptime IS NULL AND coalesce(acctupdatetime, acctstarttime) < to_timestamp($1::bigint / 1000.0)
         - make_interval(mins => CASE WHEN acctinterval IS NULL THEN ${DAY_MINUTES}
             ELSE least(greatest($2::int, acctinterval / 20), ${DAY_MINUTES}) END::int)
       LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED)
     RETURNING radacctid`,
    [now.getTime(), minutes],
  );
  return closed.length;
}
