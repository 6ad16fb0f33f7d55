import { describe, expect, test } from 'vitest';
import { adds, changes, customer } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { HOME, RadiusIsp } from './freeradius/isp.ts';

const passwords = ({ database }: RadiusIsp) =>
  database.query<{ username: string; value: string }>(
    "SELECT username, value FROM radcheck WHERE attribute = 'Cleartext-Password' ORDER BY username",
  );

const person = (username: string, password: string) => customer(username, { packageId: HOME, password });

describe.skipIf(!hasPostgreSql())('what FreeRADIUS has of customers who are new', () => {
  test('given one who is changed in the same push, when it is taken, then it is what they are by then', async () => {
    const isp = await RadiusIsp.open();
    const rahim = person('rahim', 'first');
    await isp.push([adds([rahim]), changes(rahim.id, { password: 'second' })]);
    expect(await passwords(isp)).toMatchObject([{ username: 'rahim', value: 'second' }]);
    expect(await isp.database.query('SELECT username FROM radius_user')).toEqual([{ username: 'rahim' }]);
  });

  test('given a name that somebody gives up for them in the same push, when it is taken, then both have rows', async () => {
    const isp = await RadiusIsp.open();
    const before = person('rahim', 'old');
    await isp.push([adds([before])]);
    await isp.push([changes(before.id, { username: 'rahim2' }), adds([person('rahim', 'new')])]);
    expect(await passwords(isp)).toMatchObject([
      { username: 'rahim', value: 'new' },
      { username: 'rahim2', value: 'old' },
    ]);
  });

  test('given texts that PostgreSQL has signs of its own for, when they are taken, then they stand as they came', async () => {
    const isp = await RadiusIsp.open();
    const odd = { fullName: 'NULL', address: `"{\\},'\n`, email: '', custom: { ['"\\']: '{"a"}' } };
    await isp.push([adds([{ ...person('rahim', 'secret'), ...odd }])]);
    expect(await isp.database.query('SELECT full_name AS "fullName", address, email, custom FROM customer')).toEqual([
      odd,
    ]);
  });
});
