import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { central, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import type { Happening } from './history.ts';
import { Office, type Without } from './office.ts';
import { checkTruths } from './truths.ts';
import { World } from './world.ts';

// Each protection is needed: a short history (found among random ones, and shortened) that ends well with it and not without.

type Protection = keyof Without;

// Cast: the file holds histories of the model, by the protection that each of them needs.
const NEEDED = JSON.parse(readFileSync(new URL('needed.json', import.meta.url), 'utf8')) as Readonly<
  Record<Protection, readonly Happening[]>
>;

async function play(history: readonly Happening[], without: Without): Promise<void> {
  const { deps, database } = await central();
  const offices = [0, 1, 2].map(() => new Office(ROOT, without));
  const world = await World.open(deps, offices, without);
  for (const one of history) await world.happen(one);
  await world.heal();
  await checkTruths(database, world);
}

describe.skipIf(!hasPostgreSql())('a protection of synchronisation', () => {
  for (const [protection, history] of Object.entries(NEEDED)) {
    test(`given the history that needs it, when ${protection} is taken away, then something is wrong, and nothing is with it`, async () => {
      await expect(play(history, {})).resolves.toBeUndefined();
      await expect(play(history, { [protection]: true })).rejects.toThrow();
    });
  }
});
