import type { ActionTerms } from '#shared/contract/actions.ts';
import { postLine } from '#shared/domain/billing/events.ts';
import type { Changes, Reason } from '#shared/domain/customer/action-facts.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { stepped } from '../../billing/take-up.ts';
import { without } from '../../store/without.ts';
import { withPassword } from '../rows/customer.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import { actionFacts, inHand } from './facts.ts';
import { paymentIn, postingOf, referenceUsed } from './payments-taken.ts';
import { reckoned } from './reckoned.ts';
import { referenceCheck } from './references.ts';
import {
  type ChangeArgs,
  defined,
  devicesAfter,
  type SettledStanding,
  settledStanding,
  stale,
  type Standing,
  unfitChange,
  type Was,
  writeChange,
} from './standing.ts';

type Action = ChangeArgs & { readonly terms: ActionTerms };

/** What an action may change under somebody's hands; of others the rule alone decides. */
const GUARDED_BY: Readonly<Partial<Record<ActionTerms['action'], readonly (keyof ChangeArgs['columns'])[]>>> = {
  'change-package': ['packageId', 'ip'],
  'change-ip': ['ip'],
  restore: ['username', 'ip'],
  'reset-password': ['password'],
};

const TAKES_MONEY: ReadonlySet<ActionTerms['action']> = new Set(['recharge', 'renew', 'add-payment']);

/**
 * Does an action again, by the rule of the office, on the customer as they stand here, settled through to the instant at
 * which it was done. What follows of it is made anew, under the same ids as the office has made; only the money that was
 * taken is the office's own line. An action that is refused here has no effect; where money was taken for it, that is posted
 * as any other payment is, and only the rest is left: it is applied then, and the reason stands beside it.
 */
export async function decideAgain(work: Work, standing: Standing, args: Action, was: Was): Promise<Decided> {
  const { terms, columns } = args;
  const { row, at } = standing;
  const paid = TAKES_MONEY.has(terms.action) ? paymentIn(args.lines, standing) : undefined;
  if (paid === 'fault' || (paid === undefined && (terms.action === 'recharge' || terms.action === 'add-payment'))) {
    return rejected({ code: 'VALUE_UNFIT', field: 'lines' });
  }
  const wrong =
    (await referenceUsed(work, paid)) ??
    (row.status === 'deleted' && terms.action !== 'restore' && !paid ? ({ code: 'GONE' } as const) : null) ??
    stale(row, columns, was, GUARDED_BY[terms.action] ?? []) ??
    (await unknownChoice(work, standing, terms));
  if (wrong) return rejected(wrong);
  const besides = {
    packages: terms.action === 'change-package' ? [terms.package] : [],
    profiles: terms.action === 'change-profile' ? [terms.billingProfile] : [],
  };
  const settled = await settledStanding(work, standing, besides);
  const { reach } = work;
  const asked = { customer: settled.row, terms, columns, run: args.run, by: args.by, at, paid };
  const { facts, made } = await actionFacts({ tx: work.tx, reach, isp: settled.isp }, asked);
  const decision = reckoned(() => decide(inHand(settled), terms, facts));
  if (decision.kind === 'refused') return refusedHere(work, standing, settled, { args, paid, reason: decision.reason });
  return write(work, standing, settled, { args, paid, changes: decision.changes, made: made() });
}

/** What both have done alike is no conflict. */
async function refusedHere(
  work: Work,
  standing: Standing,
  settled: SettledStanding,
  { args, paid, reason }: { readonly args: Action; readonly paid: LedgerRow | undefined; readonly reason: Reason },
): Promise<Decided> {
  const rejection: Rejection = { code: 'ACTION_REFUSED', detail: { code: reason.code, params: { ...reason.params } } };
  if (!paid) return reason.code === 'action-already-so' ? APPLIED : rejected(rejection);
  const step = reckoned(() => postLine(settled.step.account, postingOf(paid), settled.isp.world));
  const done = await write(work, standing, settled, { args, paid, changes: { columns: {}, step }, made: [] });
  return done.status === 'applied' ? { status: 'applied', rejections: [{ ...rejection, ids: [args.id] }] } : done;
}

interface ToWrite {
  readonly args: Action;
  readonly paid: LedgerRow | undefined;
  readonly changes: Changes;
  /** The ids of lines that were made from the run. */
  readonly made: readonly string[];
}

async function write(
  work: Work,
  standing: Standing,
  settled: SettledStanding,
  { args, paid, changes, made }: ToWrite,
): Promise<Decided> {
  const { bind, unbind = [], step, password } = changes;
  const { world } = settled.isp;
  const came = step ? reckoned(() => stepped(settled.row, step, world)) : null;
  const before = withPassword(came?.row ?? settled.row, standing.row.password);
  const given: Partial<Omit<CustomerRow, 'devices'>> = {
    ...defined(without(changes.columns, ['usernameKey'])),
    ...(password === undefined ? {} : { password }),
  };
  const device = bind && deviceOf(args, bind, standing.at);
  const after: CustomerRow = {
    ...before,
    ...given,
    devices: devicesAfter(standing.row, { bind: device ? [device] : [], unbind: [...unbind] }),
  };
  const wrong = paid ? null : await unfitChange(work, standing.row, after, given);
  if (wrong) return rejected(wrong);
  const again = await writeChange(work, standing, settled, {
    after,
    came: settled.step.postings,
    done: paid ? withOffices(step?.postings ?? [], paid) : (step?.postings ?? []),
    by: args.by,
    ...(paid ? { taken: new Map([[paid.id, paid]]) } : {}),
    once: new Set([...made, ...(paid ? [paid.id] : [])]),
    run: { id: args.run, before: settled.row },
    happenings: [...settled.step.happenings, ...(step?.happenings ?? [])],
  });
  return again ? rejected(again) : APPLIED;
}

/** The payment under the id that the office gave it: by its run, but for one that was taken back and taken again. */
const withOffices = (postings: NonNullable<Changes['step']>['postings'], paid: LedgerRow) =>
  postings.map((posting) => (posting.kind === 'payment' ? { ...posting, id: paid.id } : posting));

/** The device as the office wrote it down, where it is the same. */
function deviceOf(
  { bind, by }: Action,
  { mac, type }: NonNullable<Changes['bind']>,
  at: number,
): CustomerRow['devices'][number] | undefined {
  const sent = bind.find((one) => one.mac === mac);
  return sent && { ...sent, mac, type, addedBy: by, addedAt: at };
}

/** What was chosen, and is not there or may not be used. */
async function unknownChoice(work: Work, { row }: Standing, terms: ActionTerms): Promise<Rejection | null> {
  const chosen =
    terms.action === 'change-package'
      ? { packageId: terms.package }
      : terms.action === 'change-profile'
        ? { billingProfileId: terms.billingProfile }
        : terms.action === 'change-zone'
          ? { zoneId: terms.zone }
          : terms.action === 'change-router'
            ? { routerId: terms.router }
            : {};
  return (await referenceCheck(work, [chosen]))(chosen, row.operatorId, work.reach);
}
