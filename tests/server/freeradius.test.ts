import { describe, expect, inject, test } from 'vitest';
import { dayAt, daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import { adds, changes, does, mutation, payment, puts } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { DAILY, device, homePackage, HOTSPOT, RadiusIsp, someone } from './freeradius/isp.ts';
import type { Answer } from './freeradius/radclient.ts';
import { StandInRadiusRouter } from '../fixtures/radius-router.ts';

const ADDRESS = 0x0a_00_03_09;
const ACCEPT = 'Access-Accept';
const REJECT = 'Access-Reject';

/** What many were answered, who ask at the same time. */
async function codes(asked: Readonly<Record<string, Promise<Answer>>>): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, (await answer).code] as const)),
  );
}

/** The same by our own client. */
async function kinds(
  asked: Readonly<Record<string, Promise<{ readonly kind: string }>>>,
): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await Promise.all(Object.entries(asked).map(async ([name, outcome]) => [name, (await outcome).kind] as const)),
  );
}

describe.skipIf(!hasPostgreSql() || !inject('hasFreeRadius'))('FreeRADIUS over the central server', () => {
  test('given somebody who was pushed, when they log in, then they are let in with their speed, pool or address, and the reply is signed', async () => {
    const isp = await RadiusIsp.open();
    await isp.add('rahim', { ip: ADDRESS });
    await isp.add('karim');
    const radius = await isp.freeRadius();
    const rahim = await radius.login('rahim');
    expect(rahim).toMatchObject({
      code: 'Access-Accept',
      attributes: {
        'Mikrotik-Rate-Limit': '5120k/10240k',
        'Framed-IP-Address': '10.0.3.9',
        'Acct-Interim-Interval': '300',
      },
    });
    expect(rahim.attributes['Message-Authenticator']).toMatch(/^0x(?!0+$)[0-9a-f]{32}$/);
    const karim = await radius.login('karim');
    expect(karim).toMatchObject({ code: 'Access-Accept', attributes: { 'Framed-Pool': 'lastmile-home' } });
    const wrong = await radius.login('rahim', 'wrong');
    expect(wrong.code).toBe('Access-Reject');
    expect(wrong.attributes['Message-Authenticator']).toMatch(/^0x(?!0+$)[0-9a-f]{32}$/);
  });

  test('given somebody online, when they are suspended, then they are refused with a message, and their router ends the session', async () => {
    await using router = await new StandInRadiusRouter().start();
    const isp = await RadiusIsp.open();
    await isp.putNas(router.port);
    const rahim = await isp.add('rahim', { ip: ADDRESS });
    const radius = await isp.freeRadius();
    await radius.report('rahim', 'Start', '81e0002c');
    await isp.push([does(rahim.id, { action: 'suspend' }, { at: Date.now() })]);
    expect(await radius.login('rahim')).toMatchObject({
      code: 'Access-Reject',
      attributes: { 'Reply-Message': 'Account suspended' },
    });
    await isp.workOff();
    expect(router.orders).toMatchObject([
      { kind: 'disconnect', username: 'rahim', sessionId: '81e0002c', address: '10.0.0.7' },
    ]);
    await radius.report('rahim', 'Stop', '81e0002c', 60);
    await isp.push([does(rahim.id, { action: 'reactivate' }, { at: Date.now() })]);
    expect(await radius.login('rahim')).toMatchObject({
      code: 'Access-Accept',
      attributes: { 'Framed-IP-Address': '10.0.3.9' },
    });
  });

  test('given names and devices as people have them, when they log in, then each is known by its own alone', async () => {
    const isp = await RadiusIsp.open();
    await isp.add('a+b@isp');
    await isp.add('Karim/2');
    await isp.add('bound', { devices: [device('AA:BB:CC:00:00:01')] });
    await isp.add('several', { devices: [device('AA:BB:CC:00:00:01'), device('AA:BB:CC:00:00:02')] });
    const radius = await isp.freeRadius();
    const from = (mac: string) => ({ 'Calling-Station-Id': `"${mac}"` });
    const asked = {
      'a+b@isp': radius.login('a+b@isp'),
      'a b@isp': radius.login('a b@isp'),
      'Karim/2': radius.login('Karim/2'),
      'karim/2': radius.login('karim/2'),
      'bound, its device': radius.login('bound', 'secret', from('AA:BB:CC:00:00:01')),
      'bound, in small letters': radius.login('bound', 'secret', from('aa-bb-cc-00-00-01')),
      'bound, another device': radius.login('bound', 'secret', from('AA:BB:CC:00:00:02')),
      'bound, no device': radius.login('bound'),
      'several, the second': radius.login('several', 'secret', from('AA:BB:CC:00:00:02')),
      'several, a third': radius.login('several', 'secret', from('AA:BB:CC:00:00:03')),
    };
    expect(await codes(asked)).toEqual({
      ...{ 'a+b@isp': ACCEPT, 'a b@isp': REJECT, 'Karim/2': ACCEPT, 'karim/2': REJECT },
      ...{ 'bound, its device': ACCEPT, 'bound, in small letters': ACCEPT, 'bound, another device': REJECT },
      ...{ 'bound, no device': REJECT, 'several, the second': ACCEPT, 'several, a third': REJECT },
    });
  });

  test('given a name that only a table could hold, when it logs in, then what the router sends is data to PostgreSQL', async () => {
    const isp = await RadiusIsp.open();
    // Lastmile takes no such name; another program's rows may have it.
    await isp.database.query(
      `INSERT INTO radcheck (username, attribute, op, value) VALUES ('o''brien', 'Cleartext-Password', ':=', 'secret')`,
    );
    const radius = await isp.freeRadius();
    const asked = {
      known: radius.login("o'brien"),
      injected: radius.login("x' OR '1'='1"),
      appended: radius.login("o'brien'; DROP TABLE nas; --"),
      expanded: radius.login('%{Packet-Src-IP-Address}'),
    };
    expect(await codes(asked)).toEqual({ known: ACCEPT, injected: REJECT, appended: REJECT, expanded: REJECT });
    expect(await isp.database.query('SELECT * FROM nas')).toEqual([]);
  });

  test('given passwords that FreeRADIUS could read otherwise, when they are used, then they are what was typed, and never expanded', async () => {
    const isp = await RadiusIsp.open();
    const passwords = {
      ...{ percent: '100%', middle: 'a`b"c\'d', dollar: '${confdir}' },
      ...{
        backslash: 'back\\slash',
        newline: 'a\\nb',
        hex: '0x6162',
        octal: '\\101',
        end: 'end\\',
        header: '{sha}x',
        space: 'a b ',
      },
      ...{ bengali: 'পাসওয়ার্ড', long: 'é'.repeat(64), equals: '= := ==', comma: 'a, b' },
    };
    for (const [name, password] of Object.entries(passwords)) await isp.add(name, { password });
    // Lastmile takes no such password; another program's rows may have it.
    const foreign = { expansion: '%{User-Name}', run: '%{echo:/bin/id}' };
    for (const row of Object.entries(foreign)) {
      await isp.database.query(
        `INSERT INTO radcheck (username, attribute, op, value) VALUES ($1, 'Cleartext-Password', ':=', $2)`,
        row,
      );
    }
    Object.assign(passwords, foreign);
    const radius = await isp.freeRadius();
    const right = await kinds(
      Object.fromEntries(Object.entries(passwords).map(([name, password]) => [name, radius.loginAs(name, password)])),
    );
    expect(right).toEqual(Object.fromEntries(Object.keys(passwords).map((name) => [name, 'accepted'])));
    const wrong = { expansion: radius.loginAs('expansion', 'expansion'), octal: radius.loginAs('octal', 'A') };
    expect(await kinds(wrong)).toEqual({ expansion: 'rejected', octal: 'rejected' });
    const kept = await isp.database.query<{ pass: string }>('SELECT DISTINCT pass FROM radpostauth');
    expect(kept).toEqual([{ pass: '' }]);
  });

  test('given values that would be expanded or run, when a console sends them, then no row has them', async () => {
    const isp = await RadiusIsp.open();
    const unfit = ['%{User-Name}', 'x%{echo:/bin/id}', '`touch /tmp/x`', '"quoted"', "'quoted'", 'x`', 'two\nlines'];
    const people = unfit.map((password, number) => someone(`user${number}`, { password }));
    const { results } = await isp.console.push([adds(people)]);
    expect(results[0]?.rejections.map(({ code, field }) => `${code} ${field}`)).toEqual(
      unfit.map(() => 'VALUE_UNFIT password'),
    );
    const named = { radiusGroup: '`id`' };
    const put = puts([{ ...homePackage, version: 2, body: { ...homePackage.body, ...named } }]);
    expect((await isp.console.push([put])).results).toMatchObject([{ rejections: [{ code: 'VALUE_UNFIT' }] }]);
    await isp.add('rahim');
    const tables = ['radcheck', 'radreply', 'radgroupcheck', 'radgroupreply'];
    const values = await isp.database.query<{ value: string }>(
      tables.map((table) => `SELECT value FROM ${table}`).join(' UNION ALL '),
    );
    expect(values.filter(({ value }) => /[`"']/.test(value))).toEqual([]);
    expect(await (await isp.freeRadius()).login('rahim')).toMatchObject({ code: ACCEPT });
  });

  test('given people in every state, when they log in, then each is let in as their state has it', async () => {
    const isp = await RadiusIsp.open();
    const over = Date.now() - 86_400_000;
    await isp.add('unpaid', { status: 'suspended', suspendedReason: 'unpaid', ip: ADDRESS });
    await isp.add('restored', { status: 'expired' });
    await isp.add('guest', { packageId: HOTSPOT, status: 'expired', expiresAt: over });
    await isp.add('overdue', { packageId: HOTSPOT, expiresAt: over });
    await isp.add('waiting', { status: 'pending' });
    await isp.add('unknown', { password: null });
    const gone = await isp.add('gone');
    await isp.push([does(gone.id, { action: 'delete' }, { at: Date.now() })]);
    const purged = await isp.add('purged');
    await isp.push([
      mutation({ name: 'customers.remove', args: { by: '', at: 0, ids: [purged.id], why: 'undo-import' } }),
    ]);
    const radius = await isp.freeRadius();
    const login = (name: string) => radius.login(name);
    const [unpaid, restored, guest, overdue] = await Promise.all(['unpaid', 'restored', 'guest', 'overdue'].map(login));
    expect(unpaid).toMatchObject({
      code: REJECT,
      attributes: { 'Reply-Message': 'Account suspended: payment is due' },
    });
    expect(unpaid?.attributes).not.toHaveProperty('Framed-IP-Address');
    expect(restored).toMatchObject({
      code: ACCEPT,
      attributes: {
        ...{ 'Mikrotik-Rate-Limit': '64k/64k', 'Framed-Pool': 'lastmile-expired' },
        'Mikrotik-Address-List': 'lastmile-suspended',
      },
    });
    for (const one of [guest, overdue])
      expect(one).toMatchObject({ code: REJECT, attributes: { 'Reply-Message': 'Plan expired' } });
    const others = Object.fromEntries(['waiting', 'unknown', 'gone', 'purged'].map((name) => [name, login(name)]));
    expect(await codes(others)).toEqual({ waiting: REJECT, unknown: REJECT, gone: REJECT, purged: REJECT });
  });

  test('given somebody by the day with credit, when they log in, then until the midnight that it lasts; another payment moves it', async () => {
    const isp = await RadiusIsp.open();
    // 300.00 for 30 days: 10.00 a day, and the first is free.
    const rahim = someone('rahim', { billingProfileId: DAILY });
    await isp.push([adds([rahim], [payment(rahim.id, 2500)])]);
    const radius = await isp.freeRadius();
    const end = async (): Promise<number> => {
      const { attributes } = await radius.login('rahim');
      return Date.now() / 1000 + Number(attributes['Session-Timeout']);
    };
    const midnight = (days: number): number =>
      startOfDay(daysAfter(dayAt(rahim.createdAt, 'Asia/Dhaka'), days), 'Asia/Dhaka') / 1000;
    expect(Math.abs((await end()) - midnight(3))).toBeLessThan(30);
    await isp.push([changes(rahim.id, {}, { action: 'add-payment', lines: [payment(rahim.id, 500)] })]);
    expect(Math.abs((await end()) - midnight(4))).toBeLessThan(30);
  });

  test('given sessions that routers report, when one was closed too early or is not heard of any more, then it is open again, or counts no more', async () => {
    const isp = await RadiusIsp.open();
    await isp.putNas();
    await isp.add('rahim');
    const radius = await isp.freeRadius();
    const open = () =>
      isp.database.query('SELECT acctstoptime IS NULL AS open, acctsessiontime AS seconds FROM radacct');
    const heard = (what: string) => isp.database.query(`UPDATE radacct SET ${what}`);
    await radius.report('rahim', 'Start', '1');
    await radius.report('rahim', 'Interim-Update', '1', 300);
    expect(await open()).toEqual([{ open: true, seconds: 300 }]);
    expect(await radius.login('rahim')).toMatchObject({ code: REJECT });
    const itself = { 'Calling-Station-Id': '"AA:BB:CC:00:00:09"' };
    expect(await radius.login('rahim', 'secret', itself)).toMatchObject({ code: ACCEPT });
    await heard("acctupdatetime = now() - interval '16 min'");
    expect(await radius.login('rahim')).toMatchObject({ code: ACCEPT });
    await heard('acctstoptime = now()');
    await radius.report('rahim', 'Interim-Update', '1', 600);
    expect(await open()).toEqual([{ open: true, seconds: 600 }]);
    await radius.report('rahim', 'Stop', '1', 700);
    await radius.report('rahim', 'Interim-Update', '1', 650);
    expect(await open()).toEqual([{ open: false, seconds: 700 }]);
  });
});
