import { describe, expect, test } from 'vitest';
import { type Client, csv, imported, line } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { act, states } from './offices/at-work.ts';
import { inStep, twoOffices } from './offices/two-offices.ts';

const refusedByFile = async (client: Client): Promise<Record<string, number>> =>
  Object.fromEntries((await client.import.batches()).map(({ fileName, refused }) => [fileName, refused]));

/** What the history says of decisions, the newest first. */
async function decisions(client: Client): Promise<readonly string[]> {
  const { lines } = await client.history.list({ filter: {}, limit: 100 });
  return lines
    .filter(({ action }) => /^sync\.(keep|set)/.test(action))
    .map(({ action, title, changes }) =>
      [
        `${action} ${title ?? ''}:`,
        ...changes.map(({ field, before, after }) => `${field} ${before ?? ''} → ${after ?? ''}`),
      ].join(' '),
    );
}

// What becomes of an import that the server looks through once more.

describe.skipIf(!hasPostgreSql())('imports of two offices', () => {
  test('given an import of which the server refuses some rows, when its result is asked for, then just they are told, and putting one right leaves the others', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1), line(2)]));
    await one.sync.now();
    const before = await imported(two, csv([line(1)], 'may.csv'));
    const june = await imported(two, csv([line(2), line(3), line(4)], 'june.csv'));
    const { doneToday } = await two.sync.status();
    // What the server took of an import counts as done, whatever it did not take.
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 2, doneToday: doneToday + 2 });
    expect(await refusedByFile(two)).toEqual({ 'may.csv': 1, 'june.csv': 1 });
    const told = ({ conflicts, total }: Awaited<ReturnType<typeof two.sync.conflicts>>) => ({
      total,
      titles: conflicts.map(({ title, code }) => `${title} ${code}`),
    });
    expect(told(await two.sync.conflicts({ batch: before.batch }))).toEqual({
      total: 1,
      titles: ['user1 USERNAME_TAKEN'],
    });
    expect(told(await two.sync.conflicts({ batch: june.batch }))).toEqual({
      total: 1,
      titles: ['user2 USERNAME_TAKEN'],
    });
    const { conflicts } = await two.sync.conflicts({ batch: june.batch });
    // Another name that is taken too: it is refused once more, and still the import's.
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'edit', value: 'user1' });
    await two.sync.now();
    expect(told(await two.sync.conflicts({ batch: june.batch })).titles).toEqual(['user1 USERNAME_TAKEN']);
    const { conflicts: left } = await two.sync.conflicts({ batch: june.batch });
    await two.sync.solve({ ids: left.map(({ id }) => id), choice: 'edit', value: 'user2b' });
    expect(await two.sync.now()).toMatchObject({ refused: 1 });
    expect(await refusedByFile(two)).toEqual({ 'may.csv': 1, 'june.csv': 0 });
    expect(await decisions(two)).toEqual([
      'sync.set-value user1: username user1 → user2b',
      'sync.set-value user2: username user2 → user1',
    ]);
    expect(told(await two.sync.conflicts({ batch: june.batch }))).toEqual({ total: 0, titles: [] });
    await one.sync.now();
    expect(await states(one)).toEqual([
      ...['user1 synced', 'user2 synced', 'user2b synced', 'user3 synced', 'user4 synced'],
    ]);
  });

  test('given an import that the server has taken, when it is taken back, then its customers go everywhere, but for whom the other office has taken money of', async () => {
    const { one, two } = await twoOffices();
    const { batch } = await imported(one, csv([line(1), line(2), line(3)]));
    await inStep(one, two);
    await act(two, 'user2', { action: 'add-payment', amount: '800', method: 'cash' });
    await two.sync.now();
    // The first office has not heard of the payment when it takes the import back.
    expect(await one.import.undoBatch({ batch })).toMatchObject({ removed: 3, left: [] });
    expect(await states(one)).toEqual([]);
    expect(await one.sync.now()).toMatchObject({ waiting: 0, conflicts: 1 });
    // Back again, and marked until somebody has seen why.
    expect(await states(one)).toEqual(['user2 rejected']);
    await two.sync.now();
    expect(await states(two)).toEqual(['user2 synced']);
    const { conflicts } = await one.sync.conflicts({});
    expect(conflicts).toMatchObject([{ title: 'user2', code: 'STALE_RECORD', choices: ['theirs'] }]);
    await one.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    expect(await one.sync.now()).toMatchObject({ refused: 0, conflicts: 0 });
    expect(await states(one)).toEqual(['user2 synced']);
  });

  test('given an import that is taken back before the server hears of it, when both sync, then nobody of it is anywhere', async () => {
    const { one, two } = await twoOffices();
    const { batch } = await imported(one, csv([line(1), line(2)]));
    expect(await one.import.undoBatch({ batch })).toMatchObject({ removed: 2 });
    await inStep(one, two);
    for (const client of [one, two]) {
      expect(await states(client)).toEqual([]);
      expect(await client.sync.status()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0 });
    }
  });
});
