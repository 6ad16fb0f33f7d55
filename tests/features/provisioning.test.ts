import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { RouterBeside } from '../fixtures/router-beside.ts';
import { beside } from './core-at-work.ts';

/** Does something to a customer; it has to be done, or the test says nothing. */
async function act(at: OfficeWithRouter, username: string, terms: ActionTerms): Promise<void> {
  expect((await at.act(username, terms)).first).toMatchObject({ state: 'applied' });
}
const run = (at: OfficeWithRouter) => at.run();
const secret = (at: OfficeWithRouter, name: string) => at.rows('/ppp/secret').find((row) => row['name'] === name);
/** Why the first of what failed did. */
const reason = async (at: OfficeWithRouter) => (await at.client.provisioning.list({ state: 'failed' })).jobs[0]?.reason;
/** Records refer to their profile by its id. */
const profileOf = (at: OfficeWithRouter, menu: string, row: Readonly<Record<string, string>> | undefined) =>
  at.rows(menu).find((profile) => profile['.id'] === row?.['profile']);

describe('a customer whose router is known', () => {
  test('given a PPPoE customer with an address, when the queue is worked, then the secret stands on the router, marked, with profile and password, and a second run changes nothing', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(secret(at, 'rahim')).toMatchObject({
      password: 'secret-of-rahim',
      'remote-address': '10.0.0.9',
      comment: `lastmile:${await at.customerId('rahim')}`,
    });
    expect(profileOf(at, '/ppp/profile', secret(at, 'rahim'))).toMatchObject({
      name: 'lastmile-H',
      'rate-limit': '5000k/10000k',
      'local-address': '10.0.0.1',
    });
    const { writes } = at.simulator.counters;
    await at.change({ suspension: 'list' });
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(at.simulator.counters.writes).toBe(writes);
  });

  test('given somebody online, when they are suspended and reactivated, then they are cut off, kept out and let in again', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    await run(at);
    const dial = () =>
      at.simulator.connectCustomer({
        name: 'rahim',
        password: 'secret-of-rahim',
        mac: 'AA:BB:CC:00:00:01',
        service: 'pppoe',
      });
    const first = dial();
    expect(first.accepted && first.session.isOnline()).toBe(true);
    await act(at, 'rahim', { action: 'suspend' });
    await run(at);
    expect(first.accepted && first.session.isOnline()).toBe(false);
    expect(dial().accepted).toBe(false);
    await act(at, 'rahim', { action: 'reactivate' });
    await run(at);
    expect(dial().accepted).toBe(true);
  });

  test('given a customer on the router, when they are deleted, then nothing of theirs is left there and what is foreign stays', async () => {
    await using at = await OfficeWithRouter.open({
      simulator: { fill: { '/ppp/secret': [{ name: 'foreign', password: 'x' }] } },
    });
    await at.customers('rahim,Home,10.0.0.9');
    await run(at);
    await act(at, 'rahim', { action: 'delete' });
    expect(await run(at)).toEqual({ queued: 0, applied: 0, failed: 0 });
    expect(at.rows('/ppp/secret').map(({ name }) => name)).toEqual(['foreign']);
  });

  test('given a foreign secret of the same name, when the customer is to be brought there, then it is not touched and the job tells it', async () => {
    await using at = await OfficeWithRouter.open({
      simulator: { fill: { '/ppp/secret': [{ name: 'rahim', password: 'theirs', comment: 'uncle' }] } },
    });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await run(at)).toEqual({ queued: 0, applied: 0, failed: 1 });
    expect(secret(at, 'rahim')).toMatchObject({ password: 'theirs', comment: 'uncle' });
    expect(await reason(at)).toEqual({
      code: 'provisioning-foreign',
      params: { menu: '/ppp/secret', name: 'rahim' },
    });
    at.simulator.tables.at('/ppp/secret').find('name', 'rahim')?.values.set('name', 'uncle');
    await at.client.provisioning.retry({});
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(secret(at, 'uncle')).toMatchObject({ password: 'theirs', comment: 'uncle' });
  });

  test('given a record that was renamed by hand, and one that was deleted, when they are queued again, then each is as it should be and none is there twice', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9', 'karim,Home,10.0.0.10');
    await run(at);
    const table = at.simulator.tables.at('/ppp/secret');
    const [rahim, karim] = [table.find('name', 'rahim'), table.find('name', 'karim')];
    rahim?.values.set('name', 'somebody');
    if (karim) table.delete(karim);
    await at.change({ suspension: 'profile' });
    expect(await run(at)).toEqual({ queued: 0, applied: 2, failed: 0 });
    expect(
      at
        .rows('/ppp/secret')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['karim', 'rahim']);
  });

  test('given a hotspot customer and one with a lease, when the queue is worked, then both stand on the router', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('guest,Guest', 'office,Office,10.0.0.20,AA:BB:CC:00:00:07');
    expect(await run(at)).toEqual({ queued: 0, applied: 2, failed: 0 });
    const user = at.rows('/ip/hotspot/user').find(({ name }) => name === 'guest');
    expect(profileOf(at, '/ip/hotspot/user/profile', user)).toMatchObject({ name: 'lastmile-G' });
    expect(at.rows('/ip/dhcp-server/lease')).toMatchObject([
      { address: '10.0.0.20', 'mac-address': 'AA:BB:CC:00:00:07' },
    ]);
  });
});

