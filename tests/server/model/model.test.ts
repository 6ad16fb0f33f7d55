import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { central } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { history } from './history.ts';
import { ROOT } from '../central.ts';
import { type ModelOffice, Office, type Without } from './office.ts';
import { StoreOffice } from './store-office.ts';
import { backupOf, restoreTo } from './server-backup.ts';
import { checkTruths } from './truths.ts';
import { World } from './world.ts';

// Any history of three offices that lose requests and replies, get them twice and late, are restored, copied, while the
// server is restored: when the line is well again, all agree, and nothing was done twice or has vanished.

const RUNS = Number(process.env['LASTMILE_SYNC_RUNS'] ?? 200);

const THREE = [0, 1, 2];

async function findsCounterexample(
  offices: () => readonly ModelOffice[] | Promise<readonly ModelOffice[]>,
  without: Without,
  runs: number,
  seed: number,
): Promise<string | null> {
  const { deps, database } = await central();
  const beginning = await backupOf(database);
  const outcome = await fc.check(
    fc.asyncProperty(history, async (happenings) => {
      await restoreTo(database, beginning);
      const world = await World.open(deps, await offices(), without);
      for (const one of happenings) await world.happen(one);
      await world.heal();
      await checkTruths(database, world);
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  if (!outcome.failed) return null;
  const { errorInstance, counterexample } = outcome;
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return `${why}\n${JSON.stringify(counterexample)}`;
}

describe.skipIf(!hasPostgreSql())('synchronisation', () => {
  test(`given any history (${RUNS} of them), when all is well again, then everybody agrees and nothing is lost or done twice`, async () => {
    const offices = () => THREE.map(() => new Office(ROOT, {}));
    expect(await findsCounterexample(offices, {}, RUNS, 42)).toBeNull();
  }, 3_600_000);

  test(`given any history (${RUNS} of them) of offices on their real store, then the same`, async () => {
    const three = await StoreOffice.open(3);
    const offices = async () => {
      for (const office of three) await office.anew();
      return three;
    };
    expect(await findsCounterexample(offices, {}, RUNS, 43)).toBeNull();
  }, 3_600_000);
});
