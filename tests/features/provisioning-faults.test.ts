import { describe, expect, test } from 'vitest';
import type { After } from '#main/routeros/index.ts';
import { say } from '#main/words.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { fingerprintOf } from '../fixtures/router-beside.ts';
import type { Fault } from '../../src-simulator/faults.ts';

// Routers that fail while customers are brought to them: what is there in the end, and what the operator is told.

const FOREIGN = { name: 'uncle', password: 'theirs', comment: 'do not touch' };
const fill = { '/ppp/secret': [FOREIGN] };
const DONE = { queued: 0, applied: 1, failed: 0 };
const WAITS = { queued: 1, applied: 0, failed: 0 };

/** What the Jobs screen says of the jobs that are not done, each with its code. */
async function told(at: OfficeWithRouter): Promise<readonly (readonly [string, string])[]> {
  const { jobs } = await at.client.provisioning.list({});
  return jobs.flatMap(({ reason }) =>
    reason === null ? [] : [[reason.code, say(`refused.${reason.code}`, reason.params)] as const],
  );
}

const names = (at: OfficeWithRouter) =>
  at
    .rows('/ppp/secret')
    .map(({ name }) => name)
    .sort();
const secret = (at: OfficeWithRouter, name: string) => at.rows('/ppp/secret').find((row) => row['name'] === name);
const foreignStays = (at: OfficeWithRouter) => expect(secret(at, 'uncle')).toMatchObject(FOREIGN);
const dialled = (at: OfficeWithRouter, name: string) =>
  at.simulator.connectCustomer({
    ...{ name, password: `secret-of-${name}`, mac: 'AA:BB:CC:00:00:01', service: 'pppoe' },
  });
describe('a router without room', () => {
  test('given a router where too many are logged in, when the queue is worked, then the customer waits, it says how to make room, and is served once there is some', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { fill, faults: ['sessions-full'] } });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await at.run()).toEqual(WAITS);
    expect(at.simulator.counters.writes).toBe(0);
    expect(await told(at)).toMatchObject([['router-sessions-full', expect.stringContaining('raise "max-sessions"')]]);
    at.simulator.faults.clear();
    expect(await at.run()).toEqual(DONE);
    expect(await told(at)).toEqual([]);
    expect(names(at)).toEqual(['rahim', 'uncle']);
    foreignStays(at);
  });
});

describe('a router with another certificate than the one that is trusted', () => {
  const tls = { simulator: { fill, tls: true } };

  test.each(['wrong-certificate', 'changed-certificate'] as const)(
    'given %s since the line was last open, when the queue is worked, then nothing is sent, not even the log-in, and both are told',
    async (fault) => {
      await using at = await OfficeWithRouter.open(tls);
      await at.customers('rahim,Home,10.0.0.9');
      expect(await at.run()).toEqual(DONE);
      at.simulator.faults.set(fault);
      at.simulator.dropConnections();
      await at.act('rahim', { action: 'suspend' });
      const { commands } = at.simulator.counters;
      expect(await at.run()).toEqual(WAITS);
      expect(at.simulator.counters.commands).toBe(commands);
      const [line] = await told(at);
      expect(line).toEqual(['router-tls-changed', expect.stringMatching(/nothing was sent.*([0-9A-F]{2}:){31}/)]);
      expect(secret(at, 'rahim')).toMatchObject({ disabled: 'false' });
      foreignStays(at);
    },
  );

  test('given somebody in the middle, when they are gone, then the work goes on by itself', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { ...tls.simulator, faults: ['wrong-certificate'] } });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await at.run()).toEqual(WAITS);
    expect(at.simulator.counters.commands).toBe(0);
    at.simulator.faults.clear();
    expect(await at.run()).toEqual(DONE);
    expect(names(at)).toEqual(['rahim', 'uncle']);
  });

  test('given a router with a new certificate, when somebody trusts it, then what waited is done', async () => {
    await using at = await OfficeWithRouter.open(tls);
    at.simulator.faults.set('changed-certificate');
    await at.customers('rahim,Home,10.0.0.9');
    expect(await at.run()).toEqual(WAITS);
    await at.change({ fingerprint: fingerprintOf(at.simulator) });
    expect(await at.run()).toEqual(DONE);
    expect(names(at)).toEqual(['rahim', 'uncle']);
  });
});

/** A clock on which the time is up for whatever is waited for, once a fault has struck, and never else. */
function clock() {
  const waiting = new Set<() => void>();
  const after: After = (_, call) => {
    waiting.add(call);
    return () => waiting.delete(call);
  };
  return {
    after,
    /** Lets a fault strike once. */
    strike: ({ simulator }: OfficeWithRouter, fault: Fault): void => {
      simulator.faults.set(fault, { times: 1 });
      simulator.faults.watch((one) => {
        if (one === fault && !simulator.faults.has(fault)) for (const call of [...waiting]) setImmediate(call);
      });
    },
  };
}