describe('what an office does to a customer', () => {
  test.each([
    ['disable', { disabled: 'true' }],
    ['profile', { disabled: 'false', profile: 'lastmile-suspended', 'remote-address': undefined }],
    ['list', { disabled: 'false', profile: 'lastmile-H', 'remote-address': '10.0.0.9' }],
  ] as const)(
    'given a router that suspends by %s, when a customer is suspended, then the router has them so, and as before once they are reactivated',
    async (suspension, wanted) => {
      await using at = await OfficeWithRouter.open();
      await at.change({ suspension });
      await at.customers('rahim,Home,10.0.0.9');
      await run(at);
      const stands = () => {
        const row = secret(at, 'rahim');
        return { ...row, profile: profileOf(at, '/ppp/profile', row)?.['name'] };
      };
      const before = stands();
      await act(at, 'rahim', { action: 'suspend' });
      expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
      expect(stands()).toMatchObject(
        Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
      );
      if (suspension === 'profile') expect(stands()).not.toHaveProperty('remote-address', '10.0.0.9');
      const list = at.rows('/ip/firewall/address-list').map(({ address }) => address);
      expect(list).toEqual(suspension === 'list' ? ['10.0.0.9'] : []);
      await act(at, 'rahim', { action: 'reactivate' });
      expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
      expect(stands()).toEqual(before);
      expect(at.rows('/ip/firewall/address-list')).toEqual([]);
    },
  );

  test('given somebody online, when package, address or password change, then the record has it, and who is online connects anew where that is needed', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    await run(at);
    const dial = (password: string) => {
      const dialled = at.simulator.connectCustomer({
        name: 'rahim',
        password,
        mac: 'AA:BB:CC:00:00:01',
        service: 'pppoe',
      });
      if (!dialled.accepted) throw new Error(dialled.reason);
      return dialled.session;
    };
    const first = dial('secret-of-rahim');
    const packages = await at.client.packages.list();
    const faster = packages.find(({ name }) => name === 'Faster')?.id ?? '';
    await act(at, 'rahim', { action: 'change-package', package: faster });
    await run(at);
    expect(first.isOnline()).toBe(false);
    const second = dial('secret-of-rahim');
    await act(at, 'rahim', { action: 'change-ip', ip: '10.0.0.77' });
    await run(at);
    expect(second.isOnline()).toBe(false);
    const third = dial('secret-of-rahim');
    expect(third.address).toBe('10.0.0.77');
    await act(at, 'rahim', { action: 'reset-password' });
    await run(at);
    const { password } = await at.client.customers.revealPassword({ id: await at.customerId('rahim') });
    expect(secret(at, 'rahim')).toMatchObject({ password });
  });

  test('given somebody online, when they get another username, then the record is renamed and the session under the old name ends', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    await run(at);
    const dialled = at.simulator.connectCustomer({
      name: 'rahim',
      password: 'secret-of-rahim',
      mac: 'AA:BB:CC:00:00:01',
      service: 'pppoe',
    });
    const id = await at.customerId('rahim');
    beside(at.office.folder, (db) =>
      db.prepare("UPDATE customer SET username = 'rahim2', username_key = 'rahim2' WHERE id = ?").run(id),
    );
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
    expect(at.rows('/ppp/secret').map(({ name }) => name)).toEqual(['rahim2']);
    expect(dialled.accepted && dialled.session.isOnline()).toBe(false);
  });

  test('given a router run by RADIUS, when customers are brought there, then no secret and no user is written, only profiles, and what was there of ours goes', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9', 'guest,Guest');
    await run(at);
    expect(at.rows('/ppp/secret')).toHaveLength(1);
    await at.change({ authentication: 'radius' });
    expect(await run(at)).toEqual({ queued: 0, applied: 2, failed: 0 });
    expect(at.rows('/ppp/secret')).toEqual([]);
    expect(at.rows('/ip/hotspot/user').filter(({ name }) => name === 'guest')).toEqual([]);
    expect(at.rows('/ppp/profile').map(({ name }) => name)).toContain('lastmile-H');
  });
});

