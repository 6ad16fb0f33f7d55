import { type Account, andThen, type Step, unchanged } from '#shared/domain/billing/account.ts';
import { postLine } from '#shared/domain/billing/events.ts';
import { takeBack } from '#shared/domain/billing/take-back.ts';
import type { Entry } from '#shared/domain/billing/entry.ts';
import { GUARDED } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { stepped } from '../../billing/take-up.ts';
import { without } from '../../store/without.ts';
import { withPassword } from '../rows/customer.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import { billingColumnIn, BILLING } from './billing-columns.ts';
import { paymentIn, postingOf, referenceUsed } from './payments-taken.ts';
import { reckoned } from './reckoned.ts';
import {
  type ChangeArgs,
  defined,
  devicesAfter,
  settledStanding,
  stale,
  type Standing,
  unfitChange,
  unsettledStanding,
  type Was,
  writeChange,
} from './standing.ts';

/** Lines that somebody posts; others follow from what is done, and are made anew. */
const POSTED_BY_HAND: ReadonlySet<LedgerRow['kind']> = new Set(['payment', 'credit', 'charge', 'reversal']);

/**
 * Takes what a form has changed as it was sent; of a field that two have changed the last one holds, but for those that are
 * guarded. Lines that came with it, such as one that takes another back, are posted here by the rules of billing: what follows
 * of them for the customer is not the office's to say.
 */
export async function takeAsSent(work: Work, standing: Standing, args: ChangeArgs, was: Was): Promise<Decided> {
  const { row, at } = standing;
  const lines = args.lines.filter(({ kind }) => POSTED_BY_HAND.has(kind));
  const given = defined(lines.length > 0 ? without(args.columns, BILLING) : args.columns);
  const paid = paymentIn(lines, standing);
  if (paid === 'fault') return rejected({ code: 'VALUE_UNFIT', field: 'lines' });
  const after = { ...row, ...given };
  const settled = await (lines.length > 0 ? settledStanding : unsettledStanding)(work, standing);
  const taken = await takenBack(
    work,
    row.id,
    lines.flatMap(({ reverses }) => reverses ?? []),
  );
  const wrong =
    billingColumnIn(given) ??
    (row.status === 'deleted' && lines.length === 0 ? ({ code: 'GONE' } as const) : null) ??
    stale(row, given, was, GUARDED) ??
    (paid ? null : await unfitChange(work, row, after, given)) ??
    (await referenceUsed(work, paid)) ??
    unknownEntry(lines, taken);
  if (wrong) return rejected(wrong);
  const { world } = settled.isp;
  const step = reckoned(() =>
    lines.reduce<Step>(
      (before, line) =>
        andThen(before, (account) => posted(account, paid?.id === line.id ? paid : { ...line, at }, taken)),
      unchanged(settled.step.account),
    ),
  );
  // A form alone leaves what billing keeps as it stands.
  const billed =
    lines.length > 0 ? withPassword(reckoned(() => stepped(settled.row, step, world)).row, row.password) : row;
  const written: CustomerRow = { ...billed, ...given, devices: devicesAfter(row, args) };
  const again = await writeChange(work, standing, settled, {
    after: written,
    came: settled.step.postings,
    done: step.postings,
    by: args.by,
    ...(paid ? { taken: new Map([[paid.id, paid]]) } : {}),
    once: new Set(lines.map(({ id }) => id)),
    happenings: [...settled.step.happenings, ...step.happenings],
  });
  return again ? rejected(again) : APPLIED;

  function posted(account: Account, line: LedgerRow, back: TakenBack): Step {
    const posting = postingOf({ ...line, dueAt: line.kind === 'charge' ? line.dueAt : null });
    const other = line.reverses === null ? undefined : back.get(line.reverses);
    if (!other) return postLine(account, posting, world);
    return takeBack(account, other, { ...posting, amount: -other.amount }, world);
  }
}

/** Lines that are to be taken back, as they stand here. */
type TakenBack = ReadonlyMap<string, Pick<Entry, 'id' | 'kind' | 'amount'> & { readonly isBack: boolean }>;

export async function takenBack(
  { tx }: Pick<Work, 'tx'>,
  customerId: string,
  ids: readonly string[],
): Promise<TakenBack> {
  if (ids.length === 0) return new Map();
  const found = await tx.query<Pick<Entry, 'id' | 'kind' | 'amount'> & { readonly isBack: boolean }>(
    `SELECT id, kind, amount, EXISTS (SELECT 1 FROM ledger_entry AS back WHERE back.reverses = line.id) AS "isBack"
     FROM ledger_entry AS line WHERE id = ANY($1) AND customer_id = $2`,
    [ids, customerId],
  );
  return new Map(found.map((one) => [one.id, one]));
}

/** Two who take the same line back have taken it back once. */
function unknownEntry(lines: readonly LedgerRow[], taken: TakenBack): Rejection | null {
  for (const { kind, reverses } of lines) {
    if (kind !== 'reversal') continue;
    const line = reverses === null ? undefined : taken.get(reverses);
    if (line && !line.isBack && line.kind !== 'reversal') continue;
    const code = line?.isBack === true ? 'entry-reversed' : 'entry-unknown';
    return { code: 'ACTION_REFUSED', detail: { code, params: {} } };
  }
  return null;
}
