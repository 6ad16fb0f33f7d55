import { describe, expect, test } from 'vitest';
import { adds, changes, customer, NOW, payment } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { HOME, MONTHLY, RadiusIsp } from './freeradius/isp.ts';

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

  test.for(['radcheck', 'radreply', 'radusergroup'])(
    'given a row that somebody put into %s by hand, when a customer of that name is taken, then it is gone, whoever else has one keeps it, and sessions of before are theirs',
    async (table) => {
      const isp = await RadiusIsp.open();
      const values = table === 'radusergroup' ? "'staff', 1" : "'Framed-Pool', ':=', 'vip'";
      for (const name of ['rahim', 'karim'])
        await isp.database.query(`INSERT INTO ${table} VALUES (DEFAULT, '${name}', ${values})`);
      await isp.push([adds([person('rahim', 'secret'), person('selim', 'secret')])]);
      const found = await isp.database.query<{ username: string }>(
        `SELECT username FROM ${table} WHERE ${table === 'radusergroup' ? "groupname = 'staff'" : "value = 'vip'"}`,
      );
      expect(found).toEqual([{ username: 'karim' }]);
      // Nobody had it before: sessions of before this server are theirs.
      expect(await isp.database.query('SELECT username, since FROM radius_name ORDER BY username')).toEqual([
        { username: 'rahim', since: 0 },
        { username: 'selim', since: 0 },
      ]);
      expect((await passwords(isp)).map(({ username }) => username)).toEqual(['rahim', 'selim']);
    },
  );

  test('given texts with odd signs, when they are taken, then they stand as they came', async () => {
    const isp = await RadiusIsp.open();
    const odd = { fullName: 'NULL', address: `"{\\},'\n`, email: '', custom: { ['"\\']: '{"a"}' } };
    await isp.push([adds([{ ...person('rahim', 'secret'), ...odd }])]);
    expect(await isp.database.query('SELECT full_name AS "fullName", address, email, custom FROM customer')).toEqual([
      odd,
    ]);
  });

  test('given lines that come with them, when they are taken, then until when they are let in is what the ledger says afterwards', async () => {
    const isp = await RadiusIsp.open();
    const DAY = 86_400_000;
    const people = ['nothing', 'paid', 'owes', 'forgiven', 'behind', 'twice'].map((name) => ({
      ...person(name, 'secret'),
      billingProfileId: MONTHLY,
    }));
    const [, paid, owes, forgiven, behind, twice = ''] = people.map(({ id }) => id);
    const charge = (id = '', amount: number, dueAt: number | null) =>
      payment(id, -amount, { kind: 'charge', method: null, dueAt, at: NOW - 40 * DAY });
    const half = payment(twice, 30_000);
    const wrong = charge(forgiven, 90_000, NOW + 10 * DAY);
    await isp.push([
      adds(people, [
        payment(paid ?? '', 250_000),
        charge(owes, 80_000, NOW + 3 * DAY),
        wrong,
        charge(forgiven, 40_000, NOW + 2 * DAY),
        payment(forgiven ?? '', 90_000, { kind: 'reversal', method: null, reverses: wrong.id }),
        charge(behind, 50_000, NOW - DAY),
        ...[charge(twice, 50_000, NOW + 2 * DAY), half, half, { ...half, id: half.id.toUpperCase() }],
        charge(behind, 30_000, null),
        payment(behind ?? '', 60_000),
      ]),
    ]);
    const rows = () => isp.database.query('SELECT username, attribute, value FROM radcheck ORDER BY 1, 2');
    const taken = await rows();
    await isp.database.query('INSERT INTO radius_again (customer_id) SELECT id FROM customer');
    await isp.workOff();
    expect(await rows()).toEqual(taken);
    const ends = await isp.database.query<{ value: string }>(
      "SELECT value FROM radcheck WHERE attribute = 'Expiration'",
    );
    expect(new Set(ends.map(({ value }) => value)).size).toBeGreaterThan(1);
  });
});
