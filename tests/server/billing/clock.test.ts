import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Mutation } from '#shared/sync/mutations.ts';
import { billingClock } from '#server/billing/clock.ts';
import { runCommand } from '#server/commands/commands.ts';
import { NOTHING } from '#server/billing/settle.ts';
import { adds, Console, does, mutation, payment, puts, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { BillingIsp, DAILY, DAY, EVENING, HOUR, MONTHLY, NOON, subscriber } from './isp.ts';
import { OfflineOffice } from './offline-office.ts';

const COUNT = 450;

/** An ISP with so many who pay by the day and have credit for ten days. */
async function crowded(count = COUNT) {
  const isp = await BillingIsp.open();
  const rows = Array.from({ length: count }, (_, index) =>
    subscriber(`user${index}`, NOON, { billingProfileId: DAILY }),
  );
  const chunks = Array.from({ length: Math.ceil(count / 450) }, (_, part) => rows.slice(part * 450, (part + 1) * 450));
  for (const some of chunks) {
    const credit = some.map(({ id }) => payment(id, 30_000, { kind: 'opening', method: null }));
    await isp.pushed(adds(some, credit));
  }
  return { isp, rows };
}

const ledger = (isp: BillingIsp) =>
  isp.database.query(`SELECT id, kind, amount, at FROM ledger_entry WHERE kind <> 'payment' ORDER BY id`);
const customers = (isp: BillingIsp) =>
  isp.database.query(
    `SELECT id, status, suspended_reason, expires_at, billed_through, next_due_at FROM customer ORDER BY id`,
  );

describe.skipIf(!hasPostgreSql())('the billing clock of the server', () => {
  test('given more than one transaction takes, when it runs twice, then each day is posted once, and those who have not paid are suspended and told', async () => {
    const { isp } = await crowded();
    expect(await isp.at(NOON + 12 * DAY)).toEqual({ customers: COUNT, suspended: COUNT, expired: 0 });
    const once = await ledger(isp);
    expect(once).toHaveLength(COUNT * 11);
    expect(await isp.at(NOON + 12 * DAY)).toEqual(NOTHING);
    expect(await ledger(isp)).toEqual(once);
    const told = new Console(isp.deps, ROOT);
    const rows = [];
    for (let more = true; more;) {
      const page = await told.pull();
      rows.push(...page.rows);
      more = page.more;
    }
    const suspensions = rows.flatMap((one) =>
      one.entity === 'record' && one.row.kind === 'automatic-suspension' ? [one.row] : [],
    );
    expect(suspensions).toHaveLength(COUNT);
    expect(suspensions[0]).toMatchObject({ operatorId: ROOT, body: { reason: 'daily-balance', note: null } });
    expect(await isp.database.query('SELECT DISTINCT groupname FROM radusergroup')).toEqual([
      { groupname: 'st:suspended' },
    ]);
  });

  test('given a clock that runs late, when it is compared with one that came each day, then their ledgers are the same', async () => {
    const { isp, rows } = await crowded(20);
    for (let day = 1; day <= 14; day += 1) await isp.at(NOON + day * DAY);
    const offices = rows.map((row) => {
      const [opening] = [payment(row.id, 30_000, { kind: 'opening' })];
      const office = new OfflineOffice(row, [opening]);
      office.settle(NOON + 14 * DAY);
      return office.lines.filter(({ kind }) => kind === 'day');
    });
    const days = await isp.database.query<{ id: string }>(`SELECT id FROM ledger_entry WHERE kind = 'day'`);
    expect(days.map(({ id }) => id).sort()).toEqual(
      offices
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('given a server that ends in the middle, when it goes on, then nothing is missing and nothing is there twice', async () => {
    const { isp } = await crowded();
    let chunks = 0;
    const dies = (): Promise<void> => {
      chunks += 1;
      return chunks > 1 ? Promise.reject(new Error('killed')) : Promise.resolve();
    };
    const dead = {
      ...isp.deps.database,
      query: <Row>(text: string, params?: readonly unknown[]): Promise<readonly Row[]> =>
        chunks > 1 ? Promise.reject(new Error('killed')) : isp.database.query<Row>(text, params),
    };
    await expect(isp.at(NOON + 5 * DAY, { follow: dies, database: dead })).rejects.toThrow('killed');
    expect(await ledger(isp)).toHaveLength(COUNT + 200 * 5);
    await isp.at(NOON + 5 * DAY);
    expect(await ledger(isp)).toHaveLength(COUNT * 6);
    const [odd] = await isp.database.query(
      `SELECT customer_id FROM ledger_entry GROUP BY 1 HAVING count(*) <> 6 LIMIT 1`,
    );
    expect(odd).toBeUndefined();
  });

  test('given somebody who cannot be settled, when it runs, then the others are, and it is told', async () => {
    const { isp, rows } = await crowded(20);
    await isp.at(NOON);
    await isp.database.query(
      `UPDATE customer SET billed_through = 'nonsense', paused_days = 1, next_package_from = 'never', next_package_id = package_id WHERE id = $1`,
      [rows[7]!.id],
    );
    expect(await isp.at(NOON + DAY)).toMatchObject({ customers: 19 });
    expect(isp.failures).toHaveLength(1);
  });

  test('given two servers over one database, and consoles that push meanwhile, when all are at it at once, then there is one ledger and every payment counts', async () => {
    const { isp, rows } = await crowded();
    isp.time = NOON + 12 * DAY;
    const clocks = [billingClock(isp.deps), billingClock(isp.deps)];
    const office = new Console(isp.deps, ROOT);
    const pays = async (): Promise<void> => {
      for (const { id } of rows.slice(0, 40)) {
        const lines = [payment(id, 9000, { at: NOON + 11 * DAY })];
        const paid: Mutation = does(
          id,
          { action: 'recharge', method: 'cash', amount: '90' },
          { lines, at: NOON + 11 * DAY },
        );
        expect((await office.push([paid])).results).toMatchObject([{ status: 'applied', rejections: [] }]);
      }
    };
    await Promise.all([...clocks.map((clock) => clock.run()), pays()]);
    await billingClock(isp.deps).run();
    expect(await isp.database.query('SELECT id FROM customer WHERE next_due_at <= $1', [isp.time])).toEqual([]);
    const odd = await isp.database.query(
      `SELECT customer_id FROM ledger_entry WHERE kind = 'day' GROUP BY customer_id, period_from HAVING count(*) > 1`,
    );
    expect(odd).toEqual([]);
    const paid = await isp.database.query<{ status: string }>(
      `SELECT DISTINCT status FROM customer WHERE id IN (SELECT customer_id FROM ledger_entry WHERE kind = 'payment')`,
    );
    expect(paid).toEqual([{ status: 'active' }]);
    expect(isp.failures).toEqual([]);
  });

  test.each([
    ['as it had come', false],
    ['as it was before its clock came by the last time', true],
  ])(
    'given a console that has billed until it enrolled, when it tells its customers %s, then no period is posted twice',
    async (_, isStale) => {
      const isp = await BillingIsp.open();
      const offices = [DAILY, MONTHLY].map((profile, index) => {
        const row = subscriber(`user${index}`, NOON, { billingProfileId: profile });
        const office = new OfflineOffice(row, [payment(row.id, 500_000, { kind: 'opening', method: null })]);
        office.settle(NOON + 3 * DAY);
        const then = office.row;
        office.settle(NOON + 20 * DAY);
        return { office, told: isStale ? then : office.row };
      });
      isp.time = NOON + 20 * DAY;
      await isp.pushed(
        adds(offices.map(({ told }) => told)),
        mutation({
          name: 'ledger.add',
          args: { by: '', at: NOON, lines: offices.flatMap(({ office }) => office.lines) },
        }),
      );
      await isp.at(NOON + 45 * DAY);
      for (const { office } of offices) {
        office.settle(NOON + 45 * DAY);
        const ids = (lines: readonly { readonly id: string }[]): string[] => lines.map(({ id }) => id).sort();
        expect(ids(await isp.lines(office.row.id))).toEqual(ids(office.lines));
      }
    },
  );

  test('given a line that was taken back, when its day comes about again, then it is owed anew under the id of an office', async () => {
    const isp = await BillingIsp.open();
    const row = await isp.add('guest', { packageId: EVENING, billingProfileId: DAILY });
    const office = new OfflineOffice(row);
    const run = randomUUID();
    const renew = office.does({ action: 'renew', method: 'cash', amount: '50' }, NOON, run)!;
    await isp.pushed(renew);
    expect((await isp.lines(row.id)).map(({ id }) => id).sort()).toEqual(office.lines.map(({ id }) => id).sort());
  });

  test.each([
    ['ahead', NOON + 70 * DAY],
    ['back', NOON - 3 * DAY],
  ])('given a clock on the wall that leaps %s, when it runs, then nobody is charged', async (_, leapt) => {
    const { isp } = await crowded(10);
    await isp.at(NOON + DAY);
    const before = [await ledger(isp), await customers(isp)];
    expect(await isp.at(leapt)).toBeNull();
    expect([await ledger(isp), await customers(isp)]).toEqual(before);
    expect(await isp.at(NOON + 2 * DAY)).toMatchObject({ customers: 10 });
  });

  test('given a server that is to end while it bills, when it is stopped, then what is in hand is whole', async () => {
    const { isp } = await crowded();
    isp.time = NOON + 3 * DAY;
    const { promise: begun, resolve } = Promise.withResolvers<undefined>();
    const clock = billingClock({
      ...isp.deps,
      follow: (done) => {
        resolve(undefined);
        return isp.deps.follow(done);
      },
    });
    clock.start();
    await begun;
    await clock.stop();
    const left = await isp.database.query('SELECT id FROM customer WHERE next_due_at <= $1', [isp.time]);
    expect(left).toHaveLength(COUNT - 200);
    expect(await ledger(isp)).toHaveLength(COUNT + 200 * 3);
  });

  test('given a server that was off for half a year, when somebody says that its date is right, then it bills from there', async () => {
    const { isp } = await crowded(1);
    await isp.at(NOON);
    expect(await isp.at(NOON + 180 * DAY)).toBeNull();
    const { database, seal } = isp.deps;
    const now = () => new Date(isp.time);
    const does = (command: 'billing' | 'billing affirm-date') => runCommand({ database, seal, now }, { command });
    expect(await does('billing')).toMatchObject({ rests: true, waiting: 1 });
    expect(await does('billing affirm-date')).toMatchObject({ rests: false });
    expect(await isp.at(NOON + 180 * DAY)).toMatchObject({ customers: 1, suspended: 1 });
  });

  test('given a setting of another time zone, when midnight comes there, then that is when the day is posted', async () => {
    const isp = await BillingIsp.open();
    await isp.pushed(
      puts([{ kind: 'setting', id: 'timeZone', operatorId: null, version: 2, body: { value: 'Africa/Nairobi' } }]),
    );
    const row = await isp.add('juma', { billingProfileId: DAILY }, []);
    await isp.pushed(
      mutation({
        name: 'ledger.add',
        args: { by: '', at: NOON, lines: [payment(row.id, 9000, { kind: 'opening', method: null })] },
      }),
    );
    await isp.at(NOON + DAY);
    expect((await isp.lines(row.id)).find(({ kind }) => kind === 'day')?.at).toBe(NOON + 15 * HOUR);
  });
});
