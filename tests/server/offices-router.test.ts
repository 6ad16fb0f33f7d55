import { describe, expect, test } from 'vitest';
import { refusedWith } from '../features/refusals.ts';
import { hasPostgreSql } from './databases.ts';
import { RouterOffices } from './offices/router-offices.ts';

// One console holds a router: it alone writes there, whoever has made the customers.

describe.skipIf(!hasPostgreSql())('a router of several offices', () => {
  test('given a customer that office two added, when both sync, then they come onto the router that office one holds, with nothing else done', async () => {
    const at = await RouterOffices.open();
    await at.withRouter();
    await at.add(at.two, 'rahim');
    expect(await at.two.provisioning.run({})).toEqual({ queued: 0, applied: 0, failed: 0 });
    await at.inStep();
    expect(at.secret('rahim')).toBeUndefined();
    expect(await at.one.provisioning.run({})).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(at.secret('rahim')).toMatchObject({ password: 'secret-of-rahim' });
  });

  test('given office two, which does not hold the router, then it reads it, writes nothing there, and tells who does', async () => {
    const at = await RouterOffices.open();
    const router = await at.withRouter();
    await at.add(at.two, 'rahim');
    const { writes } = at.router.simulator.counters;
    expect(await at.two.routers.list()).toMatchObject([
      { queued: 0, failed: 0, holder: { who: 'elsewhere', console: 'one' } },
    ]);
    expect(await at.one.routers.list()).toMatchObject([{ holder: { who: 'here', console: 'one' } }]);
    const { jobs } = await at.two.provisioning.list({});
    const params = { console: 'one', router: 'RTR-1', context: 'named' };
    expect(jobs).toMatchObject([{ state: 'queued', reason: { code: 'provisioning-held-elsewhere', params } }]);
    const { customers } = await at.two.customers.list({ filter: {}, limit: 10 });
    expect(customers).toMatchObject([{ username: 'rahim', provisioning: 'none' }]);
    const drift = await at.two.drift.compare({ router });
    expect(drift.lines).toMatchObject([
      { kind: 'missing', menu: '/ppp/profile' },
      { kind: 'missing', name: 'rahim' },
    ]);
    const elsewhere = { code: 'router-held-elsewhere', params };
    expect(await refusedWith(at.two.drift.repair({ router, lines: 'all' }))).toMatchObject(elsewhere);
    expect(await refusedWith(at.two.adopt.takeOver({ router, records: 'all' }))).toMatchObject(elsewhere);
    await at.two.provisioning.run({ router });
    expect(at.router.simulator.counters.writes).toBe(writes);
  });

  test('given somebody online, when office two disconnects them, then it is refused, and done where the router is held', async () => {
    const at = await RouterOffices.open();
    await at.withRouter();
    await at.add(at.one, 'rahim,Monthly,,10.0.0.9');
    await at.inStep();
    await at.one.provisioning.run({});
    const login = { name: 'rahim', password: 'secret-of-rahim', mac: 'AA:BB:CC:00:00:01', service: 'pppoe' as const };
    const dialled = at.router.simulator.connectCustomer(login);
    for (const [office, ended] of [
      [at.two, 0],
      [at.one, 1],
    ] as const) {
      await office.online.refresh({});
      const { sessions } = await office.online.list({});
      expect(sessions).toMatchObject([{ username: 'rahim' }]);
      const wanted = sessions.map(({ routerId, id }) => ({ routerId, id }));
      const came = await office.online.disconnect({ sessions: wanted });
      expect(came.ended).toBe(ended);
      if (ended === 0) expect(came.failed).toMatchObject([{ reason: { code: 'router-held-elsewhere' } }]);
    }
    expect(dialled.accepted && dialled.session.isOnline()).toBe(false);
  });

  test('given office two that takes the router over, then everybody is brought up to date there, office one stops with its next turn, and nobody goes back by themselves', async () => {
    const at = await RouterOffices.open();
    const id = await at.withRouter();
    await at.add(at.one, 'rahim');
    await at.inStep();
    await at.one.provisioning.run({});
    expect(await at.two.routers.takeOver({ id })).toEqual({ who: 'here', console: 'two' });
    expect(await at.two.provisioning.run({})).toEqual({ queued: 0, applied: 1, failed: 0 });
    for (let turn = 0; turn < 2; turn++) {
      await at.one.sync.now();
      expect(await at.one.routers.list()).toMatchObject([{ holder: { who: 'elsewhere', console: 'two' } }]);
    }
    await at.add(at.one, 'wanjiku');
    expect(await at.one.provisioning.run({})).toEqual({ queued: 0, applied: 0, failed: 0 });
    await at.inStep();
    await at.one.provisioning.run({});
    expect(at.secret('wanjiku')).toBeUndefined();
    await at.two.provisioning.run({});
    expect(at.secret('wanjiku')).toBeDefined();
    const { lines } = await at.two.history.list({ filter: {} });
    expect(lines.some(({ action }) => action === 'router.take-over')).toBe(true);
  });

  test('given a server that cannot be reached, then each keeps what it held, a new router is held by who made it, and taking over says why it cannot be', async () => {
    const at = await RouterOffices.open();
    const id = await at.withRouter();
    await at.isp.down();
    await at.add(at.one, 'rahim');
    await at.one.sync.now();
    expect(await at.one.provisioning.run({})).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(await refusedWith(at.two.routers.takeOver({ id }))).toMatchObject({ code: 'sync-server-refuses' });
    const fields = { name: 'RTR-2', host: '127.0.0.2' };
    await at.router.addTo(at.two, fields);
    const holders = async () =>
      (await at.two.routers.list()).map(({ name, holder }) => `${name} ${holder?.who} ${holder?.console}`);
    expect(await holders()).toEqual(['RTR-1 elsewhere one', 'RTR-2 here two']);
    await at.isp.up();
    await at.two.sync.now();
    expect(await holders()).toEqual(['RTR-1 elsewhere one', 'RTR-2 here two']);
    await at.one.sync.now();
    expect((await at.one.routers.list()).map(({ holder }) => holder?.console)).toEqual(['one', 'two']);
  });

  test('given a console that has worked alone with a router, when it joins, then it goes on with it, and leaving it holds all of them', async () => {
    const at = await RouterOffices.open();
    await at.withRouter();
    await at.two.sync.leave();
    expect(await at.two.routers.list()).toMatchObject([{ holder: null }]);
    await at.add(at.two, 'rahim');
    expect(await at.two.provisioning.run({})).toEqual({ queued: 0, applied: 1, failed: 0 });
    const id = (await at.two.routers.list())[0]?.id ?? '';
    expect(await refusedWith(at.two.routers.takeOver({ id }))).toMatchObject({ code: 'sync-none' });
  });
});
