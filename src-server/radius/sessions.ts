import type { OnlineRequest, SessionRow, SessionsReply, SessionsRequest } from '#shared/sync/online.ts';
import type { Queries } from '../store/database.ts';
import type { Reach } from '../sync/reach.ts';

/** Three reports: what was not heard of for longer is not online. */
const FRESH = "interval '15 min'";

/** More is not counted, and is no number here. */
const bytes = (column: string): string => `least(greatest(coalesce(${column}, 0), 0), 9007199254740991)`;
const instant = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Sessions with whose they are. */
const SESSION = `
  SELECT radacctid::text AS id, customer.id AS customer, radacct.username,
    ${instant('acctstarttime')} AS start, ${instant('coalesce(acctupdatetime, acctstarttime)')} AS updated,
    ${instant('acctstoptime')} AS "end", nullif(acctterminatecause, '') AS cause,
    host(framedipaddress) AS address, nullif(callingstationid, '') AS mac, host(nasipaddress) AS nas,
    (SELECT shortname FROM nas JOIN nas_management ON nas_id = nas.id WHERE nasipaddress <<= network
     ORDER BY masklen(network) DESC LIMIT 1) AS "nasName",
    ${bytes('acctinputoctets')} AS "bytesUp", ${bytes('acctoutputoctets')} AS "bytesDown"
  FROM radacct
  JOIN radius_name AS named ON named.username = radacct.username
    AND named.since <= extract(epoch FROM acctstarttime) * 1000
    AND (named.until IS NULL OR extract(epoch FROM acctstarttime) * 1000 < named.until)
  JOIN customer ON customer.id = named.customer_id`;

type Row = Omit<SessionRow, 'nas'> & { readonly nas: string; readonly nasName: string | null };

/** Sessions that are open now, in the order in which they were first heard of. */
export async function onlineNow(
  db: Queries,
  { own }: Pick<Reach, 'own'>,
  { after, limit, router }: OnlineRequest,
  now: Date,
): Promise<SessionsReply> {
  const rows = await db.query<Row>(
    `${SESSION} WHERE acctstoptime IS NULL AND customer.operator_id = ANY($1) AND radacctid > $2
       AND coalesce(acctupdatetime, acctstarttime) > to_timestamp($3::bigint / 1000.0) - ${FRESH}
       AND ($4::inet IS NULL OR nasipaddress = $4::inet)
     ORDER BY radacctid LIMIT ${limit + 1}`,
    [[...own], cursorOf(after) ?? '0', now.getTime(), router ?? null],
  );
  return page(rows, limit);
}

/** Sessions of one customer, the newest first; none of one who is out of reach. */
export async function sessionsOf(
  db: Queries,
  { own }: Pick<Reach, 'own'>,
  { customer, after, limit }: SessionsRequest,
): Promise<SessionsReply> {
  const rows = await db.query<Row>(
    `${SESSION} WHERE customer.id = $1 AND customer.operator_id = ANY($2) AND ($3::bigint IS NULL OR radacctid < $3)
     ORDER BY radacctid DESC LIMIT ${limit + 1}`,
    [customer, [...own], cursorOf(after)],
  );
  return page(rows, limit);
}

/** A cursor is the id of the last session that was told; what is none begins anew. */
const cursorOf = (after: string | null): string | null => (after !== null && /^\d{1,18}$/.test(after) ? after : null);

function page(rows: readonly Row[], limit: number): SessionsReply {
  const sessions = rows.slice(0, limit).map(({ nas, nasName, ...row }) => ({
    ...row,
    nas: { address: nas, name: nasName },
  }));
  return { sessions, next: rows.length > limit ? (sessions.at(-1)?.id ?? null) : null };
}
