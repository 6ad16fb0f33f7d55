import { randomUUID } from 'node:crypto';
import type { ActionRun } from '#shared/contract/actions.ts';
import { describe, expect, test } from 'vitest';
import { DAY, MoneyOffice, NOON } from './money-office.ts';
import { ending } from './office.ts';
import { refusedWith } from './refusals.ts';

// What is taken back, and what is tried again: nothing that is owed is forgotten by it, and nothing is taken twice.

const cash = { method: 'cash' } as const;

async function opened(): Promise<MoneyOffice> {
  const here = await MoneyOffice.opened();
  await here.at(NOON);
  return here;
}

/** Takes a run back; what came of its one customer: "undone", or why not. */
async function undone(here: MoneyOffice, run: string): Promise<string> {
  const undo = await ending(await here.client.actions.undo({ request: randomUUID(), run }));
  const [outcome] = (await here.client.actions.outcomes({ run: undo.id })).outcomes;
  return outcome?.reason?.code ?? outcome?.state ?? 'nothing';
}

/** Somebody who was registered and waits for service. */
async function registered(here: MoneyOffice, username: string, plan: string, profile: string): Promise<void> {
  const customer = {
    ...{ username, password: 'secret-12', fullName: username, phone: '01711000099', operator: 'admin' },
    ...{ package: plan, billingProfile: profile, activate: false, ...cash },
  };
  expect(await here.client.customers.add({ request: randomUUID(), customer })).toMatchObject({ kind: 'added' });
}

const owed = (paper: readonly string[]): number => paper.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

describe('undo', () => {
  test('given a deletion that billed what was served, when it is undone, then the days are on the next bill all the same', async () => {
    await using here = await opened();
    await here.at(NOON + 5 * DAY);
    const { run } = await here.does('monthly', { action: 'delete' });
    expect(await undone(here, run)).toBe('applied');
    expect(owed(await here.paper('monthly'))).toBe(0);
    await here.at(Date.parse('2026-12-02T06:00:00Z'));
    // Eleven of the thirty days of November.
    expect(owed(await here.paper('monthly'))).toBe(-330);
    expect((await here.get('monthly')).balance).toBe('-330.00');
  });

  test('given a month in advance, when the activation is undone and done again, then the month is charged', async () => {
    await using here = await opened();
    const ahead = { username: 'other', password: 'secret-12', fullName: 'Other', phone: '01711000098' };
    const customer = { ...ahead, operator: 'admin', package: 'Home', billingProfile: 'Ahead', activate: false };
    await here.client.customers.add({ request: randomUUID(), customer });
    const { run } = await here.does('other', { action: 'activate' });
    const first = owed(await here.paper('other'));
    expect(first).toBeLessThan(0);
    expect(await undone(here, run)).toBe('applied');
    expect((await here.get('other')).balance).toBe('0.00');
    await here.does('other', { action: 'activate' });
    expect(owed(await here.paper('other'))).toBe(first);
  });

  test('given more time for somebody who pays by the day, when it is undone and the day is paid, then the day is charged once', async () => {
    await using here = await opened();
    await here.at(NOON + DAY);
    const { run } = await here.does('poor', { action: 'extend', days: 1 });
    expect(await undone(here, run)).toBe('applied');
    await here.does('poor', { action: 'recharge', ...cash, amount: '30' });
    expect(await here.get('poor')).toMatchObject({ status: 'active', balance: '0.00' });
  });

  test.each(['delete', 'suspend'] as const)(
    'given a %s of some days ago, when it is undone, then it is not, as days without service would be charged',
    async (action) => {
      await using here = await opened();
      const { run } = await here.does('monthly', { action });
      await here.at(NOON + 2 * DAY);
      expect(await undone(here, run)).toBe('undo-service-since');
    },
  );

  test('given an activation of this morning, when it is undone in the evening, then the day was served and stays so', async () => {
    await using here = await opened();
    await registered(here, 'late', 'Home', 'Daily');
    const { run } = await here.does('late', { action: 'activate' });
    here.time = NOON + 5 * 3_600_000;
    expect(await undone(here, run)).toBe('undo-service-since');
    expect((await here.get('late')).status).toBe('active');
  });
});