describe('a router that falls silent', () => {
  /** An office whose router has rahim on it, and whose time is up when something is not answered. */
  async function served({ after }: ReturnType<typeof clock>) {
    const at = await OfficeWithRouter.open({ simulator: { fill }, timer: after });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await at.run()).toEqual(DONE);
    return at;
  }

  test('given a router that answers nothing, when the queue is worked, then the customer waits and it says that there was no answer', async () => {
    const time = clock();
    await using at = await OfficeWithRouter.open({ simulator: { fill }, timer: time.after });
    await at.customers('rahim,Home,10.0.0.9');
    time.strike(at, 'silence');
    expect(await at.run()).toEqual(WAITS);
    expect(await told(at)).toMatchObject([['router-timeout', expect.stringContaining('did not answer within 10 s')]]);
    expect(await at.run()).toEqual(DONE);
    expect(names(at)).toEqual(['rahim', 'uncle']);
  });

  test.each(['silent-before-apply', 'silent-after-apply'] as const)(
    'given %s while customers are added, when the queue is worked again, then it is read what is there, and each is added once',
    async (fault) => {
      const time = clock();
      await using at = await served(time);
      await at.customers('karim,Home,10.0.0.10', 'jamal,Home,10.0.0.11');
      const added = new Set<string>();
      at.simulator.tables.at('/ppp/secret').listen((change) => {
        if (change.kind === 'changed') added.add(change.row.id);
      });
      time.strike(at, fault);
      expect(await at.run()).toEqual({ queued: 2, applied: 1, failed: 0 });
      const timeout = ['router-timeout', expect.stringContaining('did not answer')];
      expect(await told(at)).toEqual([timeout, timeout]);
      expect(await at.run()).toEqual({ queued: 0, applied: 3, failed: 0 });
      expect(added.size).toBe(2);
      expect(names(at)).toEqual(['jamal', 'karim', 'rahim', 'uncle']);
      foreignStays(at);
    },
  );

  test.each(['silent-before-apply', 'silent-after-apply'] as const)(
    'given %s while a package’s pool is made, when the queue is worked again, then pool and profile are there once',
    async (fault) => {
      const time = clock();
      await using at = await served(time);
      await at.customers('karim,Pool');
      time.strike(at, fault);
      expect(await at.run()).toEqual({ queued: 1, applied: 1, failed: 0 });
      expect(await at.run()).toEqual({ queued: 0, applied: 2, failed: 0 });
      expect(at.rows('/ip/pool').map(({ name }) => name)).toEqual(['lastmile-P']);
      expect(at.rows('/ppp/profile').filter(({ name }) => name === 'lastmile-P')).toHaveLength(1);
      expect(dialled(at, 'karim')).toMatchObject({ accepted: true });
    },
  );

  test('given a change that was taken and not answered, when the queue is worked again, then it is not sent a second time, and who is online connects anew', async () => {
    const time = clock();
    await using at = await served(time);
    const online = dialled(at, 'rahim');
    await at.act('rahim', { action: 'change-ip', ip: '10.0.0.77' });
    time.strike(at, 'silent-after-apply');
    expect(await at.run()).toEqual(WAITS);
    expect(secret(at, 'rahim')).toMatchObject({ 'remote-address': '10.0.0.77' });
    expect(online.accepted && online.session.isOnline()).toBe(true);
    const { writes } = at.simulator.counters;
    expect(await at.run()).toEqual(DONE);
    expect(online.accepted && online.session.isOnline()).toBe(false);
    // The end of the session, and nothing else.
    expect(at.simulator.counters.writes).toBe(writes + 1);
    expect(names(at)).toEqual(['rahim', 'uncle']);
  });

  test('given a removal that was taken and not answered, when the queue is worked again, then nothing of theirs is left and the foreign one is', async () => {
    const time = clock();
    await using at = await served(time);
    await at.act('rahim', { action: 'delete' });
    time.strike(at, 'silent-after-apply');
    expect(await at.run()).toEqual(WAITS);
    expect(await at.run()).toEqual({ queued: 0, applied: 0, failed: 0 });
    expect(names(at)).toEqual(['uncle']);
  });
});

