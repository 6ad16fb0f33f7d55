import { describe, expect, test } from 'vitest';
import { asked } from '#server/commands/arguments.ts';
import { adds, changes, mutation, payment, puts } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { device, homePackage, RadiusIsp, someone } from './freeradius/isp.ts';
import { call, enrolled, onTheWire, pushed } from './wire.ts';

// Everything that stands in FreeRADIUS's tables, and what it might read in it: nothing of that gets past the door.

/** What FreeRADIUS expands or runs, and what ends a line or a quotation. */
const ATTEMPTS = {
  'an expansion': '%{User-Name}',
  'an expansion in the middle': 'x%{sql:DROP TABLE nas}x',
  'a command': '%{exec:/bin/id}',
  'back-ticks': '`id`',
  'a back-tick at the end': 'x`',
  'quotation marks': '"x"',
  'single ones': "'x'",
  'a line feed': 'x\ny',
  'a carriage return': 'x\ry',
  'a zero': 'x\u0000y',
} as const;
/** Signs within a name. Within a password they are what was typed: FreeRADIUS was shown to take them so (freeradius.test.ts). */
const IN_NAMES = {
  ...ATTEMPTS,
  'a backslash': 'x\\101',
  'one at the end': 'x\\',
  'a quotation mark within': 'x"y',
  'a single one within': "x'y",
  'a back-tick within': 'x`y',
  'a variable of the configuration': '${confdir}',
};

const plan = (body: object) =>
  puts([{ ...homePackage, version: 2, body: { ...homePackage.body, addressFromPool: true, ...body } }]);

describe.skipIf(!hasPostgreSql())('values that FreeRADIUS would read otherwise', () => {
  test('given every attempt in every value of a customer or package, when it is pushed, then VALUE_UNFIT, and no row has it', async () => {
    const isp = await RadiusIsp.open();
    const rahim = await isp.add('rahim', { devices: [device('AA:BB:CC:00:00:01')] });
    const values = () =>
      isp.database.query(
        `SELECT attribute, value FROM radcheck UNION ALL SELECT attribute, value FROM radreply
         UNION ALL SELECT attribute, value FROM radgroupcheck UNION ALL SELECT attribute, value FROM radgroupreply
         UNION ALL SELECT 'group', groupname FROM radusergroup UNION ALL SELECT 'name', username FROM radcheck
         ORDER BY 1, 2`,
      );
    const before = await values();
    const doors = [
      ...Object.entries(IN_NAMES).flatMap(([what, value]) => [
        { what, field: 'username', mutation: adds([someone(value)]) },
        { what, field: 'username', mutation: changes(rahim.id, { username: value }) },
        { what, field: 'radiusGroup', mutation: plan({ radiusGroup: value }) },
        { what, field: 'routerProfile', mutation: plan({ routerProfile: value }) },
        { what, field: 'code', mutation: plan({ code: value }) },
        { what, field: 'downKbps', mutation: plan({ downKbps: value }) },
        { what, field: 'upKbps', mutation: plan({ upKbps: value }) },
        { what, field: 'burstDownKbps', mutation: plan({ burstDownKbps: value }) },
        { what, field: 'burstUpKbps', mutation: plan({ burstUpKbps: value }) },
        { what, field: 'burstSeconds', mutation: plan({ burstSeconds: value }) },
      ]),
      ...Object.entries(ATTEMPTS).flatMap(([what, value]) => [
        { what, field: 'password', mutation: adds([someone('karim', { password: value })]) },
        { what, field: 'password', mutation: changes(rahim.id, { password: value }) },
      ]),
    ];
    const { results } = await isp.console.push(doors.map(({ mutation }) => mutation));
    const told = results.map(({ rejections }) => rejections.map(({ code, field }) => `${code} ${field}`).join());
    expect(doors.map(({ what, field }, index) => `${what}: ${field}: ${told[index]}`)).toEqual(
      doors.map(({ what, field }) => `${what}: ${field}: VALUE_UNFIT ${field}`),
    );
    expect(await values()).toEqual(before);
  });

  test('given a text that PostgreSQL cannot hold, in whatever field, when it is pushed, then that one is refused and all others are done', async () => {
    const isp = await RadiusIsp.open();
    for (const text of ['a\u0000', '\ud800 half']) {
      const [good, bad, posted] = [someone(`good${text.length}`), someone('bad', { address: text }), someone('posted')];
      const { results } = await isp.console.push([
        adds([good, bad, posted], [payment(posted.id, 5, { note: text })]),
        changes(good.id, { custom: { x: text } }),
        changes(good.id, { custom: { [text]: 'x' } }),
        puts([{ kind: 'setting', id: text, operatorId: null, version: 1, body: {} }]),
        puts([{ kind: 'setting', id: 'x', operatorId: null, version: 1, body: { deep: [{ value: text }] } }]),
        mutation({ name: 'records.remove', args: { by: '', at: 0, kind: 'setting', id: text } }),
        changes(good.id, { fullName: 'Fine' }),
      ]);
      expect(results.map(({ status, rejections }) => [status, ...rejections.map(({ field }) => field)])).toEqual([
        ['applied', 'address', 'note'],
        ['rejected', 'x'],
        ['rejected', 'custom'],
        ['rejected', 'id'],
        ['rejected', 'value'],
        ['rejected', 'id'],
        ['applied'],
      ]);
    }
  });

  test('given a value that has its shape on the wire (a device, an address), when it has another, then the whole push is refused', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    for (const value of Object.values(IN_NAMES)) {
      for (const more of [
        { devices: [{ ...device('AA:BB:CC:00:00:01'), mac: value }] },
        { ip: value },
        { packageId: value },
      ]) {
        const reply = await call(
          at.app,
          '/v1/push',
          pushed([adds([{ ...someone('karim'), ...(more as object) }])]),
          token,
        );
        expect({ more, status: reply.statusCode }).toEqual({ more, status: 400 });
      }
    }
  });

  test('given a router on the command line, when its name, address or secrets have it, then it is not added', () => {
    const add = (more: Readonly<Record<string, string>>) => () => {
      const env = { SECRET: 'fine', MANAGE: 'fine too', ...more };
      const { name = 'tower', address = '10.0.0.1' } = more;
      const options = ['--name', name, '--address', address, '--secret-env', 'SECRET', '--manage-secret-env', 'MANAGE'];
      return asked(['nas', 'add', ...options], env);
    };
    expect(add({})).not.toThrow();
    for (const value of Object.values(IN_NAMES)) {
      for (const field of ['name', 'address', 'SECRET', 'MANAGE'])
        expect(add({ [field]: value }), `${field} ${value}`).toThrow('server-usage');
    }
  });

  test('given a package whose code names no pool, when the code has a quotation mark, then it is none of RADIUS’s', async () => {
    const isp = await RadiusIsp.open();
    const { results } = await isp.console.push([plan({ code: "bob's", addressFromPool: false })]);
    expect(results).toMatchObject([{ status: 'applied' }]);
  });
});
