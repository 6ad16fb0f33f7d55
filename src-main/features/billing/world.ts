import type { Database } from 'better-sqlite3';
import type { BillingWorld } from '#shared/domain/billing/account.ts';
import { uuidOf } from '../../named-id.ts';
import { readSetting } from '../settings/index.ts';

/** What billing needs from outside, as it stands over a connection. */
export function billingWorld(db: Database): BillingWorld {
  const timeZone = readSetting(db, 'timeZone');
  return { timeZone: typeof timeZone === 'string' ? timeZone : 'Asia/Dhaka', idOf: uuidOf };
}

/** In what a console reckons before anybody has said. */
export const UNSAID_CURRENCY = 'BDT';

/** The ISP's currency: in its minor units every amount is kept. */
export function currencyOf(db: Database): string {
  const currency = readSetting(db, 'currency');
  return typeof currency === 'string' ? currency : UNSAID_CURRENCY;
}