describe('what customers’ records refer to', () => {
  test('given a pool that somebody removed, when one of its customers is brought anew, then pool and profile are whole and everybody gets an address', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { fill } });
    await at.customers('rahim,Pool', 'karim,Pool');
    expect(await at.run()).toEqual({ queued: 0, applied: 2, failed: 0 });
    at.simulator.faults.set('pool-gone');
    expect(dialled(at, 'karim')).toMatchObject({ accepted: false });
    await at.act('rahim', { action: 'reset-password' });
    expect(await at.run()).toEqual({ queued: 0, applied: 2, failed: 0 });
    expect(at.rows('/ip/pool')).toMatchObject([{ name: 'lastmile-P' }]);
    expect(at.rows('/ppp/profile').filter(({ name }) => name === 'lastmile-P')).toHaveLength(1);
    expect(dialled(at, 'karim')).toMatchObject({ accepted: true });
    expect(names(at)).toEqual(['karim', 'rahim', 'uncle']);
    foreignStays(at);
  });

  test.each([
    ['of ours', 'Home', 'lastmile-H', []],
    ['that the ISP keeps itself', 'Gold', 'gold', [{ name: 'gold', 'local-address': '10.0.0.1' }]],
  ] as const)(
    'given a profile %s that somebody removed, when one of its customers is brought anew, then it is there once and all who had it have it again',
    async (_, plan, profile, profiles) => {
      await using at = await OfficeWithRouter.open({ simulator: { fill: { ...fill, '/ppp/profile': profiles } } });
      await at.customers(`rahim,${plan},10.0.0.9`, `karim,${plan},10.0.0.10`, 'other,Faster,10.0.0.11');
      expect(await at.run()).toEqual({ queued: 0, applied: 3, failed: 0 });
      at.simulator.faults.set('profile-gone');
      expect(dialled(at, 'karim')).toMatchObject({ accepted: false });
      await at.act('rahim', { action: 'reset-password' });
      expect(await at.run()).toEqual({ queued: 0, applied: 3, failed: 0 });
      const made = at.rows('/ppp/profile').filter(({ name }) => name === profile);
      expect(made).toHaveLength(1);
      for (const name of ['rahim', 'karim']) expect(secret(at, name)).toMatchObject({ profile: made[0]?.['.id'] });
      expect(dialled(at, 'karim')).toMatchObject({ accepted: true });
      expect(dialled(at, 'other')).toMatchObject({ accepted: true });
      expect(names(at)).toEqual(['karim', 'other', 'rahim', 'uncle']);
      foreignStays(at);
    },
  );

  test('given a hotspot profile that somebody removed, when one of its customers is brought anew, then all who had it have it again', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('guest,Guest', 'other,Guest');
    await at.run();
    at.simulator.faults.set('profile-gone');
    await at.act('guest', { action: 'reset-password' });
    expect(await at.run()).toEqual({ queued: 0, applied: 2, failed: 0 });
    const [made] = at.rows('/ip/hotspot/user/profile').filter(({ name }) => name === 'lastmile-G');
    expect(at.rows('/ip/hotspot/user').map(({ profile }) => profile)).toEqual([made?.['.id'], made?.['.id']]);
  });

  test('given a removed profile, when it is only looked at, then the comparison tells everybody whom it concerns, and repairing brings them all back', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { fill } });
    await at.customers('rahim,Home,10.0.0.9', 'karim,Home,10.0.0.10');
    await at.run();
    at.simulator.faults.set('profile-gone');
    const { lines } = await at.client.drift.compare({ router: at.routerId });
    expect(lines.map(({ kind, menu, name }) => [kind, menu, name])).toEqual([
      ['missing', '/ppp/profile', 'lastmile-H'],
      ['different', '/ppp/secret', 'rahim'],
      ['different', '/ppp/secret', 'karim'],
    ]);
    expect(await at.client.drift.repair({ router: at.routerId, lines: 'all' })).toEqual({ repaired: 3, failed: 0 });
    expect(dialled(at, 'karim')).toMatchObject({ accepted: true });
    foreignStays(at);
  });

  test('given a profile that does not stay on the router, when its customer is to be brought there, then it says which one has to be made', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { fill } });
    const profiles = at.simulator.tables.at('/ppp/profile');
    // A script on the router that removes what it does not know.
    const end = profiles.listen((change) => {
      if (change.kind === 'changed') profiles.delete(change.row);
    });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await at.run()).toEqual({ queued: 0, applied: 0, failed: 1 });
    expect(await told(at)).toEqual([
      ['provisioning-no-profile', expect.stringMatching(/^The profile "lastmile-H" is not on RTR-1.*try again\.$/)],
    ]);
    expect(names(at)).toEqual(['uncle']);
    end();
    await at.client.provisioning.retry({});
    expect(await at.run()).toEqual(DONE);
    expect(names(at)).toEqual(['rahim', 'uncle']);
  });

  test('given a pool that may not be made, when its customer is to be brought there, then it is the pool that is told of', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { fill } });
    await at.customers('rahim,Pool');
    at.simulator.faults.set('read-only', { times: 1 });
    expect(await at.run()).toEqual({ queued: 0, applied: 0, failed: 1 });
    expect(await told(at)).toEqual([['router-not-permitted', expect.stringContaining('(/ip/pool/add). Give it')]]);
    await at.client.provisioning.retry({});
    expect(await at.run()).toEqual(DONE);
    expect(dialled(at, 'rahim')).toMatchObject({ accepted: true });
  });
});
