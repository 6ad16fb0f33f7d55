import type { Session } from '#radius/index.ts';
import type { Queries } from '../store/database.ts';

/** A session that FreeRADIUS was told of and that has not ended, with the address of its router as that tells it. */
export interface OpenSession extends Session {
  readonly nas: string;
}

/** Why a session ended that was closed because nothing was heard of it (close-stale.ts). Indexes are named by the same words. */
export const STALE = 'Lost-Carrier-Stale';

/**
 * Sessions that may be there at the router: those that were closed only because nothing was heard of them are told to end as
 * well. FreeRADIUS may have been away, and not they.
 */
export const MAY_BE_THERE = `(acctstoptime IS NULL OR (acctterminatecause = '${STALE}' AND acctupdatetime > now() - interval '1 day'))`;

/** Requests on their way when something changed: who was let in just before is heard of a little later. */
const ON_THE_WAY = 15_000;

/**
 * The sessions that names have open, begun before an instant (milliseconds since 1970): who dials in later is told by
 * FreeRADIUS itself. One that nothing was heard of for a day is none.
 */
export async function openSessions(db: Queries, username: string, before: number): Promise<readonly OpenSession[]> {
  return db.query<OpenSession>(
    `SELECT username, acctsessionid AS "sessionId", host(framedipaddress) AS address, host(nasipaddress) AS nas
     FROM radacct WHERE username = $1 AND ${MAY_BE_THERE} AND acctstarttime <= to_timestamp($2::bigint / 1000.0)
       AND coalesce(acctupdatetime, acctstarttime) > now() - interval '1 day'`,
    [username, before + ON_THE_WAY],
  );
}
