import type { Posting } from '#shared/domain/billing/entry.ts';
import { LOOK_AGAIN } from '#shared/domain/billing/settled.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { without } from '../../store/without.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import {
  type ChangeArgs,
  defined,
  devicesAfter,
  isSame,
  stale,
  type Standing,
  unfitChange,
  unsettledStanding,
  type Was,
  writeChange,
} from './standing.ts';
import { takenBack } from './take-as-sent.ts';
import { BY_ACTION, CLOCK, RECKONED } from './undo.ts';

const CHANGED_SINCE: Rejection = { code: 'ACTION_REFUSED', detail: { code: 'changed-since', params: {} } };

/**
 * Has a customer as they were before something was done, if nobody has changed them since: then the console that takes it back
 * was the last to write them, and what stands here is what it saw (`was`). What an action alone changes is put back as it was
 * kept here when it was done (undo.ts), and the lines that came of it are taken back as they stand here: what the console
 * says of either is not believed.
 */
export async function putBack(work: Work, standing: Standing, args: ChangeArgs, was: Was): Promise<Decided> {
  const { row, stored, at } = standing;
  const sent = defined(args.columns);
  const seen = Object.keys(was ?? {})
    // Cast: the names are those of columns.
    .map((name) => name as keyof ChangeArgs['columns'])
    .filter((name) => !CLOCK.includes(name));
  if (args.lines.some(({ kind }) => kind !== 'reversal')) return rejected({ code: 'VALUE_UNFIT', field: 'lines' });
  if (!(await isOurs(work, standing)) || stale(row, sent, was, seen)) return rejected(CHANGED_SINCE);
  const kept = stored.undo?.deviceId === work.deviceId ? stored.undo : null;
  const asked = args.lines.flatMap(({ reverses }) => reverses ?? []);
  const posted = await takenBack(work, row.id, kept?.lines ?? asked);
  const isMore = (name: (typeof BY_ACTION)[number]): boolean =>
    sent[name] !== undefined &&
    !isSame(sent[name], row[name]) &&
    !(kept ? RECKONED.includes(name) || Object.hasOwn(kept.columns, name) : CLOCK.includes(name));
  if (BY_ACTION.some(isMore) || (!kept && posted.size > 0)) return rejected(CHANGED_SINCE);
  const settled = await unsettledStanding(work, standing);
  const { world } = settled.isp;
  const back = [...posted.values()].flatMap(({ id, amount, isBack }): Posting[] => {
    // What was charged may have been by the clock, which the console knows; what was given goes, whether it says so or not.
    if (isBack || (amount < 0 && !asked.includes(id))) return [];
    const reversal = world.idOf(row.id, `reversal:${id}`);
    return [{ id: reversal, kind: 'reversal', amount: -amount, at, dueAt: null, reverses: id }];
  });
  const columns = kept?.columns ?? {};
  const isBilled = Object.keys(columns).length > 0 || back.length > 0;
  const given = { ...without(sent, BY_ACTION), ...columns };
  const after = {
    ...row,
    ...given,
    // Days without service are not charged afterwards: billing goes on from now.
    ...(isBilled ? { settledAt: Math.max(at, row.settledAt ?? at), nextDueAt: LOOK_AGAIN } : {}),
    devices: devicesAfter(row, args),
  };
  const wrong =
    (await unfitChange(work, row, after, given)) ??
    (await writeChange(work, standing, settled, { after, came: [], done: back, by: args.by, happenings: [] }));
  return wrong ? rejected(wrong) : APPLIED;
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
