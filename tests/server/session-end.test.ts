import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { dayAt, daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import { StandInRadiusRouter } from '../fixtures/radius-router.ts';
import { adds, changes, does, payment, puts } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { metricsOf } from '#server/http/metrics.ts';
import { DAILY, FAST, HOME, HOTSPOT, homePackage, NAS, RadiusIsp, someone } from './freeradius/isp.ts';

/** An ISP with one router, and somebody by the day (10.00 of it, the first free) who is online there with credit for three. */
async function online(router: StandInRadiusRouter) {
  const isp = await RadiusIsp.open();
  await isp.putNas(router.port);
  const rahim = someone('rahim', { billingProfileId: DAILY });
  await isp.push([adds([rahim], [payment(rahim.id, 2500)])]);
  await isOnline(isp, 'rahim');
  const queued = () => isp.database.query('SELECT username, kind, code FROM session_change');
  /** Seconds from now to the midnight behind so many days. */
  const midnight = (days: number): number =>
    (startOfDay(daysAfter(dayAt(rahim.createdAt, 'Asia/Dhaka'), days), 'Asia/Dhaka') - Date.now()) / 1000;
  return { isp, rahim, queued, midnight };
}

const isOnline = (isp: RadiusIsp, username: string) =>
  isp.database.query(
    `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime, framedipaddress)
     VALUES ('81e0002c', $1, $2, $3, now(), now(), '10.0.0.7')`,
    [randomUUID(), username, NAS],
  );

const pays = (id: string, amount: number) => changes(id, {}, { action: 'add-payment', lines: [payment(id, amount)] });
const near = (seconds: number) => ({ asymmetricMatch: (other: unknown) => Math.abs(Number(other) - seconds) < 60 });

describe.skipIf(!hasPostgreSql())('the end of a session that goes on', () => {
  test('given somebody online who pays, when it is worked off, then the router is told the new end and nothing else', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, queued, midnight } = await online(router);
    await isp.push([pays(rahim.id, 500)]);
    await isp.workOff();
    expect(router.orders).toMatchObject([
      { kind: 'coa', username: 'rahim', sessionId: '81e0002c', rate: undefined, timeout: near(midnight(4)) },
    ]);
    expect(await queued()).toEqual([]);
    // What changes no end tells nobody anything.
    await isp.push([changes(rahim.id, { fullName: 'Rahim Uddin' })]);
    await isp.workOff();
    expect(router.orders).toHaveLength(1);
  });

  test('given two payments before it is worked off, when it is, then the end is what holds then, told once', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, midnight } = await online(router);
    await isp.push([pays(rahim.id, 500), pays(rahim.id, 1000)]);
    await isp.push([pays(rahim.id, 1000)]);
    await isp.workOff();
    expect(router.orders).toMatchObject([{ kind: 'coa', timeout: near(midnight(6)) }]);
  });

  test('given a router that takes no new end, when it is worked off, then the session is not ended for that', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, queued } = await online(router);
    router.mood = { cause: 401 };
    await isp.push([pays(rahim.id, 500)]);
    await isp.workOff();
    expect(router.orders.map(({ kind }) => kind)).toEqual(['coa']);
    expect(await queued()).toEqual([]);
  });

  test('given money that is charged, and time that is taken back, when it is worked off, then the session ends earlier, or now when nothing is left', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, midnight } = await online(router);
    await isp.push([does(rahim.id, { action: 'add-charge', amount: '10', note: 'cable' })]);
    await isp.workOff();
    expect(router.orders).toMatchObject([{ kind: 'coa', timeout: near(midnight(2)) }]);
    const guest = await isp.add('guest', { packageId: HOTSPOT, expiresAt: Date.now() - 1000 });
    await isp.push([does(guest.id, { action: 'extend', days: 1 }, { at: Date.now() })]);
    await isOnline(isp, 'guest');
    await isp.push([changes(guest.id, {}, { isUndo: true, action: 'extend', at: Date.now() })]);
    await isp.workOff();
    expect(router.orders.at(-1)).toMatchObject({ kind: 'disconnect', username: 'guest' });
  });

  test('given a faster package and a payment at once, when it is worked off, then one message has both', async () => {
    await using router = await new StandInRadiusRouter().start();
    const { isp, rahim, midnight } = await online(router);
    const faster = { ...homePackage.body, downKbps: 30_720 };
    await isp.push([pays(rahim.id, 500), puts([{ ...homePackage, version: 2, body: faster }])]);
    await isp.workOff();
    expect(router.orders).toMatchObject([{ kind: 'coa', rate: '5120k/30720k', timeout: near(midnight(4)) }]);
  });
});

