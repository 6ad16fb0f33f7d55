import { restsSince } from '#shared/domain/billing/rest.ts';
import type { Queries } from '../store/database.ts';

/** When the billing clock last went through to the end, in milliseconds since 1970; null: never. */
export async function lastRunOf(db: Queries): Promise<number | null> {
  const [row] = await db.query<{ lastRun: number }>('SELECT last_run AS "lastRun" FROM billing_clock');
  return row?.lastRun ?? null;
}

export async function keepLastRun(db: Queries, at: number): Promise<void> {
  await db.query(
    'INSERT INTO billing_clock (one, last_run) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET last_run = excluded.last_run',
    [at],
  );
}

/** What time it is for billing. */
export interface BillingNow {
  /** While the server's clock is not believed, still that of the last run. */
  readonly believed: number;
  /** What lies behind it cannot have been yet. */
  readonly latest: number;
}

export const billingNow = async (db: Queries, now: number): Promise<BillingNow> => nowSince(await lastRunOf(db), now);

/** The same by when the billing clock last went through. */
export function nowSince(lastRun: number | null, now: number): BillingNow {
  const believed = restsSince(lastRun, now) ?? now;
  return { believed, latest: Math.max(believed, now) };
}
