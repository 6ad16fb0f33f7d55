import { EXPIRED_GROUP, SUSPENDED_GROUP } from './groups.ts';

/** How somebody is let in, as it stands in the tables. */
export interface Admission {
  readonly username: string;
  readonly group: string | null;
  /** Of the group. */
  readonly pool: string | null;
  readonly rate: string | null;
  /** Their own address, as text. */
  readonly address: string | null;
  /** Seconds since 1970. */
  readonly expiration: number | null;
}

/** What the sessions that somebody has open still have to be told. */
export type FollowUp =
  { readonly kind: 'disconnect' } | { readonly kind: 'change'; readonly rate: boolean; readonly expiration: boolean };

/**
 * What a changed admission means for sessions that began under the one before; `null`: nothing. What a session cannot take
 * on while it lasts (another state, name, address or pool) ends it.
 */
export function followUp(before: Admission | null, after: Admission | null): FollowUp | null {
  if (before === null || !isLetIn(before)) return null;
  if (after === null || isOther(before, after)) return { kind: 'disconnect' };
  const rate = before.rate !== after.rate;
  const expiration = before.expiration !== after.expiration;
  return rate || expiration ? { kind: 'change', rate, expiration } : null;
}

function isOther(before: Admission, after: Admission): boolean {
  if (before.username !== after.username || before.address !== after.address) return true;
  if (stateOf(before) !== stateOf(after)) return true;
  // Who has an address of their own is not in the pool.
  return after.address === null && before.pool !== after.pool;
}

const isLetIn = ({ group }: Admission): boolean => group !== null && group !== SUSPENDED_GROUP;

/** Refused, expired, or served under whichever plan. */
const stateOf = (one: Admission): string =>
  !isLetIn(one) ? 'refused' : one.group === EXPIRED_GROUP ? 'expired' : 'served';
