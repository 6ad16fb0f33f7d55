import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nightlyCheck } from '#main/features/drift/nightly.ts';
import { routerLines } from '#main/features/routers/index.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { connect } from '#main/routeros/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore } from '#main/store/index.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { beside } from './core-at-work.ts';

const PROFILE = { name: 'lastmile-H' };
const fill = {
  '/ppp/profile': [PROFILE],
  '/ppp/secret': ['user0', 'user1'].map((name) => ({ name, password: 'x', service: 'pppoe', profile: PROFILE.name })),
};

/** Two in the morning in Dhaka. */
const TWO = Date.parse('2026-11-29T20:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

/** An office whose core is closed, and the nightly check over its store, by a clock of the test's own. */
async function opened() {
  const at = await OfficeWithRouter.open({ simulator: { fill }, connected: false });
  await at.customers('user0', 'user1');
  onTestFinished(() => at[Symbol.asyncDispose]());
  await at.client.adopt.takeOver({ router: at.routerId, records: 'all' });
  await at.office.close();
  const clock = { at: TWO };
  const now = () => new Date(clock.at);
  const failures: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    failure: (error: unknown) => String(failures.push(error)),
  };
  const { folder, root } = at.office;
  const keys = [keyFiles(join(root, 'keys'))];
  const store = await openStore({ folder, create: false, keys, now, newId: orderedIds(now), consoleName: 'test', log });
  const lines = routerLines({ store, now, log, connect });
  let asked = 0;
  const nightly = nightlyCheck({
    ...{ store, now, log },
    lines: {
      ...lines,
      with: (...what) => {
        asked += 1;
        return lines.with(...what);
      },
    },
  });
  onTestFinished(async () => {
    nightly.stop();
    await lines.stop();
    await store.close();
  });
  return {
    ...{ at, clock, lines, nightly, failures },
    asked: () => asked,
    /** Looks once; answers how many routers it asked. */
    look: async (): Promise<number> => {
      const before = asked;
      await nightly.look();
      return asked - before;
    },
    kept: () =>
      store.reader
        .prepare(
          `SELECT compared_at AS comparedAt, matching, different, attempts, failed_at AS failedAt, code FROM router_check`,
        )
        .get(),
    set: (sql: string) => beside(folder, (db) => db.exec(sql)),
    renamed: () => at.simulator.tables.at('/ppp/secret').find('name', 'user1')?.values.set('name', 'by-hand'),
  };
}

test('Given a router, when the night comes, then it is compared once, nothing is written there, and what was found is kept', async () => {
  const { at, look, kept, clock, renamed, failures } = await opened();
  renamed();
  const { writes } = at.simulator.counters;
  expect(await look()).toBe(1);
  expect(kept()).toMatchObject({ comparedAt: TWO, matching: 1, different: 1, attempts: 0, code: null });
  clock.at = TWO + DAY - 1;
  expect(await look()).toBe(0);
  clock.at = TWO + DAY;
  expect(await look()).toBe(1);
  expect(kept()).toMatchObject({ comparedAt: TWO + DAY });
  expect(at.simulator.counters.writes).toBe(writes);
  expect(failures).toEqual([]);
});

test('Given a computer that was off at night, when it is switched on at nine, then the router is compared then', async () => {
  const { look, clock, kept } = await opened();
  await look();
  clock.at = TWO + DAY + 7 * 60 * MINUTE;
  expect(await look()).toBe(1);
  expect(kept()).toMatchObject({ comparedAt: clock.at, matching: 2 });
});

test('Given a router that does not answer, when time goes on, then it is tried ever less often, and why is kept with what was found before', async () => {
  const { at, look, clock, kept } = await opened();
  await look();
  await at.simulator.stop();
  at.simulator.dropConnections();
  clock.at = TWO + DAY;
  expect(await look()).toBe(1);
  const first = { comparedAt: TWO, matching: 2, failedAt: TWO + DAY };
  expect(kept()).toMatchObject({ ...first, attempts: 1, code: expect.stringMatching(/^router-/) });
  for (const [minutes, asked] of [
    [1, 0],
    [4, 0],
    [5, 1],
    [14, 0],
    [15, 1],
  ] as const) {
    clock.at = TWO + DAY + minutes * MINUTE;
    expect([minutes, await look()]).toEqual([minutes, asked]);
  }
  expect(kept()).toMatchObject({ ...first, attempts: 3 });
});

test('Given a router that answers again, when it is compared, then no failure is left', async () => {
  const { at, look, clock, kept, set } = await opened();
  set(`INSERT INTO router_check (router_id, attempts, tried_at, failed_at, code, params)
    VALUES ('${at.routerId}', 2, ${TWO}, ${TWO}, 'router-refused', '{}')`);
  clock.at = TWO + 9 * MINUTE;
  expect(await look()).toBe(0);
  clock.at = TWO + 10 * MINUTE;
  expect(await look()).toBe(1);
  expect(kept()).toEqual({ comparedAt: clock.at, matching: 2, different: 0, attempts: 0, failedAt: null, code: null });
});

test('Given a router that is retired, has no password, or is not to be compared, when the night comes, then it is left in peace', async () => {
  const { look, set } = await opened();
  set(`UPDATE router SET retired_at = 1`);
  expect(await look()).toBe(0);
  set(`UPDATE router SET retired_at = NULL, password_sealed = NULL`);
  expect(await look()).toBe(0);
});

test('Given that the nightly comparison is switched off, when the night comes, then no router is asked', async () => {
  const { look, set } = await opened();
  set(`INSERT INTO setting (name, value) VALUES ('checksRouters', 'false')`);
  expect(await look()).toBe(0);
  set(`UPDATE setting SET value = 'true' WHERE name = 'checksRouters'`);
  expect(await look()).toBe(1);
});

test('Given a program that has begun, when a minute is over, then it looks; before that it does not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { nightly, asked } = await opened();
  nightly.start();
  vi.advanceTimersByTime(MINUTE - 1);
  expect(asked()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(asked()).toBe(1);
});

test('Given a router that hangs, when the program ends in the middle, then it ends, and nothing is kept against the router', async () => {
  const { at, nightly, lines, kept, failures } = await opened();
  at.simulator.faults.set('silence');
  const looking = nightly.look();
  nightly.stop();
  await lines.stop();
  await looking;
  expect(kept()).toBeUndefined();
  expect(failures).toEqual([]);
});

test('Given a router that is removed while it is read, when it has told, then nothing of it is kept', async () => {
  const { at, nightly, kept, set, failures } = await opened();
  at.simulator.faults.set('late-replies');
  const looking = nightly.look();
  set('DELETE FROM router');
  at.simulator.faults.clear('late-replies');
  await looking;
  expect(kept()).toBeUndefined();
  expect(failures).toEqual([]);
});

test('Given the program as it runs, when a minute is over and it ends, then the list of routers tells what was found, and nothing failed', async () => {
  const at = await OfficeWithRouter.open();
  onTestFinished(() => at[Symbol.asyncDispose]());
  await at.office.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const client = await at.office.open({ start: true });
  vi.advanceTimersByTime(MINUTE);
  await vi.waitFor(async () => {
    const [router] = await client.routers.list();
    expect(router?.check).toMatchObject({ compared: { matching: 0 }, unread: null });
  });
  await at.office.close();
  expect(at.office.failures).toEqual([]);
});
