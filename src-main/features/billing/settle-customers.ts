import type { Step } from '#shared/domain/billing/account.ts';
import { settledTo } from '#shared/domain/billing/settled.ts';
import type { Minor } from '#shared/domain/money/money.ts';
import { breather } from '../../breather.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { isEnrolled } from '../settings/index.ts';
import { type Accounts, accounts } from './accounts.ts';
import { columnWriter } from './column-writer.ts';
import { takeBackForetold } from './foretell.ts';
import { linePoster, type Posted } from './post-lines.ts';
import { recorder } from './recorder.ts';
import { billingWorld } from './world.ts';

export type SettleDeps = Pick<FeatureDeps, 'now' | 'newId'>;

/** What came about. */
export interface Settled {
  readonly customers: number;
  readonly charges: number;
  readonly charged: Minor;
  readonly suspended: number;
  readonly expired: number;
}

export const NOTHING: Settled = { customers: 0, charges: 0, charged: 0, suspended: 0, expired: 0 };

/**
 * Takes some customers through to an instant, in the transaction of whoever asks: lines of the ledger, columns, automatic
 * suspensions, the history. Nobody did it: it stands in the name of the billing clock. Nothing is posted here while a central
 * server does it, and what was foretold of them is put back. As long as there is none nobody has to be told: whoever enrols a console tells all that it has.
 */
export async function settleCustomers(
  tx: WriteTransaction,
  deps: SettleDeps,
  ids: readonly string[],
  until: number,
  known: Accounts = accounts(tx.db),
): Promise<Settled> {
  if (ids.length === 0) return NOTHING;
  if (isEnrolled(tx.db)) {
    // What is done to them begins where the server will begin, which reckons it again in the same way.
    takeBackForetold(tx.db, ids);
    return NOTHING;
  }
  const world = billingWorld(tx.db);
  const poster = linePoster(tx.db);
  const writer = columnWriter(tx.db, world);
  const record = recorder(tx, deps, world);
  const sum = { ...NOTHING };
  const at = deps.now().getTime();
  const breathe = breather();
  for (const billed of known.of(ids).values()) {
    const step = settledTo(billed, until, world);
    const lines = poster.post(billed, step.postings, '');
    writer.write(billed, step, { changes: step.happenings.length, at });
    record(billed, step);
    count(sum, step, lines);
    await breathe();
  }
  return sum;
}

type Sum = { -readonly [Name in keyof Settled]: Settled[Name] };

function count(sum: Sum, { happenings }: Step, lines: readonly Posted[]): void {
  sum.customers += 1;
  for (const { amount } of lines) {
    if (amount >= 0) continue;
    sum.charges += 1;
    sum.charged -= amount;
  }
  for (const { kind } of happenings) {
    if (kind === 'suspended') sum.suspended += 1;
    else if (kind === 'expired') sum.expired += 1;
  }
}
