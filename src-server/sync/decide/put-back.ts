import type { Posting } from '#shared/domain/billing/entry.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import { postingOf } from './payments-taken.ts';
import {
  type ChangeArgs,
  defined,
  devicesAfter,
  stale,
  type Standing,
  unfitChange,
  unsettledStanding,
  type Was,
  writeChange,
} from './standing.ts';
import { takenBack } from './take-as-sent.ts';

const CHANGED_SINCE: Rejection = { code: 'ACTION_REFUSED', detail: { code: 'changed-since', params: {} } };

/** How far the clock has come at each side is no change of the customer. */
const RECKONED: readonly (keyof ChangeArgs['columns'])[] = ['settledAt', 'nextDueAt'];

/**
 * Has a customer as they were before something was done, if nobody has changed them since: then the console that takes it back
 * was the last to write them, and what stands here is what it saw (`was`). Lines that came of it are taken back as they stand
 * here.
 */
export async function putBack(work: Work, standing: Standing, args: ChangeArgs, was: Was): Promise<Decided> {
  const { row, at } = standing;
  const given = capped(defined(args.columns), work.at);
  const seen = Object.keys(was ?? {})
    // Cast: the names are those of columns.
    .map((name) => name as keyof ChangeArgs['columns'])
    .filter((name) => !RECKONED.includes(name));
  const lines = args.lines.filter(({ kind }) => kind === 'reversal');
  if (lines.length < args.lines.length) return rejected({ code: 'VALUE_UNFIT', field: 'lines' });
  if (!(await isOurs(work, standing)) || stale(row, given, was, seen)) return rejected(CHANGED_SINCE);
  const taken = await takenBack(work, lines);
  const back = lines.flatMap((line): Posting[] => {
    const other = line.reverses === null ? undefined : taken.get(line.reverses);
    // What was not posted here need not be taken back.
    return !other || other.isBack ? [] : [{ ...postingOf(line), at, dueAt: null, amount: -other.amount }];
  });
  const after = { ...row, ...given, devices: devicesAfter(row, args) };
  const wrong = await unfitChange(work, row, after, given);
  if (wrong) return rejected(wrong);
  const settled = await unsettledStanding(work, standing);
  await writeChange(work, standing, settled, { after, came: [{ postings: back, by: args.by }], happenings: [] });
  return APPLIED;
}

/** Whether this console was the last to write the customer: neither another one, nor the billing clock. */
async function isOurs({ tx, version, deviceId }: Work, { stored }: Standing): Promise<boolean> {
  if (stored.commitVersion === version) return true;
  const [ours] = await tx.query('SELECT 1 FROM mutation WHERE device_id = $1 AND commit_version = $2 LIMIT 1', [
    deviceId,
    stored.commitVersion,
  ]);
  return ours !== undefined;
}

/** Billing goes on from now where the clock of the office is ahead. */
function capped<Columns extends ChangeArgs['columns']>(columns: Columns, now: number): Columns {
  const { settledAt } = columns;
  return settledAt == null ? columns : { ...columns, settledAt: Math.min(settledAt, now) };
}