describe.skipIf(!hasPostgreSql())('rows of many customers who share a package', () => {
  const SIZE = 1_201;
  const many = async () => {
    const isp = await RadiusIsp.open();
    const people = Array.from({ length: SIZE }, (_, number) => someone(`user${number}`));
    for (let from = 0; from < SIZE; from += 500) await isp.push([adds(people.slice(from, from + 500))]);
    const groups = async () => {
      const rows = await isp.database.query<{ groupname: string; n: number }>(
        'SELECT groupname, count(*)::int AS n FROM radusergroup GROUP BY 1 ORDER BY 1',
      );
      return Object.fromEntries(rows.map(({ groupname, n }) => [groupname, n]));
    };
    const left = () => isp.database.query('SELECT count(*)::int AS n FROM radius_again');
    return { isp, people, groups, left };
  };
  const ownGroup = puts([{ ...homePackage, version: 2, body: { ...homePackage.body, radiusGroup: 'gold' } }]);

  test('given a package with another group, when it is worked off in pieces, then all have it, and what came between counts', async () => {
    const { isp, people, groups, left } = await many();
    const [first, second, third] = people;
    await isp.push([ownGroup]);
    expect(await left()).toEqual([{ n: SIZE }]);
    await isp.push([
      does(first?.id ?? '', { action: 'delete' }),
      changes(second?.id ?? '', { packageId: FAST }),
      does(third?.id ?? '', { action: 'suspend' }),
    ]);
    await isp.workOff();
    expect(await left()).toEqual([{ n: 0 }]);
    expect(await groups()).toEqual({ gold: SIZE - 3, [`plan:${FAST}`]: 1, 'st:suspended': 1 });
    const twice = await isp.database.query('SELECT username FROM radcheck GROUP BY 1 HAVING count(*) > 2');
    expect(twice).toEqual([]);
  });

  test('given one among them whose rows cannot be made, when it is worked off, then the others have theirs, and that one is told', async () => {
    const { isp, people, groups } = await many();
    const broken = people[7]?.id ?? '';
    const failed = () => isp.database.query('SELECT customer_id AS id FROM radius_again WHERE failed_at IS NOT NULL');
    await isp.database.query("UPDATE customer SET password_sealed = repeat('x', 60)::bytea WHERE id = $1", [broken]);
    await isp.push([ownGroup]);
    await isp.workOff();
    expect(await groups()).toEqual({ gold: SIZE - 1, [`plan:${HOME}`]: 1 });
    expect(await failed()).toEqual([{ id: broken }]);
    const metrics = await metricsOf(isp.database).text();
    expect(metrics).toContain('lastmile_radius_unwritten 1');
    expect(isp.log.filter((line) => line.includes(broken))).toHaveLength(1);
    // Not at every turn; but once it may have been mended it is tried again.
    await isp.workOff();
    expect(isp.log).toHaveLength(1);
    await isp.database.query('UPDATE customer SET password_sealed = NULL WHERE id = $1', [broken]);
    isp.later += 11 * 60_000;
    await isp.workOff();
    expect(await groups()).toEqual({ gold: SIZE - 1 });
    expect(await failed()).toEqual([]);
  });

  test.skipIf(!inject('hasFreeRadius'))(
    'given a package that has become faster, when its customers log in, then at the new speed at once, and by their own group once it is written',
    async () => {
      const { isp } = await many();
      const radius = await isp.freeRadius();
      const faster = { ...homePackage.body, downKbps: 30_720 };
      await isp.push([puts([{ ...homePackage, version: 2, body: faster }])]);
      const rate = async (name: string) => (await radius.login(name)).attributes['Mikrotik-Rate-Limit'];
      expect(await rate('user1200')).toBe('5120k/30720k');
      await isp.database.query(
        `INSERT INTO radgroupreply (groupname, attribute, op, value) VALUES ('gold', 'Mikrotik-Rate-Limit', '=', '1M/9M')`,
      );
      await isp.push([puts([{ ...homePackage, version: 3, body: { ...faster, radiusGroup: 'gold' } }])]);
      await isp.workOff();
      expect(await rate('user0')).toBe('1M/9M');
      expect(await rate('user1200')).toBe('1M/9M');
    },
  );
});
