import { describe, expect, test } from 'vitest';
import { type Client, csv, imported, isp as usual, line } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { act, paper, profile, refusedOf } from './offices/at-work.ts';
import { enrolled, newOffice, withPassword } from './offices/isp.ts';
import { inStep, twoOffices } from './offices/two-offices.ts';

// Money that two offices take of one customer while neither hears of the other.

const CODE = 'QGH7XK2LM9';
const byDay = (i: number): string => line(i).replace('Monthly', 'Daily');
const payments = async (client: Client, username: string): Promise<string[]> =>
  (await paper(client, username)).filter((entry) => entry.startsWith('payment')).sort();

describe.skipIf(!hasPostgreSql())('money that two offices take', () => {
  test('given one M-Pesa code in two offices, when both sync, then it counts once, and the second one is asked', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1), line(2)]));
    await inStep(one, two);
    await act(one, 'user1', { action: 'add-payment', amount: '800', method: 'mpesa', reference: CODE });
    await act(two, 'user2', { action: 'add-payment', amount: '800', method: 'mpesa', reference: CODE });
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 1 });
    expect(await refusedOf(two)).toEqual(['user2 PAYMENT_REFERENCE_TAKEN reference']);
    expect(await payments(two, 'user2')).toEqual([]);
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([{ mine: { value: CODE }, choices: ['theirs', 'edit'] }]);
    // It was another payment, and its code was misread.
    const ids = conflicts.map(({ id }) => id);
    await two.sync.solve({ ids, choice: 'edit', value: 'QGH7XK2LM8' });
    await inStep(two, one);
    for (const client of [one, two]) {
      expect(await payments(client, 'user1')).toEqual([`payment 800.00 ${CODE}`]);
      expect(await payments(client, 'user2')).toEqual(['payment 800.00 QGH7XK2LM8']);
      expect(await refusedOf(client)).toEqual([]);
    }
  });

  test('given one payment that both offices wrote down, when the second one is given up, then the money is there once and the balance is the same', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await inStep(one, two);
    const terms = { action: 'add-payment', amount: '800', method: 'mpesa', reference: CODE } as const;
    await act(one, 'user1', terms);
    await act(two, 'user1', terms);
    await inStep(one, two);
    const { conflicts } = await two.sync.conflicts({});
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    await inStep(two, one);
    for (const client of [one, two]) {
      expect(await payments(client, 'user1')).toEqual([`payment 800.00 ${CODE}`]);
      expect(await profile(client, 'user1')).toMatchObject({ balance: '800.00', sync: 'synced' });
    }
  });

  test('given recharges in both offices, when both sync, then both count, and both offices say until when it lasts', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([byDay(1)]));
    await inStep(one, two);
    await act(one, 'user1', { action: 'recharge', amount: '300', method: 'cash' });
    await act(two, 'user1', { action: 'recharge', amount: '500', method: 'cash' });
    await inStep(one, two);
    const [here, there] = [await profile(one, 'user1'), await profile(two, 'user1')];
    expect(await payments(one, 'user1')).toEqual(['payment 300.00', 'payment 500.00']);
    expect(await payments(two, 'user1')).toEqual(['payment 300.00', 'payment 500.00']);
    expect(here).toMatchObject({ balance: there.balance, expires: there.expires, status: 'active', sync: 'synced' });
    expect(await refusedOf(two)).toEqual([]);
    // Receipts of two offices never have one number.
    const numbers = await Promise.all([one, two].map(receipts));
    expect(new Set(numbers[0])).toHaveLength(2);
    expect(numbers[0]).toEqual(numbers[1]);
  });

  test('given a customer whose adding is refused and who has paid, when somebody lets them go, then it says first how much was taken, and the money stays in the cash book', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await imported(two, csv([line(1), line(2)]));
    const { id } = await two.customers.find({ username: 'user1' });
    await act(two, 'user1', { action: 'add-payment', amount: '500', method: 'cash' });
    await act(two, 'user1', { action: 'add-payment', amount: '250', method: 'mpesa', reference: CODE });
    await act(two, 'user1', { action: 'add-payment', amount: '99', method: 'cash' });
    const { lines } = await two.ledger.ofCustomer({ customer: id, limit: 50 });
    const wrong = lines.find(({ amount }) => amount === '99.00')?.id ?? '';
    await two.ledger.reverse({ entry: wrong, note: 'Typed twice' });
    await one.sync.now();
    await two.sync.now();
    const { conflicts } = await two.sync.conflicts({ about: id });
    const added = conflicts.find(({ action }) => action === 'customers.add');
    expect(added).toMatchObject({ code: 'USERNAME_TAKEN', taken: { payments: 2, amount: '750.00', currency: 'BDT' } });
    const before = await takenToday(two);
    expect(before).toMatchObject({ total: '750.00', count: 3 });
    await two.sync.solve({ ids: [added?.id ?? ''], choice: 'theirs' });
    await inStep(two, one);
    expect(await refusedOf(two)).toEqual([]);
    expect(await takenToday(two)).toEqual(before);
    const { lines: kept } = await two.ledger.cash(TODAY);
    expect(kept.map(({ amount, customerIs }) => `${amount} ${customerIs}`).sort()).toEqual([
      ...['-99.00 removed', '250.00 removed', '500.00 removed', '99.00 removed'],
    ]);
    // Fetched anew from the beginning, it is still nobody's and still there.
    await two.sync.leave();
    expect(await takenToday(two)).toEqual(before);
  });

  test('given a console that has worked alone with a code that the server has from somebody else, when the customer who came with it is let go, then that payment goes too, as the money is there once', async () => {
    const { isp, one } = await twoOffices();
    await imported(one, csv([line(1)]));
    await act(one, 'user1', { action: 'add-payment', amount: '800', method: 'mpesa', reference: CODE });
    await one.sync.now();
    const { client: two } = await newOffice(undefined, usual);
    await imported(two, csv([line(2)]));
    await act(two, 'user2', { action: 'add-payment', amount: '800', method: 'mpesa', reference: CODE });
    await act(two, 'user2', { action: 'add-payment', amount: '50', method: 'cash' });
    await withPassword(two);
    await enrolled(two, isp, 'Shapla', 'village');
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([
      { action: 'customers.add', code: 'PAYMENT_REFERENCE_TAKEN', taken: { payments: 1, amount: '50.00' } },
    ]);
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    await inStep(two, one);
    expect(await takenToday(two)).toEqual({ total: '850.00', count: 2 });
  });
});

const TODAY = { from: '2026-11-20', to: '2026-11-20' };
async function takenToday(client: Client): Promise<{ readonly total: string; readonly count: number }> {
  const { total, count } = await client.ledger.cash(TODAY);
  return { total, count };
}

async function receipts(client: Client): Promise<(string | null)[]> {
  const { id } = await client.customers.find({ username: 'user1' });
  const { lines } = await client.ledger.ofCustomer({ customer: id, limit: 50 });
  return lines
    .filter(({ kind }) => kind === 'payment')
    .map(({ receiptNumber }) => receiptNumber)
    .sort();
}