describe('what goes wrong on the way', () => {
  test('given a router that may not be written to, when a customer is added, then they wait and nothing is written', async () => {
    await using at = await OfficeWithRouter.open();
    await at.change({ writes: false });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await run(at)).toEqual({ queued: 1, applied: 0, failed: 0 });
    expect(at.simulator.counters.writes).toBe(0);
  });

  test.each(['drop-before-apply', 'drop-after-apply', 'fatal'] as const)(
    'given a line that is cut by %s in the middle of a write, when the queue is worked again, then everything is there once',
    async (fault) => {
      await using at = await OfficeWithRouter.open();
      await at.customers('rahim,Home,10.0.0.9', 'karim,Home,10.0.0.10', 'jamal,Home,10.0.0.11');
      at.simulator.faults.set(fault, { times: 1 });
      const first = await run(at);
      expect(first.failed).toBe(0);
      at.simulator.faults.clear();
      expect(await run(at)).toEqual({ queued: 0, applied: 3, failed: 0 });
      expect(at.rows('/ppp/secret')).toHaveLength(3);
    },
  );

  test.each(['one-byte-per-segment', 'legacy-login', 'latin1-names', 'clock-years-off'] as const)(
    'given a router with %s, when the queue is worked, then the customer is there',
    async (fault) => {
      await using at = await OfficeWithRouter.open({ simulator: { faults: [fault] } });
      await at.customers('rahim,Home,10.0.0.9');
      expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
    },
  );

  test('given a user who may only read, when the queue is worked, then the job fails and says that rights are missing', async () => {
    await using at = await OfficeWithRouter.open({ simulator: { faults: ['read-only'] } });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await run(at)).toEqual({ queued: 0, applied: 0, failed: 1 });
    expect(at.simulator.counters.writes).toBe(0);
    expect(await reason(at)).toMatchObject({ code: 'router-not-permitted' });
    at.simulator.faults.clear();
    await at.client.provisioning.retry({});
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
  });

  test('given a router that is broken for good, when its customers have moved to another, then it can be removed with what waited there', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    await run(at);
    await using other = await RouterBeside.start();
    const second = await other.addTo(at.client, { name: 'RTR-2' });
    await at.simulator.stop();
    await expect(at.client.routers.remove({ id: at.routerId })).rejects.toMatchObject({
      data: { code: 'record-in-use' },
    });
    await at.connect('10.0.0.0/22', second);
    expect(await run(at)).toEqual({ queued: 1, applied: 1, failed: 0 });
    await at.client.routers.remove({ id: at.routerId });
    expect(await at.client.provisioning.counts()).toEqual({ queued: 0, applied: 1, failed: 0 });
  });

  test('given a router that does not keep what it took, when it is read back, then the job says whose record it is', async () => {
    await using at = await OfficeWithRouter.open();
    await at.customers('rahim,Home,10.0.0.9');
    // A script on the router that turns every new secret off.
    at.simulator.tables.at('/ppp/secret').listen((change) => {
      if (change.kind === 'changed') change.row.values.set('disabled', 'true');
    });
    expect(await run(at)).toEqual({ queued: 0, applied: 0, failed: 1 });
    expect(await reason(at)).toEqual({
      code: 'provisioning-not-kept',
      params: { menu: '/ppp/secret', name: 'rahim', field: 'disabled' },
    });
  });

  test('given a router that is off, when the queue is worked, then the customer waits, the router tells why, and is served once it is on', async () => {
    await using at = await OfficeWithRouter.open();
    const { port } = at.simulator;
    await at.change({ port: port === 1 ? 2 : 1, password: 'secret' });
    await at.customers('rahim,Home,10.0.0.9');
    expect(await run(at)).toEqual({ queued: 1, applied: 0, failed: 0 });
    expect((await at.client.routers.list())[0]?.contact.reason).toMatchObject({ code: 'router-refused' });
    await at.change({ port, password: 'secret' });
    expect(await run(at)).toEqual({ queued: 0, applied: 1, failed: 0 });
  });
});