describe('trying again', () => {
  const tooLittle = { action: 'renew', ...cash, amount: '30' } as const;

  /** A renewal that was refused, and the cause is gone. */
  async function refused(here: MoneyOffice): Promise<string> {
    const which = { ids: [await here.id('guest')] };
    const run: ActionRun = await ending(
      await here.client.actions.run({ request: randomUUID(), which, terms: tooLittle }),
    );
    expect(run).toMatchObject({ refused: 1, state: 'done' });
    return run.id;
  }
  const again = async (here: MoneyOffice, run: string): Promise<ActionRun> =>
    ending(await here.client.actions.retry({ request: randomUUID(), run }));
  const payments = async (here: MoneyOffice) =>
    (await here.paper('guest')).filter((line) => line.includes('payment')).length;

  test('given a retry of a retry has taken the money, when the first is tried again, then it is not taken twice', async () => {
    await using here = await opened();
    const first = await refused(here);
    const second = await again(here, first);
    expect(second).toMatchObject({ refused: 1 });
    await here.does('guest', { action: 'special-price', price: '10' });
    expect(await again(here, second.id)).toMatchObject({ applied: 1 });
    expect(await again(here, first)).toMatchObject({ total: 0, applied: 0 });
    expect(await payments(here)).toBe(1);
  });

  test('given two people who try again at once, when both are done, then the money was taken once', async () => {
    await using here = await opened();
    const first = await refused(here);
    await here.does('guest', { action: 'special-price', price: '10' });
    const both = await Promise.all([again(here, first), again(here, first)]);
    expect(both.map(({ applied }) => applied).toSorted()).toEqual([0, 1]);
    expect(await payments(here)).toBe(1);
  });

  test('given one customer, when something is asked for, then it is written down and done in one go', async () => {
    await using here = await opened();
    const which = { ids: [await here.id('daily')] };
    const terms = { action: 'add-payment', ...cash, amount: '50' } as const;
    const stream = await here.client.actions.run({ request: randomUUID(), which, terms });
    // The first that is told of it is its end: there is no moment at which it was only asked for.
    const { done, value } = await stream.next();
    expect({ done, value }).toMatchObject({ done: true, value: { state: 'done', applied: 1 } });
  });
});

describe('a clock that has leapt', () => {
  test.each([
    ['ahead', 100 * DAY],
    ['back', -3 * DAY],
  ])(
    '%s: when money is taken, charged or taken back, then it is refused until the date is said to be right',
    async (_, leap) => {
      await using here = await opened();
      const { payment } = await here.does('daily', { action: 'add-payment', ...cash, amount: '100' });
      const before = await here.paper('daily');
      here.time = NOON + leap;
      for (const terms of [
        { action: 'add-payment', ...cash, amount: '100' },
        { action: 'suspend' },
        { action: 'extend', days: 100 },
      ] as const) {
        expect((await here.does('daily', terms)).reason?.code).toBe('billing-rests');
      }
      const entry = payment ?? '';
      expect((await refusedWith(here.client.ledger.reverse({ entry, note: 'wrong' }))).code).toBe('billing-rests');
      expect(await here.paper('daily')).toEqual(before);
      const { total, affected } = await here.client.actions.preview({
        which: { ids: [await here.id('daily')] },
        terms: { action: 'suspend' },
      });
      expect({ total, affected }).toEqual({ total: 1, affected: 0 });
      // What is no money goes on.
      expect((await here.does('daily', { action: 'reset-password' })).state).toBe('applied');

      await here.client.billing.run({});
      const paid = await here.does('daily', { action: 'add-payment', ...cash, amount: '100' });
      expect(paid.reason).toBeNull();
      expect(paid.state).toBe('applied');
    },
  );

  test('given an import, when billing is run through to an instant of long ago, then it goes on by the clock as before', async () => {
    await using here = await opened();
    await here.client.billing.run({ at: new Date(NOON - 70 * DAY).toISOString() });
    expect((await here.client.dashboard.get()).billingRests).toBeNull();
    expect((await here.client.billing.state()).lastRun).toBe(new Date(NOON).toISOString());
  });
});

describe('before service begins', () => {
  test('given a first period that was charged, when the package is another, then it costs what that one costs', async () => {
    await using here = await opened();
    await registered(here, 'late', 'Home', 'Monthly');
    const paid = (await here.get('late')).balance;
    expect(paid).toBe('0.00');
    const { packages } = await here.client.reference.lists();
    const better = packages.find(({ name }) => name === 'Better')?.id ?? '';
    await here.does('late', { action: 'change-package', package: better });
    // Eleven days of 30 at 1500 rather than 900.
    expect((await here.get('late')).balance).toBe('-220.00');
  });

  test('given a first period that was taken back, when service begins, then it is owed again', async () => {
    await using here = await opened();
    await registered(here, 'late', 'Evening', 'Daily');
    const { lines } = await here.client.ledger.ofCustomer({ customer: await here.id('late') });
    for (const { id } of lines) await here.client.ledger.reverse({ entry: id, note: 'by mistake' });
    expect((await here.get('late')).balance).toBe('0.00');
    await here.does('late', { action: 'activate' });
    expect((await here.get('late')).balance).toBe('-50.00');
  });
});
