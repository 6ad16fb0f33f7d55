import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { solveAll } from '#main/features/sync/conflicts.ts';
import { refusals } from '#main/features/sync/refusals.ts';
import type { Actor } from '#main/procedure.ts';
import { keepPaused } from '#main/features/sync/server-row.ts';
import type { LineFailure } from '#main/features/sync/line/index.ts';
import { adds, central, changes, customer, mutation, NOW, payment, puts, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { consoleAt, count, type SyncedConsole, TOP, waiting } from './console.ts';

// The engine by itself: a real store, the real server's functions, and a line and a clock that a test has in its hand.

const LOOK = 2_000;
const YEAR = 366 * 86_400_000;
const silent: LineFailure = {
  kind: 'no-server',
  code: 'sync-server-silent',
  params: { host: 'central.test', seconds: 30 },
};
const fails = (failure: LineFailure) => () => Promise.resolve(failure);
const goes = () => Promise.resolve(null);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** So much time passes on the clock; whatever the engine has begun by then is over. */
async function passes({ clock, engine }: SyncedConsole, ms: number): Promise<void> {
  clock.at += ms;
  vi.advanceTimersByTime(LOOK);
  await engine.alone(() => Promise.resolve());
}

describe.skipIf(!hasPostgreSql())('the engine', () => {
  it('given a server that does not answer, then it rests twice as long each time, up to five minutes, and from the beginning once it answered', async () => {
    const here = await consoleAt(await central());
    here.way.through = fails(silent);
    here.chance.is = 0.5;
    here.engine.start();
    await passes(here, 0);
    const rests: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const { nextTryAt } = here.engine.going();
      const rest = (nextTryAt ?? 0) - here.clock.at;
      rests.push(rest);
      const before = here.asked.length;
      if (rest > 1) await passes(here, rest - 1);
      expect(here.asked, 'not before its time').toHaveLength(before);
      await passes(here, 1);
      // What others did is asked for once in thirty seconds, if nothing waits.
      if (here.asked.length === before) await passes(here, 30_000);
      expect(here.asked).toHaveLength(before + 1);
    }
    expect(rests.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(rests.slice(9)).toEqual([150_000, 150_000, 150_000]);
    expect(here.engine.going().failure).toMatchObject({ code: 'sync-server-silent', since: NOW });
    here.way.through = goes;
    await here.engine.run();
    expect(here.engine.going()).toMatchObject({ failure: null, nextTryAt: null, phase: 'resting' });
    here.way.through = fails(silent);
    await here.engine.run();
    expect((here.engine.going().nextTryAt ?? 0) - here.clock.at).toBe(500);
  });

  it('given a server that says when to come again, then nobody comes before, not even for what has just been done', async () => {
    const here = await consoleAt(await central());
    here.way.through = fails({ kind: 'busy', code: 'sync-server-busy', params: { host: 'x' }, seconds: 7_200 });
    here.engine.start();
    await passes(here, 0);
    expect((here.engine.going().nextTryAt ?? 0) - here.clock.at).toBe(7_200_500);
    await here.do(adds([customer('one')]));
    const { length } = here.asked;
    await passes(here, 7_200_499);
    expect(here.asked).toHaveLength(length);
    here.way.through = goes;
    await passes(here, 1);
    expect(waiting(here.store)).toBe(0);
    expect(here.engine.going().failure).toBeNull();
  });

  it.each([
    ['back', -20 * YEAR],
    ['forward', 20 * YEAR],
  ])(
    'given a clock that leaps %s by years while it rests, then it goes on at the next look, and the next try is minutes away at most',
    async (_, leap) => {
      const here = await consoleAt(await central());
      await here.do(adds([customer('one')]));
      here.way.through = fails(silent);
      here.engine.start();
      for (let round = 0; round < 12; round += 1) await here.engine.run();
      here.clock.at += leap;
      const { length } = here.asked;
      await passes(here, LOOK);
      expect(here.asked).toHaveLength(length + 1);
      const rest = (here.engine.going().nextTryAt ?? 0) - here.clock.at;
      expect(rest).toBeGreaterThanOrEqual(0);
      expect(rest).toBeLessThanOrEqual(300_000);
      here.way.through = goes;
      await passes(here, rest);
      expect(waiting(here.store)).toBe(0);
      // And what others do is asked for under that clock too.
      const asked = here.asked.length;
      await passes(here, 30_000);
      expect(here.asked.length).toBeGreaterThan(asked);
    },
  );

  it('given "Sync now" in two windows at once, then one turn follows the other, one request at a time, and everything is sent once', async () => {
    const server = await central();
    const here = await consoleAt(server);
    await here.do(adds([customer('one')]));
    let under = 0;
    let most = 0;
    here.way.through = () => {
      under += 1;
      most = Math.max(most, under);
      return Promise.resolve(null);
    };
    here.way.back = () => {
      under -= 1;
      return Promise.resolve(null);
    };
    await Promise.all([here.engine.run(), here.engine.run(), here.engine.run()]);
    expect(most).toBe(1);
    expect(here.asked.filter((one) => one.startsWith('push'))).toEqual(['push 1']);
    expect(await server.database.query('SELECT username FROM customer')).toEqual([{ username: 'one' }]);
  });

  it('given it is paused while a push is under way, then its answer is kept, and nothing more is asked until it goes on', async () => {
    const here = await consoleAt(await central());
    await here.do(adds([customer('one')]));
    here.way.back = async () => {
      here.way.back = goes;
      await here.store.write(({ db }) => keepPaused(db, true));
      return null;
    };
    await here.engine.run();
    expect(here.asked).toEqual(['push 1']);
    expect(waiting(here.store)).toBe(0);
    expect(here.engine.going()).toMatchObject({ phase: 'resting', failure: null });
    await here.do(adds([customer('other')]));
    here.engine.start();
    await passes(here, 60_000);
    expect(here.asked).toEqual(['push 1']);
    await here.store.write(({ db }) => keepPaused(db, false));
    await passes(here, 60_000);
    expect(here.asked.slice(1)).toEqual(['push 1', 'pull']);
    expect(waiting(here.store)).toBe(0);
  });

  it('given the program ends while a push is under way, then the end waits for nobody, and the next start sends the same again under the same numbers', async () => {
    const server = await central();
    const here = await consoleAt(server);
    await here.do(adds([customer('one')]));
    const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
    // The server has taken it; the answer never comes.
    here.way.back = (_, signal) => {
      reach(undefined);
      return new Promise((stopped) => {
        signal?.addEventListener('abort', () => stopped({ kind: 'stopped', code: 'sync-stopped', params: {} }));
      });
    };
    const turn = here.engine.run();
    await reached;
    await here.engine.stop();
    await turn;
    expect(here.engine.going()).toMatchObject({ phase: 'resting', failure: null });
    expect(count(here.store, "sync_journal WHERE state = 'sent' AND mid = 1")).toBe(1);
    expect(await server.database.query('SELECT count(*) FROM mutation')).toEqual([{ count: 2 }]);
  });

  it('given a store whose key is not here, then nothing is asked, and nothing is lost', async () => {
    const here = await consoleAt(await central());
    await here.do(adds([customer('one')]));
    const locked = vi.spyOn(here.store, 'locked', 'get').mockReturnValue(true);
    here.engine.start();
    await here.engine.run();
    await passes(here, 60_000);
    expect(here.asked).toEqual([]);
    locked.mockRestore();
    await passes(here, 60_000);
    expect(waiting(here.store)).toBe(0);
  });

  it('given something is done, and a refusal solved, while a push is under way, then neither is lost and both go with the next one', async () => {
    const server = await central();
    await server.console().push([puts([TOP]), adds([customer('taken')])]);
    const here = await consoleAt(server);
    const { store } = here;
    const one = customer('one');
    await here.do(adds([customer('taken')]));
    await here.engine.run();
    await here.do(adds([one]));
    here.asked.length = 0;
    here.way.back = async () => {
      here.way.back = goes;
      await here.do(changes(one.id, { phone: '0171' }));
      const ids = [...refusals(store, store.reader)].map(({ id }) => id);
      const deps = { store, now: () => new Date(NOW), newId: randomUUID };
      const actor: Actor = { operatorId: ROOT, staffUserId: '', isRoot: true, role: 'admin', name: '' };
      expect(await solveAll(deps, actor, { ids, choice: 'edit', value: 'free' })).toEqual({ solved: 1, left: [] });
      return null;
    };
    await here.engine.run();
    expect(here.asked).toEqual(['push 1', 'push 2', 'pull']);
    expect(await server.database.query('SELECT username FROM customer ORDER BY username')).toEqual([
      ...[{ username: 'free' }, { username: 'one' }, { username: 'taken' }],
    ]);
    expect(await server.database.query("SELECT phone FROM customer WHERE username = 'one'")).toEqual([
      { phone: '0171' },
    ]);
    expect(here.store.reader.prepare("SELECT phone FROM customer WHERE username = 'one'").get()).toEqual({
      phone: '0171',
    });
  });

  it('given 1,200 entries, then they go in pushes of at most 500, in their order, and a broken one in the middle is sent again alone', async () => {
    const server = await central();
    const here = await consoleAt(server);
    const one = customer('one');
    await here.do(adds([one]));
    for (let at = 1; at < 1_200; at += 1) await here.do(changes(one.id, { phone: String(at) }));
    let pushes = 0;
    here.way.back = (kind) => {
      pushes += kind === 'push' ? 1 : 0;
      return Promise.resolve(pushes === 2 && kind === 'push' ? silent : null);
    };
    await here.engine.run();
    expect(waiting(here.store)).toBe(700);
    await here.engine.run();
    expect(here.asked).toEqual(['push 500', 'push 500', 'push 500', 'push 200', 'pull']);
    expect(waiting(here.store)).toBe(0);
    expect(await server.database.query('SELECT phone FROM customer')).toEqual([{ phone: '1199' }]);
  });

  it(
    'given an entry of 500 customers and 2,000 lines, then it goes in one push and all of it is there',
    { timeout: 300_000 },
    async () => {
      const server = await central();
      const here = await consoleAt(server);
      const customers = Array.from({ length: 500 }, (_, at) => customer(`customer${at}`));
      const lines = customers.flatMap(({ id }) => [1, 2, 3, 4].map((amount) => payment(id, amount)));
      await here.do(adds(customers, lines));
      await here.do(adds([customer('behind')]));
      await here.engine.run();
      expect(here.engine.going().failure).toBeNull();
      expect(here.asked.filter((one) => one.startsWith('push'))).toEqual(['push 1', 'push 1']);
      const [there] = await server.database.query<{ customers: number; lines: number }>(
        'SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM ledger_entry) AS lines',
      );
      expect(there).toEqual({ customers: 501, lines: 2_000 });
      expect(count(here.store, 'ledger_entry')).toBe(2_000);
    },
  );

  it('given an import that was undone before it was sent, then nothing of it is left on either side', async () => {
    const server = await central();
    const here = await consoleAt(server);
    const two = [customer('one'), customer('two')];
    await here.do(adds(two, [payment(two[0]?.id ?? '', 5)].slice(1)));
    const ids = two.map(({ id }) => id);
    await here.do(mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids, why: 'undo-import' } }));
    await here.engine.run();
    expect(here.engine.going().failure).toBeNull();
    expect(waiting(here.store)).toBe(0);
    expect(count(here.store, "sync_journal WHERE state = 'rejected'")).toBe(0);
    expect(count(here.store, 'customer')).toBe(0);
    expect(await server.database.query('SELECT 1 FROM customer')).toEqual([]);
  });
});
