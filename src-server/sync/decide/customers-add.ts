import { isUnfitForRadius } from '#shared/domain/radius/value-fault.ts';
import { usernameFault } from '#shared/domain/customer/username.ts';
import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { lastRunOf, nowSince } from '../../billing/last-run.ts';
import { postNew } from '../../billing/post.ts';
import { ispOfCustomers } from '../../radius/isp.ts';
import { usedNames } from '../../radius/names.ts';
import { insertAll } from '../../store/insert-all.ts';
import { customer } from '../../store/schema.ts';
import { sealedPassword, type StoredCustomer, storedWith } from '../rows/customer.ts';
import type { Decided, Work } from '../work.ts';
import { scarceCheck } from './holders.ts';
import { impossibleBilling, instantsAdded } from './instants-added.ts';
import { postedOf, usedReferences, withCode } from './payments.ts';
import { referenceCheck } from './references.ts';

type Args = MutationOf<'customers.add'>['args'];

/** What new customers are decided by. */
export type AnswersOfAdded = ReturnType<typeof answersOfAdded>;

/** Asks for it, at once. It may be asked before it is known whether they are to be taken in: should it fail, the push does. */
export async function answersOfAdded(work: Pick<Work, 'tx'>, { customers, lines }: Args) {
  const [taken, unknown, used, known, posted, isp, lastRun, names] = await Promise.all([
    scarceCheck(
      work,
      customers.filter(({ status }) => status !== 'deleted'),
    ),
    referenceCheck(work, customers),
    usedReferences(work, lines.map(withCode)),
    work.tx.query<{ id: string }>('SELECT id FROM customer WHERE id = ANY($1)', [customers.map(({ id }) => id)]),
    postedOf(
      work,
      lines.map(({ id }) => id),
    ),
    ispOfCustomers(work.tx, customers),
    lastRunOf(work.tx),
    usedNames(
      work.tx,
      customers.map(({ username }) => username),
    ),
  ]);
  return { taken, unknown, used, there: new Set(known.map(({ id }) => id)), posted, isp, lastRun, names };
}

/**
 * Takes customers in, with the lines that came with them. Each is looked at by itself: those who cannot be are named, and the
 * others are in.
 */
export async function addCustomers(
  work: Work,
  args: Args,
  answers: AnswersOfAdded = answersOfAdded(work, args),
): Promise<Decided> {
  const { tx, seal, version, reach, touched } = work;
  // While PostgreSQL looks all that up.
  const passwords = args.customers.map((row) => sealedPassword(row, seal));
  const { taken, unknown, used, there, posted, isp, lastRun, names } = await answers;
  const now = nowSince(lastRun, work.at);
  const { ofCustomer, ofLine } = instantsAdded(args.at, now);
  const lines = distinct(args.lines).map((line) => ofLine(withCode(line)));
  const linesOf = Map.groupBy(lines, ({ customerId }) => customerId);
  const rejections: Rejection[] = [];
  const accepted: CustomerRow[] = [];
  const stored: StoredCustomer[] = [];
  for (const [index, sent] of args.customers.entries()) {
    const row = ofCustomer(sent);
    const impossible = impossibleBilling(row, now);
    const wrong =
      (there.has(row.id.toLowerCase()) ? ({ code: 'STALE_RECORD' } as const) : null) ??
      (reach.own.has(row.operatorId) ? null : ({ code: 'OUT_OF_REACH', field: 'operatorId' } as const)) ??
      unfit(row) ??
      (impossible && ({ code: 'VALUE_UNFIT', field: impossible } as const)) ??
      unknown(row, row.operatorId, reach) ??
      (row.status === 'deleted' ? null : taken(row, reach)) ??
      firstOf(linesOf.get(row.id) ?? [], used);
    if (wrong) {
      rejections.push({ ...wrong, ids: [row.id] });
      continue;
    }
    there.add(row.id.toLowerCase());
    accepted.push(row);
    stored.push(storedWith(row, passwords[index] ?? null, version));
  }
  work.goesOn(insertAll(tx, customer, stored));
  work.goesOn(
    postNew(
      work,
      posted,
      accepted.flatMap(({ id }) => linesOf.get(id) ?? []),
    ),
  );
  touched.addUsedNames(names);
  for (const row of accepted) {
    const own = linesOf.get(row.id) ?? [];
    // A line that was there before is the one that counts: then the ledger is asked.
    if (own.some(({ id }) => posted.has(id))) touched.add(row.id);
    else touched.addNew({ row, lines: own, isp });
  }
  return { status: accepted.length > 0 ? 'applied' : 'rejected', rejections };
}

/** Each line once, under its id as PostgreSQL tells it. */
function distinct(lines: readonly LedgerRow[]): readonly LedgerRow[] {
  const found = new Map<string, LedgerRow>();
  for (const line of lines) {
    const id = line.id.toLowerCase();
    if (!found.has(id)) found.set(id, id === line.id ? line : { ...line, id });
  }
  return [...found.values()];
}

function firstOf<T>(items: readonly T[], check: (item: T) => Rejection | null): Rejection | null {
  for (const item of items) {
    const wrong = check(item);
    if (wrong) return wrong;
  }
  return null;
}

/** What must not reach RADIUS, whatever the office let through. */
export function unfit({
  username,
  password,
}: {
  readonly username?: string | undefined;
  readonly password?: string | null | undefined;
}): Rejection | null {
  if (username !== undefined && (usernameFault(username) !== null || isUnfitForRadius(username)))
    return { code: 'VALUE_UNFIT', field: 'username' };
  if (password != null && isUnfitForRadius(password)) return { code: 'VALUE_UNFIT', field: 'password' };
  return null;
}
