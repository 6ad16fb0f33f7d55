import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import { adds, changes, Console, customer, does, mutation, payment, ROOT } from './central.ts';
import { AHEAD, BETTER, BillingIsp, DAILY, DAY, EVENING, HOME, HOUR, NOON } from './billing/isp.ts';
import { hasPostgreSql } from './databases.ts';

// A console that was tampered with: its token is good, and what it says is not.

const RENEW: ActionTerms = { action: 'renew', method: 'cash', amount: '50' };
const TIMED = { packageId: EVENING, billingProfileId: DAILY };

const refusals = (results: Awaited<ReturnType<BillingIsp['push']>>) =>
  results.map(({ status, rejections }) => [status, ...rejections.map(({ code }) => code)]);

describe.skipIf(!hasPostgreSql())('a console that was tampered with', () => {
  test('given a renewal, when it is told again under another number with the same run and payment, then no time is given for it', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('guest', TIMED);
    const run = randomUUID();
    const lines = [payment(id, 5000, { at: NOON })];
    const once = () => does(id, RENEW, { run, lines, at: NOON });
    await isp.pushed(once());
    const [before, paper] = [await isp.get(id), await isp.paper(id)];
    const anew = [payment(id, 5000, { at: NOON })];
    const results = await isp.push(once(), does(id, RENEW, { run, lines: anew, at: NOON }));
    expect(refusals(results)).toEqual([
      ['rejected', 'ACTION_REFUSED'],
      ['rejected', 'ACTION_REFUSED'],
    ]);
    expect(await isp.get(id)).toEqual(before);
    expect(await isp.paper(id)).toEqual(paper);
  });

  test.each<[string, (id: string, lines: LedgerRow[]) => ReturnType<typeof changes>]>([
    ['a renewal', (id, lines) => does(id, RENEW, { lines, at: NOON })],
    [
      'a payment',
      (id, lines) => does(id, { action: 'add-payment', method: 'cash', amount: '50' }, { lines, at: NOON }),
    ],
    ['a form', (id, lines) => changes(id, {}, { action: 'pay', lines, at: NOON })],
  ])("given %s with another customer's payment, when it is told, then nothing comes of it", async (_, tell) => {
    const isp = await BillingIsp.open();
    const [{ id: payer }, { id }] = [await isp.add('payer', TIMED), await isp.add('guest', TIMED)];
    const paid = payment(payer, 5000, { at: NOON });
    await isp.pushed(does(payer, RENEW, { lines: [paid], at: NOON }));
    const before = await isp.get(id);
    expect(refusals(await isp.push(tell(id, [{ ...paid, customerId: id }])))).toEqual([['rejected', 'ACTION_REFUSED']]);
    expect(await isp.get(id)).toEqual(before);
    expect(await isp.paper(id)).toEqual([]);
    expect(await isp.paper(payer)).toContain('payment 5000');
  });

  test('given a run that was taken back, when it is done again, then it counts: that is no repetition', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('rahim', { billingProfileId: DAILY });
    const run = randomUUID();
    const charge = () => does(id, { action: 'add-charge', amount: '10', note: 'cable' }, { run, at: NOON });
    await isp.pushed(charge());
    const [first] = await isp.lines(id);
    const back = { kind: 'reversal' as const, method: null, reverses: first?.id ?? '' };
    await isp.pushed(changes(id, {}, { action: 'reverse', lines: [payment(id, 1000, back)], at: NOON }));
    await isp.pushed(charge());
    expect((await isp.paper(id)).filter((one) => one.startsWith('charge'))).toEqual(['charge -1000', 'charge -1000']);
    expect(refusals(await isp.push(charge()))).toEqual([['rejected', 'ACTION_REFUSED']]);
  });

  test.each([
    ['months that nobody paid', { expiresAt: NOON + 400 * DAY }],
    ['service that was ended', { status: 'active' as const, suspendedReason: null }],
    ['a clock that never comes again', { nextDueAt: NOON + 9000 * DAY, settledAt: NOON }],
    ['days that count as charged', { billedThrough: '2030-01-01' }],
    ['a price of its own', { specialPrice: 0 }],
  ])('given a change that is called an undo, when it brings %s, then none of it is taken', async (_, columns) => {
    const isp = await BillingIsp.open();
    const suspended = { status: 'suspended' as const, suspendedReason: 'unpaid' as const, specialPrice: 90_000 };
    const { id } = await isp.add('rahim', { billingProfileId: DAILY, ...suspended });
    const before = await isp.get(id);
    const [result] = await isp.push(changes(id, columns, { isUndo: true, action: 'suspend', at: NOON }));
    const { status, suspendedReason, expiresAt, nextDueAt, billedThrough, specialPrice } = before;
    const after = await isp.get(id);
    expect(after).toMatchObject({ status, suspendedReason, expiresAt, nextDueAt, billedThrough, specialPrice });
    if (!('nextDueAt' in columns)) expect(result).toMatchObject({ status: 'rejected' });
  });

  test('given an undo of what was done, when more is put back than it changed, then it is refused, and other lines stay', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('rahim', { billingProfileId: DAILY, expiresAt: null });
    const charge = randomUUID();
    await isp.pushed(
      does(id, { action: 'add-charge', amount: '10', note: 'cable' }, { at: NOON, run: charge }),
      does(id, { action: 'suspend' }, { at: NOON }),
    );
    const before = await isp.get(id);
    const [line] = (await isp.lines(id)).filter(({ kind }) => kind === 'charge');
    const back = { kind: 'reversal' as const, method: null, reverses: line?.id ?? '' };
    const undo = (columns: Parameters<typeof changes>[1], lines: LedgerRow[] = []) =>
      changes(id, columns, { isUndo: true, action: 'suspend', at: NOON, lines, was: { status: 'suspended' } });
    const done = { status: 'active' as const, suspendedReason: null };
    expect(
      refusals(await isp.push(undo({ ...done, specialPrice: 0 }), undo({ ...done, extendedUntil: NOON + 90 * DAY }))),
    ).toEqual([1, 2].map(() => ['rejected', 'ACTION_REFUSED']));
    expect(await isp.get(id)).toEqual(before);
    const paper = await isp.paper(id);
    await isp.pushed(undo(done, [payment(id, 1000, back)]));
    expect(await isp.get(id)).toMatchObject(done);
    expect(await isp.paper(id)).toEqual(paper);
  });

  test('given an undo with values of its own, when it is told, then what stood there before is put back, whatever it says', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('guest', { ...TIMED, expiresAt: NOON + DAY });
    await isp.at(NOON + HOUR);
    await isp.pushed(does(id, { action: 'extend', days: 1 }, { at: NOON + HOUR }));
    const undo = changes(
      id,
      { expiresAt: NOON + 300 * DAY, settledAt: NOON + HOUR, nextDueAt: NOON + 300 * DAY },
      { isUndo: true, action: 'extend', at: NOON + HOUR, was: { status: 'active' } },
    );
    await isp.pushed(undo);
    expect(await isp.get(id)).toMatchObject({ expiresAt: NOON + DAY, nextDueAt: 0 });
    // It was taken back, and is not taken back twice.
    expect(refusals(await isp.push({ ...undo, uid: randomUUID() }))).toEqual([['rejected', 'ACTION_REFUSED']]);
    await isp.at(NOON + 2 * DAY);
    expect(await isp.get(id)).toMatchObject({ status: 'expired' });
  });

  test('given an undo that keeps what was given back for the days ahead, when it is told, then that is taken back all the same', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('rahim', { packageId: BETTER, billingProfileId: AHEAD });
    await isp.at(NOON);
    const balance = async () => (await isp.lines(id)).reduce((sum, { amount }) => sum + amount, 0);
    const before = await balance();
    await isp.pushed(does(id, { action: 'change-package', package: HOME }, { at: NOON }));
    expect(await balance()).toBeGreaterThan(before);
    await isp.pushed(
      changes(
        id,
        { packageId: BETTER },
        { isUndo: true, action: 'change-package', at: NOON, was: { packageId: HOME } },
      ),
    );
    expect(await isp.get(id)).toMatchObject({ packageId: BETTER });
    expect(await balance()).toBe(before);
  });

  test('given what another console did, when this one calls it undone, then it stays', async () => {
    const isp = await BillingIsp.open();
    const { id } = await isp.add('rahim', { billingProfileId: DAILY });
    await new Console(isp.deps, ROOT).push([does(id, { action: 'suspend' }, { at: NOON })]);
    const undo = changes(
      id,
      { status: 'active', suspendedReason: null },
      { isUndo: true, action: 'suspend', at: NOON },
    );
    expect(refusals(await isp.push(undo))).toEqual([['rejected', 'ACTION_REFUSED']]);
    expect(await isp.get(id)).toMatchObject({ status: 'suspended' });
  });

  test('given a transaction code, when what it is compared by is left out or is another, then it is used once all the same', async () => {
    const isp = await BillingIsp.open();
    const [one, other] = [await isp.add('one'), await isp.add('other')];
    const code = { method: 'mpesa' as const, reference: ' qgh7 xk2lm9' };
    const pays = (id: string, amount: string, key: string | null) => {
      const lines = [payment(id, 5000, { ...code, referenceKey: key, at: NOON })];
      return does(
        id,
        { action: 'add-payment', method: 'mpesa', reference: code.reference, amount },
        { lines, at: NOON },
      );
    };
    await isp.pushed(pays(one.id, '50', null));
    expect((await isp.lines(one.id)).at(-1)).toMatchObject({ reference: 'QGH7XK2LM9', referenceKey: 'QGH7XK2LM9' });
    const line = payment(other.id, 5000, { ...code, at: NOON });
    const bank = payment(other.id, 5000, { ...code, method: 'bank', referenceKey: 'SOMETHING1', at: NOON });
    const third = customer('third', { billingProfileId: DAILY });
    const taken = ['rejected', 'PAYMENT_REFERENCE_TAKEN'];
    expect(
      refusals(
        await isp.push(
          pays(other.id, '50', null),
          changes(other.id, {}, { action: 'pay', lines: [line], at: NOON }),
          mutation({ name: 'ledger.add', args: { by: '', at: NOON, lines: [line, bank] } }),
          adds([third], [{ ...line, customerId: third.id }]),
        ),
      ),
    ).toEqual([taken, taken, [...taken, 'PAYMENT_REFERENCE_TAKEN'], taken]);
    expect(await isp.paper(other.id)).toEqual([]);
  });
});
