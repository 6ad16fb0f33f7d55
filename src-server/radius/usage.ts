import type { UsageReply, UsageRequest } from '#shared/sync/online.ts';
import type { Queries } from '../store/database.ts';
import type { Reach } from '../sync/reach.ts';

/** As many as a number holds: sums of 64 bits could be more. */
const sum = (column: string): string => `least(coalesce(sum(${column}), 0), 9007199254740991)::bigint`;

const USED = `
  FROM data_used JOIN customer ON customer.id = customer_id
  WHERE operator_id = ANY($1) AND day BETWEEN $2::date AND $3::date AND ($4::uuid IS NULL OR customer_id = $4)`;

/** Data used by customers within reach, by day or by customer. */
export async function usageOf(
  db: Queries,
  { own }: Pick<Reach, 'own'>,
  { from, to, by, customer, after, limit }: UsageRequest,
): Promise<UsageReply> {
  // One of the two; days as text sort as days do.
  const key = by === 'day' ? "to_char(day, 'YYYY-MM-DD')" : 'customer_id::text';
  const asked = [[...own], from, to, customer];
  const rows = await db.query<UsageReply['rows'][number]>(
    `SELECT ${key} AS key, ${sum('bytes_up')} AS "bytesUp", ${sum('bytes_down')} AS "bytesDown" ${USED}
       AND ($5::text IS NULL OR ${key} > $5) GROUP BY 1 ORDER BY 1 LIMIT ${limit + 1}`,
    // A cursor is a day or an id; what is none begins anew.
    [...asked, after !== null && /^[0-9a-f-]+$/.test(after) ? after : null],
  );
  const [total] = await db.query<UsageReply['total']>(
    `SELECT ${sum('bytes_up')} AS "bytesUp", ${sum('bytes_down')} AS "bytesDown" ${USED}`,
    asked,
  );
  return {
    rows: rows.slice(0, limit),
    total: total ?? { bytesUp: 0, bytesDown: 0 },
    next: rows.length > limit ? (rows[limit - 1]?.key ?? null) : null,
  };
}
