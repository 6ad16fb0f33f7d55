import { describe, expect, inject, test } from 'vitest';
import { closeStale, STALE_MINUTES } from '#server/radius/close-stale.ts';
import { onlineNow, sessionsOf } from '#server/radius/sessions.ts';
import { usageOf } from '#server/radius/usage.ts';
import { reachOf } from '#server/sync/reach.ts';
import { StandInRadiusRouter } from '../fixtures/radius-router.ts';
import { does, ROOT } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { RadiusIsp } from './freeradius/isp.ts';

/** An ISP with a FreeRADIUS, one router and one customer. */
async function opened(port?: number) {
  const isp = await RadiusIsp.open();
  await isp.putNas(port);
  const rahim = await isp.add('rahim');
  const radius = await isp.freeRadius();
  const { database } = isp;
  const reach = await reachOf(database, ROOT);
  const page = { after: null, limit: 100 };
  return {
    ...{ isp, rahim, radius, database },
    online: async () => (await onlineNow(database, reach, page, new Date())).sessions,
    history: async () => (await sessionsOf(database, reach, { ...page, customer: rahim.id })).sessions,
    used: async () => {
      const from = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const to = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      return (await usageOf(database, reach, { ...page, by: 'customer', customer: null, from, to })).rows;
    },
    /** Nothing was heard of anything for so long. */
    silence: (minutes: number) =>
      database.query(
        `UPDATE radacct SET acctstarttime = acctstarttime - make_interval(mins => $1::int),
           acctupdatetime = acctupdatetime - make_interval(mins => $1::int)`,
        [minutes],
      ),
    close: () => closeStale(database, STALE_MINUTES, new Date()),
  };
}

describe.skipIf(!hasPostgreSql() || !inject('hasFreeRadius'))('what FreeRADIUS hears of sessions', () => {
  test('given a session with more than 4 GB, when its router reports it, then the bytes are of 64 bits, in the list, the history and the data used', async () => {
    const { radius, rahim, online, history, used } = await opened();
    const octets = (up: number, upGiga: number, down: number, downGiga: number) => ({
      ...{ 'Acct-Input-Octets': up, 'Acct-Input-Gigawords': upGiga },
      ...{ 'Acct-Output-Octets': down, 'Acct-Output-Gigawords': downGiga },
    });
    await radius.report('rahim', 'Start', '1');
    await radius.report('rahim', 'Interim-Update', '1', 300, octets(4_294_967_295, 0, 5, 3));
    const [now] = await online();
    expect(now).toMatchObject({ customer: rahim.id, bytesUp: 4_294_967_295, bytesDown: 3 * 2 ** 32 + 5 });
    expect(now).toMatchObject({ nas: { name: 'tower' }, address: '10.0.0.7', mac: 'AA:BB:CC:00:00:09' });
    await radius.report('rahim', 'Stop', '1', 600, { ...octets(1, 1, 6, 3), 'Acct-Terminate-Cause': 'User-Request' });
    expect(await online()).toEqual([]);
    expect(await history()).toMatchObject([{ bytesUp: 2 ** 32 + 1, cause: 'User-Request', end: expect.any(Number) }]);
    expect(await used()).toEqual([{ key: rahim.id, bytesUp: 2 ** 32 + 1, bytesDown: 3 * 2 ** 32 + 6 }]);
  });

  test('given a session that is not heard of any more, when it is closed, then a report that comes after all opens it, and its end counts', async () => {
    const { radius, online, history, used, silence, close } = await opened();
    await radius.report('rahim', 'Start', '1');
    await radius.report('rahim', 'Interim-Update', '1', 300, { 'Acct-Input-Octets': 100 });
    expect(await close()).toBe(0);
    await silence(20);
    expect(await close()).toBe(1);
    expect(await history()).toMatchObject([{ cause: 'Lost-Carrier-Stale', bytesUp: 100 }]);
    await radius.report('rahim', 'Interim-Update', '1', 1_500, { 'Acct-Input-Octets': 300 });
    expect(await online()).toMatchObject([{ cause: null, end: null, bytesUp: 300 }]);
    await silence(20);
    await close();
    await radius.report('rahim', 'Stop', '1', 1_600, {
      'Acct-Input-Octets': 400,
      'Acct-Terminate-Cause': 'NAS-Request',
    });
    expect(await history()).toMatchObject([{ cause: 'NAS-Request', bytesUp: 400 }]);
    expect(await used()).toMatchObject([{ bytesUp: 400 }]);
  });

  test('given a session that was closed while FreeRADIUS was away, when its customer is suspended, then the router ends it all the same', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, radius, rahim, silence, close } = await opened(router.port);
    await radius.report('rahim', 'Start', '1');
    await radius.report('rahim', 'Interim-Update', '1', 300);
    await silence(60);
    expect(await close()).toBe(1);
    await isp.push([does(rahim.id, { action: 'suspend' })]);
    await isp.workOff();
    expect(router.orders).toMatchObject([{ kind: 'disconnect', username: 'rahim', sessionId: '1' }]);
  });

  test.each(['Accounting-On', 'Accounting-Off'] as const)(
    'given sessions on a router, when it reports %s, then they are over and no others are',
    async (kind) => {
      const { isp, radius, database, online, history } = await opened();
      await isp.add('karim');
      await radius.report('rahim', 'Start', '1');
      await radius.report('karim', 'Start', '2');
      await database.query(`UPDATE radacct SET nasipaddress = '127.0.0.9' WHERE username = 'karim'`);
      await radius.reportItself(kind);
      expect((await online()).map(({ username }) => username)).toEqual(['karim']);
      expect(await history()).toMatchObject([{ cause: 'NAS-Reboot', end: expect.any(Number) }]);
      // The router tells of new sessions under numbers that it had before.
      await radius.report('rahim', 'Start', '3');
      expect((await online()).map(({ username }) => username)).toEqual(['karim', 'rahim']);
    },
  );
});
