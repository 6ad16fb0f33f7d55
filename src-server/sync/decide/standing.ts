import { unchanged } from '#shared/domain/billing/account.ts';
import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { type Stepped, type TakenUp, takeUp, through } from '../../billing/take-up.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import { linesOf, post } from '../../billing/post.ts';
import { logSuspensions } from '../../billing/log-suspensions.ts';
import { type StoredCustomer, storedCustomer } from '../rows/customer.ts';
import type { Work } from '../work.ts';
import { unfit } from './customers-add.ts';
import { scarceCheck } from './holders.ts';
import { putCustomer } from './put-customer.ts';
import { type Referring, referenceCheck } from './references.ts';
import { reckoned } from './reckoned.ts';
import { changedFrom, type Undo } from './undo.ts';

export type ChangeArgs = MutationOf<'customer.change'>['args'];
export type Was = MutationOf<'customer.change'>['was'];

/** A customer who is to be changed, as they stand here. */
export interface Standing {
  readonly stored: StoredCustomer;
  /** With a password that nobody can read any more as the console saw it. */
  readonly row: CustomerRow;
  /** When it was done, as far as that can be believed. */
  readonly at: number;
}

/** The same through to that instant, as an office settles whoever is due before anything is done to them. Nothing is written yet. */
export interface SettledStanding extends Stepped, TakenUp {}

/** The same where it is nothing to billing: whoever is due stays so. */
export async function unsettledStanding({ tx }: Pick<Work, 'tx'>, { stored }: Standing): Promise<SettledStanding> {
  const taken = await takeUp(tx, [stored]);
  return { ...taken, row: stored, step: reckoned(() => unchanged(taken.accountOf(stored))) };
}

export async function settledStanding(
  { tx }: Pick<Work, 'tx'>,
  { stored, at }: Standing,
  besides?: Parameters<typeof takeUp>[2],
): Promise<SettledStanding> {
  const taken = await takeUp(tx, [stored], besides);
  const isDue = stored.nextDueAt !== null && stored.nextDueAt <= at;
  const settled = reckoned(() => {
    const account = taken.accountOf(stored);
    return isDue ? through(stored, account, at, taken.isp.world) : { row: stored, step: unchanged(account) };
  });
  return { ...taken, ...settled };
}

/** What is written of a customer: the row, lines, and what came about by itself. */
export interface Written {
  readonly after: CustomerRow;
  /** Lines that came about by themselves, up to the instant at which it was done. */
  readonly came: readonly Posting[];
  /** Lines that came of what was done, and whose doing it was. */
  readonly done: readonly Posting[];
  readonly by: string;
  /** Money that the office took, by the id of its line. */
  readonly taken?: ReadonlyMap<string, LedgerRow>;
  /** Of the lines that came of it, the ids of those that are posted once: by its run, or by hand. */
  readonly once?: ReadonlySet<string>;
  /** The run of an action, which may be taken back, and what it found. */
  readonly run?: { readonly id: string; readonly before: StoredCustomer };
  readonly happenings: Parameters<typeof logSuspensions>[1][number]['happenings'];
}

/** What stands in the ledger already was done already, whoever says it again, and to whom: nothing follows of it twice. */
const DONE_BEFORE: Rejection = { code: 'ACTION_REFUSED', detail: { code: 'action-request-taken', params: {} } };

/** Writes a change, unless it was done before. */
export async function writeChange(
  work: Work,
  { stored, row }: Standing,
  { isp }: TakenUp,
  { after, came, done, by, taken, once, run, happenings }: Written,
): Promise<Rejection | null> {
  const lines = await linesOf(work, [{ postings: came, by: '', customer: stored }]);
  const own = await linesOf(work, [{ postings: done, by, customer: stored }], taken);
  const onlyOnce = own.filter((_, index) => once?.has(done[index]?.id ?? '') === true).map(({ id }) => id);
  if (await isPosted(work, onlyOnce)) return DONE_BEFORE;
  const customer = { ...stored, username: after.username };
  const undo: Undo | null = run
    ? {
        ...{ deviceId: work.deviceId, run: run.id },
        columns: changedFrom(run.before, after),
        lines: own.map(({ id }) => id),
      }
    : null;
  const written = storedCustomer({ ...after, updatedAt: work.at }, work.seal, work.version);
  // A password that nobody has changed stays as it is sealed, and so does one that nobody can read.
  const passwordSealed = after.password === row.password ? stored.passwordSealed : written.passwordSealed;
  await putCustomer(work, stored, { ...written, passwordSealed, undo });
  await post(work, [...lines, ...own]);
  await logSuspensions(work, [{ customer, happenings }], isp.world);
  work.touched.add(stored.id);
  return null;
}

async function isPosted({ tx }: Pick<Work, 'tx'>, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const [found] = await tx.query('SELECT 1 FROM ledger_entry WHERE id = ANY($1) LIMIT 1', [ids]);
  return found !== undefined;
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
    (await referenceCheck(work, [refers]))(refers, after.operatorId, work.reach) ??
    (after.status === 'deleted' ? null : (await scarceCheck(work, [after]))(after, work.reach))
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

export const isSame = (one: unknown, other: unknown): boolean =>
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
