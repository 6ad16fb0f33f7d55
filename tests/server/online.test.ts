import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { closeStale, STALE_MINUTES } from '#server/radius/close-stale.ts';
import { onlineNow, sessionsOf } from '#server/radius/sessions.ts';
import { usageOf } from '#server/radius/usage.ts';
import { reachOf } from '#server/sync/reach.ts';
import { adds, changes, Console, does, NORTH, ROOT, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { NAS, RadiusIsp, someone } from './freeradius/isp.ts';

const page = { after: null, limit: 100 };
const AT = Date.parse('2026-11-20T10:00:00Z');
const MINUTE = 60_000;

interface Reported {
  /** Minutes ago. */
  readonly updated?: number;
  readonly up?: number;
  readonly down?: number;
  readonly nas?: string;
  /** Seconds since the report before; null: there was none. */
  readonly interval?: number | null;
  readonly id?: string;
}

/** An ISP whose sessions are written as FreeRADIUS writes them, at instants that are named. */
async function opened() {
  const isp = await RadiusIsp.open();
  const { database } = isp;
  const report = async (
    username: string,
    minutesAgo: number,
    { updated = 0, up = 0, down = 0, nas = NAS, interval = 300, id = randomUUID() }: Reported = {},
  ): Promise<string> => {
    await database.query(
      `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime,
         acctinterval, framedipaddress, callingstationid, acctinputoctets, acctoutputoctets)
       VALUES ('s', $1, $2, $3, to_timestamp($4::bigint / 1000), to_timestamp($5::bigint / 1000), $6,
         '10.0.0.7', 'AA:BB:CC:00:00:09', $7, $8)
       ON CONFLICT (acctuniqueid) DO UPDATE SET acctupdatetime = excluded.acctupdatetime,
         acctinputoctets = excluded.acctinputoctets, acctoutputoctets = excluded.acctoutputoctets`,
      [id, username, nas, AT - minutesAgo * MINUTE, AT - updated * MINUTE, interval, up, down],
    );
    return id;
  };
  const online = async (operatorId = ROOT, more: object = {}) =>
    onlineNow(database, await reachOf(database, operatorId), { ...page, ...more }, new Date(AT));
  const history = async (customer: string, operatorId = ROOT, more: object = {}) =>
    sessionsOf(database, await reachOf(database, operatorId), { ...page, customer, ...more });
  const used = async (by: 'day' | 'customer', customer: string | null = null, more: object = {}) =>
    usageOf(database, await reachOf(database, ROOT), {
      ...{ ...page, by, customer, from: '2026-11-01', to: '2026-11-30' },
      ...more,
    });
  const close = () => closeStale(database, STALE_MINUTES, new Date(AT));
  return { isp, report, online, history, used, close };
}

describe.skipIf(!hasPostgreSql())('who is online, and what was used', () => {
  test('given sessions, when it is asked who is online, then those that are open and fresh, with router, address, device and bytes of 64 bits', async () => {
    const { isp, report, online } = await opened();
    await isp.putNas();
    const rahim = await isp.add('rahim');
    await isp.add('karim');
    await report('rahim', 60, { up: 5 * 2 ** 32, down: 2 ** 40 });
    await report('karim', 60, { updated: 16 });
    await report('a stranger', 60);
    const { sessions, next } = await online();
    expect(next).toBeNull();
    expect(sessions).toEqual([
      {
        ...{ id: expect.any(String), customer: rahim.id, username: 'rahim', start: AT - 60 * MINUTE, updated: AT },
        ...{ end: null, cause: null, address: '10.0.0.7', mac: 'AA:BB:CC:00:00:09' },
        ...{ nas: { address: NAS, name: 'tower' }, bytesUp: 5 * 2 ** 32, bytesDown: 2 ** 40 },
      },
    ]);
  });

  test('given several operators and routers, when each asks, then everybody sees their own, in pages, on the router that they ask for', async () => {
    const { isp, report, online } = await opened();
    const people = { n1: NORTH, s1: SOUTH, n2: NORTH };
    for (const [name, operatorId] of Object.entries(people)) {
      await isp.push([adds([someone(name, { operatorId })])]);
      await report(name, 5, { nas: name === 'n2' ? '10.0.0.2' : NAS });
    }
    const names = async (...asked: Parameters<typeof online>) =>
      (await online(...asked)).sessions.map(({ username }) => username);
    expect(await names(NORTH)).toEqual(['n1', 'n2']);
    expect(await names(SOUTH)).toEqual(['s1']);
    expect(await names(NORTH, { router: '10.0.0.2' })).toEqual(['n2']);
    const first = await online(ROOT, { limit: 2 });
    expect(first.sessions).toHaveLength(2);
    expect(await names(ROOT, { limit: 2, after: first.next })).toEqual(['n2']);
    expect(await names(ROOT, { after: 'x' })).toEqual(['n1', 's1', 'n2']);
  });

  test('given a name that another customer gets, when each is asked about, then nobody sees the sessions of the one before', async () => {
    const { isp, report, history, online, used } = await opened();
    isp.later = AT - Date.now() - 60 * MINUTE;
    const north = new Console(isp.deps, NORTH);
    const before = someone('shared', { operatorId: NORTH });
    await north.push([adds([before])]);
    const open = await report('shared', 50, { up: 1_000 });
    isp.later = AT - Date.now() - 30 * MINUTE;
    await north.push([does(before.id, { action: 'delete' })]);
    const after = someone('shared', { operatorId: SOUTH });
    await new Console(isp.deps, SOUTH).push([adds([after])]);
    await report('shared', 10, { up: 7 });
    await report('shared', 50, { up: 1_500, id: open });
    const bytes = async (id: string, operator: string) =>
      (await history(id, operator)).sessions.map(({ bytesUp }) => bytesUp);
    expect(await bytes(before.id, NORTH)).toEqual([1_500]);
    expect(await bytes(after.id, SOUTH)).toEqual([7]);
    expect(await bytes(before.id, SOUTH)).toEqual([]);
    expect((await online(SOUTH)).sessions).toHaveLength(1);
    expect((await used('customer')).rows.map(({ key, bytesUp }) => [key, bytesUp]).sort()).toEqual(
      [
        [before.id, 1_500],
        [after.id, 7],
      ].sort(),
    );
  });

  test('given a customer who was renamed, when the history is asked for, then it has both names, the newest first, in pages', async () => {
    const { isp, report, history } = await opened();
    isp.later = AT - Date.now() - 60 * MINUTE;
    const rahim = await isp.add('old-name');
    await report('old-name', 50);
    isp.later = AT - Date.now() - 30 * MINUTE;
    await isp.push([changes(rahim.id, { username: 'new-name' })]);
    await report('new-name', 20);
    const names = async (more: object = {}) =>
      (await history(rahim.id, ROOT, more)).sessions.map(({ username }) => username);
    expect(await names()).toEqual(['new-name', 'old-name']);
    const { next } = await history(rahim.id, ROOT, { limit: 1 });
    expect(await names({ after: next })).toEqual(['old-name']);
  });

  test('given a session over a midnight, when its reports come, then each day has what was used on it, by the clock of the ISP', async () => {
    const { isp, report, used } = await opened();
    const [rahim, karim] = [await isp.add('rahim'), await isp.add('karim')];
    // 18:00 UTC is midnight in Dhaka: 16 hours before ten in the morning UTC.
    const id = await report('rahim', 20 * 60, { updated: 17 * 60, up: 100, down: 1_000 });
    await report('rahim', 20 * 60, { updated: 15 * 60, up: 150, down: 1_500, id });
    // A report that was overtaken, and the next one.
    await report('rahim', 20 * 60, { updated: 15 * 60, up: 120, down: 1_200, id });
    await report('rahim', 20 * 60, { updated: 14 * 60, up: 150, down: 1_500, id });
    await report('karim', 60, { up: 5, down: 7 });
    const days = await used('day');
    expect(days).toEqual({
      rows: [
        { key: '2026-11-19', bytesUp: 100, bytesDown: 1_000 },
        { key: '2026-11-20', bytesUp: 55, bytesDown: 507 },
      ],
      total: { bytesUp: 155, bytesDown: 1_507 },
      next: null,
    });
    expect((await used('day', karim.id)).total).toEqual({ bytesUp: 5, bytesDown: 7 });
    const first = await used('customer', null, { limit: 1 });
    const second = await used('customer', null, { limit: 1, after: first.next });
    expect([...first.rows, ...second.rows].map(({ key }) => key)).toEqual([rahim.id, karim.id].sort());
    expect(second).toMatchObject({ next: null, total: { bytesUp: 155 } });
    expect((await used('day', null, { to: '2026-11-18' })).total).toEqual({ bytesUp: 0, bytesDown: 0 });
  });

  test('given a router that tells nonsense, when it is counted, then nothing fails and no number is more than a number holds', async () => {
    const { isp, report, online, used } = await opened();
    const rahim = await isp.add('rahim');
    for (const up of ['9223372036854775807', '9223372036854775807', '-5'])
      await report('rahim', 5, { up: up as unknown as number });
    expect((await online()).sessions.map(({ bytesUp }) => bytesUp)).toEqual([2 ** 53 - 1, 2 ** 53 - 1, 0]);
    expect((await used('day', rahim.id)).total.bytesUp).toBe(2 ** 53 - 1);
    await isp.push([
      {
        ...{ uid: randomUUID(), name: 'records.put' },
        args: {
          ...{ by: '', at: 0 },
          records: [{ kind: 'setting', id: 'timeZone', operatorId: null, version: 1, body: { value: 'No/Where' } }],
        },
      },
    ]);
    await report('rahim', 5, { down: 9 });
    expect((await used('day', rahim.id)).total.bytesDown).toBe(9);
  });

  test('given sessions that nothing was heard of, when it is looked for them, then those of three reports are closed when they were last heard of, those without any after a day', async () => {
    const { isp, report, history, close } = await opened();
    const rahim = await isp.add('rahim');
    const cases = {
      'heard of just now': { updated: 14 },
      'nothing for three reports': { updated: 16 },
      'reports every ten minutes': { updated: 29, interval: 600 },
      'none for three of those': { updated: 31, interval: 600 },
      'never reports': { updated: 23 * 60, interval: null },
      'never reports, for a day': { updated: 25 * 60, interval: null },
      'an interval of weeks': { updated: 25 * 60, interval: 9_999_999 },
    };
    for (const one of Object.values(cases)) await report('rahim', 30 * 60, one);
    expect(await close()).toBe(4);
    expect(await close()).toBe(0);
    const { sessions } = await history(rahim.id);
    const told = sessions
      .toReversed()
      .map(({ end, cause, updated }) => (end === null ? 'open' : [cause, end === updated]));
    const stale = ['Lost-Carrier-Stale', true];
    expect(told).toEqual(['open', stale, 'open', stale, 'open', stale, stale]);
  });
});
