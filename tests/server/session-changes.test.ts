import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { StandInRadiusRouter } from '../fixtures/radius-router.ts';
import { changes, does, puts } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { FAST, homePackage, NAS, RadiusIsp } from './freeradius/isp.ts';

/** An ISP with one router, and one customer who is online there. */
async function online(router: StandInRadiusRouter) {
  const isp = await RadiusIsp.open();
  await isp.putNas(router.port);
  const rahim = await isp.add('rahim');
  await isp.database.query(
    `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime, framedipaddress)
     VALUES ('81e0002c', $1, 'rahim', $2, now(), now(), '10.0.0.7')`,
    [randomUUID(), NAS],
  );
  const queued = () => isp.database.query('SELECT username, kind, attempts, code FROM session_change');
  return { isp, rahim, queued };
}

const home = (body: object) => puts([{ ...homePackage, version: 2, body: { ...homePackage.body, ...body } }]);

describe.skipIf(!hasPostgreSql())('what open sessions are told', () => {
  test('given a package that has become faster, when it is worked off, then its session goes on at the new speed', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, queued } = await online(router);
    await isp.push([home({ downKbps: 30_720 })]);
    await isp.workOff();
    expect(router.orders).toMatchObject([
      { kind: 'coa', username: 'rahim', sessionId: '81e0002c', rate: '5120k/30720k' },
    ]);
    expect(await queued()).toEqual([]);
  });

  test('given a router that takes no new speed, when it is worked off, then it ends the session instead', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp } = await online(router);
    router.mood = { cause: 401 };
    await isp.push([home({ downKbps: 30_720 })]);
    await isp.workOff();
    expect(router.orders.map(({ kind }) => kind)).toEqual(['coa', 'disconnect']);
  });

  test('given another pool or address, when it is worked off, then the session ends', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim } = await online(router);
    await isp.push([changes(rahim.id, { packageId: FAST })]);
    await isp.push([changes(rahim.id, { ip: 0x0a_00_03_09 })]);
    await isp.workOff();
    expect(router.orders.map(({ kind }) => kind)).toEqual(['disconnect']);
  });

  test('given a router that says nothing, when it is worked off, then it is tried again later', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, queued } = await online(router);
    router.mood = 'silent';
    await isp.push([does(rahim.id, { action: 'delete' })]);
    await isp.workOff({ patience: { deadline: 50, firstWait: 50 } });
    expect(await queued()).toEqual([{ username: 'rahim', kind: 'disconnect', attempts: 1, code: 'no-answer' }]);
    router.mood = 'willing';
    isp.later = 60_000;
    await isp.workOff();
    expect(await queued()).toEqual([]);
    expect(router.orders.at(-1)).toMatchObject({ kind: 'disconnect', sessionId: '81e0002c' });
  });
});
