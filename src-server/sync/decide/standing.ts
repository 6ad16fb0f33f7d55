import { unchanged } from '#shared/domain/billing/account.ts';
import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { type Stepped, type TakenUp, takeUp, through } from '../../billing/take-up.ts';
import { type Came, postAll } from '../../billing/post.ts';
import { logSuspensions } from '../../billing/log-suspensions.ts';
import { type StoredCustomer, storedCustomer } from '../rows/customer.ts';
import type { Work } from '../work.ts';
import { unfit } from './customers-add.ts';
import { scarceCheck } from './holders.ts';
import { putCustomer } from './put-customer.ts';
import { type Referring, referenceCheck } from './references.ts';

export type ChangeArgs = MutationOf<'customer.change'>['args'];
export type Was = MutationOf<'customer.change'>['was'];

/** A customer who is to be changed, as they stand here. */
export interface Standing {
  readonly stored: StoredCustomer;
  readonly row: CustomerRow;
  /** When it was done, as far as that can be believed. */
  readonly at: number;
}

/** The same through to that instant, as an office settles whoever is due before anything is done to them. Nothing is written yet. */
export interface SettledStanding extends Stepped, TakenUp {}

/** The same where it is nothing to billing: whoever is due stays so. */
export async function unsettledStanding({ tx }: Pick<Work, 'tx'>, { stored }: Standing): Promise<SettledStanding> {
  const taken = await takeUp(tx, [stored]);
  return { ...taken, row: stored, step: unchanged(taken.accountOf(stored)) };
}

export async function settledStanding(
  { tx }: Pick<Work, 'tx'>,
  { stored, at }: Standing,
  besides?: Parameters<typeof takeUp>[2],
): Promise<SettledStanding> {
  const taken = await takeUp(tx, [stored], besides);
  const account = taken.accountOf(stored);
  const isDue = stored.nextDueAt !== null && stored.nextDueAt <= at;
  const settled = isDue ? through(stored, account, at, taken.isp.world) : { row: stored, step: unchanged(account) };
  return { ...taken, ...settled };
}

/** What is written of a customer: the row, lines, and what came about by itself. */
export interface Written {
  readonly after: CustomerRow;
  readonly came: readonly Pick<Came, 'postings' | 'by'>[];
  /** Money that the office took, by the id of its line. */
  readonly taken?: ReadonlyMap<string, LedgerRow>;
  readonly happenings: Parameters<typeof logSuspensions>[1][number]['happenings'];
}

export async function writeChange(
  work: Work,
  { stored }: Standing,
  { isp }: TakenUp,
  { after, came, taken, happenings }: Written,
): Promise<void> {
  const customer = { ...stored, username: after.username };
  await putCustomer(work, stored, storedCustomer({ ...after, updatedAt: work.at }, work.seal, work.version));
  await postAll(
    work,
    came.map((one) => ({ ...one, customer: stored })),
    taken,
  );
  await logSuspensions(work, [{ customer, happenings }], isp.world);
  work.touched.add(stored.id);
}

/** What of a change cannot be, whoever decided it: `given` is what is another than before. */
export async function unfitChange(
  work: Work,
  before: CustomerRow,
  after: CustomerRow,
  given: Partial<Omit<CustomerRow, 'devices'>>,
): Promise<Rejection | null> {
  const refers: Referring = after.operatorId === before.operatorId ? given : after;
  return (
    (work.reach.own.has(after.operatorId) ? null : ({ code: 'OUT_OF_REACH', field: 'operatorId' } as const)) ??
    unfit(given) ??
    (await referenceCheck(work, [refers]))(refers, after.operatorId) ??
    (after.status === 'deleted' ? null : (await scarceCheck(work, [after]))(after))
  );
}

/** A field that somebody else has changed since; `given`: what is to be written. What both have done alike is no conflict. */
export function stale(
  before: CustomerRow,
  given: ChangeArgs['columns'],
  was: Was,
  fields: readonly (keyof ChangeArgs['columns'])[],
): Rejection | null {
  for (const field of fields) {
    if (given[field] === undefined || was?.[field] === undefined) continue;
    if (isSame(before[field], was[field]) || isSame(before[field], given[field])) continue;
    return { code: 'STALE_FIELD', field, ...(field === 'password' ? {} : { theirs: before[field] }) };
  }
  return null;
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

export function devicesAfter(
  { devices }: CustomerRow,
  { bind, unbind }: Pick<ChangeArgs, 'bind' | 'unbind'>,
): CustomerRow['devices'] {
  const gone = new Set(unbind);
  const left = devices.filter(({ mac }) => !gone.has(mac));
  const macs = new Set(left.map(({ mac }) => mac));
  return [...left, ...bind.filter(({ mac }) => !macs.has(mac))];
}

/** Columns that are there: one that is absent stays as it is. */
export function defined<T extends object>(columns: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Cast: what is left of an object without its undefined values has none.
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
