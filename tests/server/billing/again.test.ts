import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { Console, adds, changes, customer, does, mutation, payment, puts, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { BETTER, BillingIsp, DAILY, DAY, EVENING, home, HOME, HOUR, NOON, ROUTER, SOUTHERN_ROUTER } from './isp.ts';
import { OfflineOffice } from './offline-office.ts';

// What becomes of an action that an office did without a line, when something else has happened meanwhile.

const cash = (amount: string): ActionTerms => ({ action: 'add-payment', method: 'cash', amount });
const recharge: ActionTerms = { action: 'recharge', method: 'cash', amount: '300' };
const renew: ActionTerms = { action: 'renew', method: 'cash', amount: '50' };

/** Somebody who was added on the server, and an office that has them as they were then. */
async function known(isp: BillingIsp, more: Partial<CustomerRow> = {}, credit = 0) {
  const lines = credit === 0 ? [] : [payment('', 0)];
  const row = await isp.add(`user${randomUUID().slice(0, 8)}`, more, []);
  const opening = lines.map((line) => ({
    ...line,
    id: randomUUID(),
    customerId: row.id,
    kind: 'opening' as const,
    amount: credit,
    method: null,
  }));
  if (opening.length > 0) {
    await isp.pushed(mutation({ name: 'ledger.add', args: { by: '', at: NOON, lines: opening } }));
  }
  return { row, office: () => new OfflineOffice(row, opening) };
}

const told = (mutation: ReturnType<OfflineOffice['does']>) => {
  if (!mutation) throw new Error('The office refused it');
  return mutation;
};

describe.skipIf(!hasPostgreSql())('an action that is told later', () => {
  test('given somebody whom the clock has suspended as unpaid, when a payment of before comes in, then they are served again and it is kept as it was written', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp, { billingProfileId: DAILY }, 3000);
    const here = office();
    await isp.at(NOON + 5 * HOUR);
    const paid = told(here.does(recharge, NOON + 6 * HOUR));
    await isp.at(NOON + 3 * DAY);
    expect(await isp.get(row.id)).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    await isp.pushed(paid);
    expect(await isp.get(row.id)).toMatchObject({ status: 'active', suspendedReason: null });
    const [line] = (await isp.lines(row.id)).filter(({ kind }) => kind === 'payment');
    expect(line).toEqual(here.lines.find(({ kind }) => kind === 'payment'));
    expect(line).toMatchObject({ receiptNumber: 'K7Q-1', at: NOON + 6 * HOUR, amount: 30_000 });
  });

  test('given two offices without a line, when both take a payment and renew, then both count and time is longer by both', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp, { packageId: EVENING, billingProfileId: DAILY });
    const [one, other] = [office(), office()];
    const both = [told(one.does(renew, NOON + HOUR)), told(other.does(renew, NOON + 2 * HOUR))];
    isp.time = NOON + DAY;
    for (const change of both) await isp.pushed(change);
    expect((await isp.get(row.id)).expiresAt).toBe(NOON + 21 * DAY);
    expect(await isp.paper(row.id)).toEqual(
      expect.arrayContaining(['payment 5000', 'payment 5000', 'renewal -5000', 'renewal -5000']),
    );
  });

  test('given a renewal that costs another price by now, when it is told, then the money is what was taken, and the rest is left with the reason', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp, { packageId: EVENING, billingProfileId: DAILY });
    const paid = told(office().does({ action: 'renew', method: 'cash' }, NOON + HOUR));
    await isp.pushed(does(row.id, { action: 'special-price', price: '80' }, { at: NOON }));
    isp.time = NOON + DAY;
    const before = await isp.get(row.id);
    const [result] = await isp.push(paid);
    expect(result).toMatchObject({
      status: 'applied',
      rejections: [{ code: 'ACTION_REFUSED', detail: { code: 'renew-too-little' }, ids: [row.id] }],
    });
    expect(await isp.paper(row.id)).toEqual(['payment 5000']);
    expect((await isp.get(row.id)).expiresAt).toBe(before.expiresAt);
  });

  test('given somebody who was deleted meanwhile, when money was taken, then it is posted and they stay deleted; anything else is GONE', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp);
    const [paid, suspended] = [
      told(office().does(cash('100'), NOON)),
      told(office().does({ action: 'suspend' }, NOON)),
    ];
    await isp.pushed(does(row.id, { action: 'delete' }, { at: NOON }));
    const results = await isp.push(paid, suspended);
    expect(results).toMatchObject([
      { status: 'applied', rejections: [{ code: 'ACTION_REFUSED' }] },
      { status: 'rejected', rejections: [{ code: 'GONE' }] },
    ]);
    expect(await isp.get(row.id)).toMatchObject({ status: 'deleted' });
    expect((await isp.paper(row.id)).includes('payment 10000')).toBe(true);
  });

  test('given an action that cannot be in the state in which they are here, when it is told, then it has no effect and the reason is told', async () => {
    const isp = await BillingIsp.open();
    const { row } = await known(isp, { billingProfileId: DAILY });
    await isp.at(NOON + 3 * DAY);
    const before = await isp.get(row.id);
    expect(await isp.push(does(row.id, { action: 'reactivate' }, { at: NOON + HOUR }))).toMatchObject([
      { status: 'rejected', rejections: [{ code: 'ACTION_REFUSED', detail: { code: 'action-unpaid' } }] },
    ]);
    expect(await isp.get(row.id)).toEqual(before);
  });

  test('given two who do the same, when the second is told, then it is no conflict; another package than it was is', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp);
    const better = (): ReturnType<typeof told> =>
      told(office().does({ action: 'change-package', package: BETTER }, NOON));
    await isp.pushed(better(), better());
    const third = told(
      office().does({ action: 'change-package', package: EVENING }, NOON) ??
        office().does({ action: 'change-ip', ip: '10.9.9.9' }, NOON),
    );
    expect((await isp.push(third))[0]?.status).toBe(
      third.name === 'customer.change' && third.args.action === 'change-ip' ? 'applied' : 'rejected',
    );
    const back = does(
      row.id,
      { action: 'change-package', package: HOME },
      { columns: { packageId: HOME }, was: { packageId: EVENING } },
    );
    expect(await isp.push(back)).toMatchObject([
      { rejections: [{ code: 'STALE_FIELD', field: 'packageId', theirs: BETTER }] },
    ]);
  });

  test.each([
    ['years ahead', NOON + 3650 * DAY],
    ['years behind', NOON - 3650 * DAY],
    ['of 1970', 0],
  ])('given a clock that is %s, when a payment is told, then it was taken now', async (_, at) => {
    const isp = await BillingIsp.open();
    const row = await isp.add('rahim', { nextDueAt: null, settledAt: NOON, billedThrough: '2026-11-20' });
    await isp.at(NOON + HOUR);
    const line = payment(row.id, 100, { at });
    await isp.pushed(does(row.id, cash('1'), { at, lines: [line] }));
    expect(await isp.lines(row.id)).toEqual([{ ...line, at: NOON + HOUR, operatorId: ROOT }]);
  });

  test('given a transaction code that another payment has, when it is told, then nothing of it is done', async () => {
    const isp = await BillingIsp.open();
    const [one, other] = [await known(isp), await known(isp)];
    const mpesa: ActionTerms = { action: 'add-payment', method: 'mpesa', reference: 'QGH7XK2LM9', amount: '5' };
    await isp.pushed(told(one.office().does(mpesa, NOON)));
    expect(await isp.push(told(other.office().does(mpesa, NOON)))).toMatchObject([
      { status: 'rejected', rejections: [{ code: 'PAYMENT_REFERENCE_TAKEN' }] },
    ]);
    expect((await isp.paper(other.row.id)).some((line) => line.startsWith('payment'))).toBe(false);
  });

  test('given money without a line for it, or with two, when it is told, then it is refused', async () => {
    const isp = await BillingIsp.open();
    const { row } = await known(isp);
    for (const lines of [[], [payment(row.id, 1), payment(row.id, 2)], [payment(row.id, -5)]]) {
      expect(await isp.push(does(row.id, cash('1'), { lines }))).toMatchObject([
        { rejections: [{ code: 'VALUE_UNFIT' }] },
      ]);
    }
  });

  test('given a router that is not there, or that is not of the operator, when it is chosen in any way, then REFERENCE_UNKNOWN', async () => {
    const isp = await BillingIsp.open();
    const { row } = await known(isp);
    const block = (routerId: string, first: number) =>
      puts([
        {
          kind: 'network-address',
          id: randomUUID(),
          operatorId: ROOT,
          version: 1,
          body: { code: `b${first}`, codeKey: `b${first}`, first, last: first + 255, routerId },
        },
      ]);
    const results = await isp.push(
      ...[randomUUID(), SOUTHERN_ROUTER].flatMap((router, index) => [
        does(row.id, { action: 'change-router', router }),
        changes(row.id, { routerId: router }),
        adds([customer(`new${index}`, { routerId: router })]),
        block(router, 256 * index),
      ]),
    );
    for (const { rejections } of results)
      expect(rejections).toMatchObject([{ code: 'REFERENCE_UNKNOWN', field: 'routerId' }]);
    await isp.pushed(does(row.id, { action: 'change-router', router: ROUTER }), block(ROUTER, 4096));
    expect(await isp.get(row.id)).toMatchObject({ routerId: ROUTER });
  });

  test('given a form, when it has what billing keeps, then it is refused; its own fields are taken', async () => {
    const isp = await BillingIsp.open();
    const { row } = await known(isp);
    expect(await isp.push(changes(row.id, { status: 'active', expiresAt: NOON + 9999 * DAY }))).toMatchObject([
      { status: 'rejected', rejections: [{ code: 'VALUE_UNFIT', field: 'status' }] },
    ]);
    await isp.pushed(changes(row.id, { fullName: 'Rahim Uddin' }));
    expect(await isp.get(row.id)).toMatchObject({ fullName: 'Rahim Uddin', expiresAt: row.expiresAt });
  });

  test('given a payment that is taken back, when it is told, then what follows is made here; a second time it is refused', async () => {
    const isp = await BillingIsp.open();
    const { row, office } = await known(isp, { billingProfileId: DAILY });
    const here = office();
    await isp.pushed(told(here.does(recharge, NOON)));
    const paid = here.lines.find(({ kind }) => kind === 'payment')!;
    const line = {
      ...payment(row.id, -paid.amount, { kind: 'reversal', method: null, reverses: paid.id }),
      note: 'a slip',
    };
    const reverse = () =>
      changes(row.id, { status: 'suspended' }, { action: 'reverse', lines: [{ ...line, id: randomUUID() }] });
    await isp.pushed(reverse());
    expect(await isp.push(reverse())).toMatchObject([{ rejections: [{ detail: { code: 'entry-reversed' } }] }]);
    expect((await isp.paper(row.id)).filter((one) => one.startsWith('reversal'))).toEqual(['reversal -30000']);
    expect(await isp.get(row.id)).toMatchObject({ status: 'active' });
  });

  test('given a run that is taken back, when nobody has changed them since, then they are as before; otherwise it is refused', async () => {
    const isp = await BillingIsp.open();
    const [mine, changed, billed, seen] = [await known(isp), await known(isp), await known(isp), await known(isp)];
    const suspend = ({ row, office }: typeof mine) => {
      const here = office();
      const change = told(here.does({ action: 'suspend' }, NOON));
      return {
        change,
        undo: changes(
          row.id,
          { status: 'active', suspendedReason: null, pausedSince: null },
          { isUndo: true, action: 'suspend', was: { status: here.row.status } },
        ),
      };
    };
    const [a, b, c, d] = [suspend(mine), suspend(changed), suspend(billed), suspend(seen)];
    await isp.pushed(a.change, b.change, c.change, d.change);
    await isp.pushed(a.undo);
    expect(await isp.get(mine.row.id)).toMatchObject({ status: 'active', suspendedReason: null });
    const elsewhere = new Console(isp.deps, ROOT);
    await elsewhere.push([changes(changed.row.id, { phone: '1' })]);
    await isp.at(NOON + 20 * DAY);
    const old = { ...d.undo, ...mutation({ ...d.undo, was: { status: 'expired' } } as Parameters<typeof mutation>[0]) };
    for (const one of [b.undo, c.undo, old]) {
      expect(await isp.push(one)).toMatchObject([
        { status: 'rejected', rejections: [{ code: 'ACTION_REFUSED', detail: { code: 'changed-since' } }] },
      ]);
    }
  });

  test('given a package that costs another price, when it is put, then the clock looks at its customers anew', async () => {
    const isp = await BillingIsp.open();
    const { row } = await known(isp, { billingProfileId: DAILY }, 100_000);
    await isp.at(NOON);
    const before = await isp.get(row.id);
    await isp.pushed(puts([{ ...home, version: 2, body: { ...home.body, price: 180_000 } }]));
    await isp.at(NOON + HOUR);
    expect((await isp.get(row.id)).expiresAt).toBeLessThan(before.expiresAt ?? 0);
  });
});
