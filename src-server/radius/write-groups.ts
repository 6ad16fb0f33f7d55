import { followUp } from '#shared/domain/radius/follow-up.ts';
import { planRows, STATE_ROWS } from '#shared/domain/radius/groups.ts';
import type { Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { termsOf } from './admissions.ts';
import { PackageBody } from './bodies.ts';
import { queueForGroup } from './queue-changes.ts';
import { radgroupcheck, radgroupreply } from './tables.ts';

interface Plan {
  readonly id: string;
  readonly body: unknown;
}

/** Replaces the rows of packages' groups, and queues what those who are online on them have to be told. */
export async function writePlans(tx: Transaction, plans: readonly Plan[], at: number): Promise<void> {
  if (plans.length === 0) return;
  const groups = plans.map(({ id }) => groupOf(id));
  const before = await termsOf(tx, groups);
  const rows = plans.map(({ id, body }) => planRows({ id, ...PackageBody.parse(body) }));
  await removeGroups(tx, groups);
  await insertAll(
    tx,
    radgroupcheck,
    rows.flatMap(({ check }) => check),
  );
  await insertAll(
    tx,
    radgroupreply,
    rows.flatMap(({ reply }) => reply),
  );
  const after = await termsOf(tx, groups);
  for (const group of groups) {
    const admission = (terms: typeof before) => ({
      ...{ username: '', group, address: null, expiration: null, pool: null, rate: null },
      ...terms.get(group),
    });
    const change = followUp(admission(before), admission(after));
    if (change) await queueForGroup(tx, group, change, at);
    // Who has an address of their own is not in the pool that has changed, but on the speed.
    if (change?.kind === 'disconnect' && before.get(group)?.rate !== after.get(group)?.rate)
      await queueForGroup(tx, group, { kind: 'change', rate: true, expiration: false }, at);
  }
}

/** Removes the groups of packages that are gone. Nobody is in them: a package that somebody has is not removed. */
export const removePlans = (tx: Transaction, ids: readonly string[]): Promise<void> =>
  removeGroups(tx, ids.map(groupOf));

/** Writes the groups of states where they are not there yet: an ISP may word them otherwise. */
export async function writeStates(tx: Transaction): Promise<void> {
  const names = Object.keys(STATE_ROWS);
  const known = await tx.query<{ groupname: string }>(
    `SELECT groupname FROM radgroupcheck WHERE groupname = ANY($1)
     UNION SELECT groupname FROM radgroupreply WHERE groupname = ANY($1)`,
    [names],
  );
  const there = new Set(known.map(({ groupname }) => groupname));
  const missing = Object.entries(STATE_ROWS).flatMap(([name, rows]) => (there.has(name) ? [] : [rows]));
  await insertAll(
    tx,
    radgroupcheck,
    missing.flatMap(({ check }) => check),
  );
  await insertAll(
    tx,
    radgroupreply,
    missing.flatMap(({ reply }) => reply),
  );
}

const groupOf = (id: string): string => `plan:${id}`;

async function removeGroups(tx: Transaction, groups: readonly string[]): Promise<void> {
  if (groups.length === 0) return;
  await tx.query('DELETE FROM radgroupcheck WHERE groupname = ANY($1)', [groups]);
  await tx.query('DELETE FROM radgroupreply WHERE groupname = ANY($1)', [groups]);
}
