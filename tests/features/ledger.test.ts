import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import { StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { beside } from './core-at-work.ts';
import { ending } from './office.ts';
import { DAY, dhaka, MoneyOffice, NOON } from './money-office.ts';
import { refusedWith } from './refusals.ts';

const cash = { method: 'cash' } as const;

/** An office that the clock has looked at. */
async function opened(): Promise<MoneyOffice> {
  const here = await MoneyOffice.opened();
  await here.at(NOON);
  return here;
}

describe('a payment', () => {
  test('given a bill that is overdue, when it is paid, then service comes back at once, with a receipt that counts up', async () => {
    await using here = await opened();
    await here.at(NOON + 20 * DAY);
    expect((await here.get('monthly')).status).toBe('suspended');
    const due = await here.client.ledger.due({ customer: await here.id('monthly') });
    expect(due).toMatchObject({ open: '330.00', balance: '-330.00', renewal: '330.00', day: null, currency: 'BDT' });

    const part = await here.does('monthly', { action: 'add-payment', ...cash, amount: '130' });
    expect(part).toMatchObject({ state: 'applied', status: 'suspended' });
    const rest = await here.does('monthly', { action: 'renew', ...cash });
    expect(rest).toMatchObject({ state: 'applied', status: 'active' });
    expect(await here.get('monthly')).toMatchObject({ status: 'active', suspendedReason: null, balance: '0.00' });

    const receipt = await here.client.ledger.receipt({ payment: rest.payment ?? '' });
    expect(receipt).toMatchObject({ amount: '200.00', currency: 'BDT', balance: '0.00', by: 'admin', reversed: false });
    expect(receipt.customer).toMatchObject({ username: 'monthly', fullName: 'By Month' });
    expect(receipt.number).toMatch(/^[A-Z2-9]{3}-000002$/);
    const { lines, next } = await here.client.ledger.ofCustomer({ customer: await here.id('monthly'), limit: 2 });
    expect(lines.map(({ kind, balance, by }) => [kind, balance, by])).toEqual([
      ['payment', '0.00', 'admin'],
      ['payment', '-200.00', 'admin'],
    ]);
    const older = await here.client.ledger.ofCustomer({ customer: await here.id('monthly'), after: next ?? '' });
    expect(older.lines).toMatchObject([
      { kind: 'period', bill: 'paid', open: '0.00', by: null, from: '2026-11-20', to: '2026-11-30', due: '2026-12-06' },
    ]);
    expect(older.next).toBeNull();
  });

  test('given an M-Pesa code, when another payment has it, then it is refused with the first, and free again once that is taken back', async () => {
    await using here = await opened();
    const terms = { action: 'add-payment', method: 'mpesa', amount: '১০০', reference: 'qgh7xk 2lm9' } as const;
    const first = await here.does('monthly', terms);
    expect(first.state).toBe('applied');
    const { number } = await here.client.ledger.receipt({ payment: first.payment ?? '' });
    const params = {
      reference: 'QGH7XK2LM9',
      username: 'monthly',
      receipt: number,
      entry: first.payment,
      customer: first.customer,
    };
    const again = await here.does('daily', { ...terms, action: 'recharge', reference: 'QGH7XK2LM9' });
    expect(again).toMatchObject({
      state: 'refused',
      payment: null,
      reason: { code: 'payment-reference-used', params },
    });
    const none = await here.does('daily', { ...terms, reference: 'QGH7XK2LM' });
    expect(none.reason).toEqual({ code: 'mpesa-code-invalid', params: { value: 'QGH7XK2LM' } });

    await here.client.ledger.reverse({ entry: first.payment ?? '', note: 'the wrong customer' });
    expect((await here.does('daily', { ...terms, action: 'recharge' })).state).toBe('applied');
    // Another office is not told whose it was.
    const north = await here.staff('northerner', 'manager', 'North');
    const elsewhere = await here.does('guest', { ...terms, action: 'renew' }, north);
    expect(elsewhere.reason).toEqual({
      code: 'payment-reference-used',
      params: { reference: 'QGH7XK2LM9', context: 'elsewhere' },
    });
  });

  test('given one request twice, when the answer was lost, then money is taken once', async () => {
    await using here = await opened();
    const request = randomUUID();
    const terms = { action: 'recharge', ...cash, amount: '60' } as const;
    const both = await Promise.all([
      here.does('daily', terms, here.client, request),
      here.does('daily', terms, here.client, request),
    ]);
    expect(new Set(both.map(({ payment }) => payment)).size).toBe(1);
    await here.does('daily', terms, here.client, request);
    expect(await here.paper('daily')).toEqual(['2026-11-20 opening 90.00', '2026-11-20 payment 60.00']);
  });

  test('given many, when they are renewed together, then the preview says what is taken in and each pays their own', async () => {
    await using here = await opened();
    const ids = await Promise.all(['guest', 'cable', 'daily'].map((username) => here.id(username)));
    const terms = { action: 'renew', ...cash } as const;
    const preview = await here.client.actions.preview({ which: { ids }, terms });
    expect(preview).toMatchObject({
      affected: 2,
      refused: [{ reason: { code: 'action-not-for-type' }, usernames: ['daily'] }],
      notes: [{ reason: { code: 'payments-sum', params: { amount: '350.00' } }, count: 2 }],
    });
    const request = randomUUID();
    const run = await ending(await here.client.actions.run({ request, which: { ids }, terms }));
    expect(run).toMatchObject({ applied: 2, refused: 1, canUndo: false });
    expect(await here.paper('guest')).toEqual(['2026-11-20 payment 50.00', '2026-11-20 renewal -50.00']);
    // Seven days behind the seven that it had.
    expect(dhaka((await here.get('guest')).expires ?? '')).toBe('2026-12-04');
    expect(
      (await refusedWith(here.client.actions.undo({ request: randomUUID(), run: request }).then(ending))).code,
    ).toBe('undo-never');
  });

  test('given receipts, when more is paid, the package and the operator are others, then printed again each says what it said', async () => {
    await using here = await opened();
    const terms = { action: 'renew', ...cash } as const;
    const receiptOf = async (username: string, paid: Parameters<MoneyOffice['does']>[1] = terms) => {
      const { payment } = await here.does(username, paid);
      return here.client.ledger.receipt({ payment: payment ?? '' });
    };
    const guest = await receiptOf('guest');
    expect(guest).toMatchObject({ operator: 'North', package: 'Evening', balance: '0.00' });
    expect(dhaka(guest.paidUntil ?? '')).toBe('2026-12-04');
    // Two in one instant: each tells the balance behind it.
    const first = await receiptOf('monthly', { action: 'add-payment', ...cash, amount: '100' });
    const second = await receiptOf('monthly', { action: 'add-payment', ...cash, amount: '20' });
    expect([first.balance, second.balance]).toEqual(['100.00', '120.00']);

    await here.at(NOON + DAY);
    const again = await receiptOf('guest');
    expect(dhaka(again.paidUntil ?? '')).toBe('2026-12-11');
    const { operators, packages } = await here.client.reference.lists();
    const idOf = (records: readonly { readonly id: string; readonly name: string }[], name: string): string =>
      records.find((one) => one.name === name)?.id ?? '';
    await here.does('guest', { action: 'change-operator', operator: idOf(operators, 'admin') });
    await here.does('monthly', { action: 'change-package', package: idOf(packages, 'Better') });
    expect((await here.get('monthly')).package).toBe('Better');
    for (const receipt of [guest, again, first, second]) {
      expect(await here.client.ledger.receipt({ payment: receipt.id })).toEqual(receipt);
    }
  });
});

describe('a code of M-Pesa', () => {
  test('given it was taken by bank, when it comes by M-Pesa or the other way round, then it is used up; a number of a bank is not', async () => {
    await using here = await MoneyOffice.opened();
    const pays = async (method: 'bank' | 'mpesa' | 'cheque', reference: string) =>
      (await here.does('cable', { action: 'add-payment', amount: '10', method, reference })).reason?.code ?? null;
    expect(await pays('bank', ' qgh7 xk2lm9')).toBeNull();
    expect(await pays('mpesa', 'QGH7XK2LM9')).toBe('payment-reference-used');
    expect(await pays('mpesa', 'QGH7XK2LM1')).toBeNull();
    expect(await pays('bank', 'qgh7xk2lm1')).toBe('payment-reference-used');
    expect([await pays('cheque', '0123456789'), await pays('cheque', '0123456789')]).toEqual([null, null]);
    expect([await pays('bank', 'Slip 77'), await pays('bank', 'Slip 77')]).toEqual([null, null]);
  });
});

test('given a technician, when they ask for what a customer has paid, then it is refused, and the balance tells why a line is off', async () => {
  await using here = await MoneyOffice.opened();
  const technician = await here.staff('Tim', 'technician');
  const cashier = await here.staff('Cash', 'cashier');
  const customer = await here.id('office');
  const refused = await refusedWith(technician.ledger.ofCustomer({ customer }));
  expect(refused).toMatchObject({ code: 'not-allowed', params: { role: 'technician' } });
  expect((await cashier.ledger.ofCustomer({ customer })).balance).toBe('-500.00');
  expect((await technician.customers.get({ id: customer })).balance).toBe('-500.00');
});

describe('what the office does', () => {
  test('given a change by the day, when the package is another, then it is from the next midnight on, and can be taken back', async () => {
    await using here = await opened();
    const { packages } = await here.client.reference.lists();
    const better = packages.find(({ name }) => name === 'Better')?.id ?? '';
    const change = await here.does('daily', { action: 'change-package', package: better });
    expect(change).toMatchObject({ state: 'applied', reason: { code: 'package-from', params: { day: '2026-11-21' } } });
    const before = await here.client.ledger.ofCustomer({ customer: await here.id('daily') });
    expect(before.nextPackage).toEqual({ name: 'Better', from: '2026-11-21' });
    expect((await here.get('daily')).package).toBe('Home');
    await here.at(NOON + DAY);
    expect((await here.get('daily')).package).toBe('Better');
    expect((await here.paper('daily')).at(-1)).toBe('2026-11-21 day -50.00');
  });

  test('given a month under way, when the package is another, then it is reckoned anew, and undone it is as before', async () => {
    await using here = await opened();
    await here.at(NOON + 5 * DAY);
    const { packages } = await here.client.reference.lists();
    const better = packages.find(({ name }) => name === 'Better')?.id ?? '';
    const before = await here.get('monthly');
    const { run } = await here.does('monthly', { action: 'change-package', package: better });
    expect((await here.paper('monthly')).length).toBe(1);
    const undone = await ending(await here.client.actions.undo({ request: randomUUID(), run }));
    expect(undone).toMatchObject({ applied: 1 });
    const after = await here.get('monthly');
    expect({ ...after, version: before.version, updatedAt: before.updatedAt }).toEqual(before);
    const [line, reversal] = await here.paper('monthly');
    expect(reversal?.split(' ').at(-1)).toBe(line?.split(' ').at(-1)?.replace('-', ''));

    const again = await here.does('monthly', { action: 'change-package', package: better });
    await here.does('monthly', { action: 'add-credit', amount: '5', note: 'for the trouble' });
    const request = randomUUID();
    await ending(await here.client.actions.undo({ request, run: again.run }));
    expect((await here.client.actions.outcomes({ run: request })).outcomes[0]).toMatchObject({ state: 'refused' });
  });

  test('given a suspension by the office, when it is over days later, then those days were not charged', async () => {
    await using here = await opened();
    await here.does('daily', { action: 'suspend', note: 'away' });
    await here.at(NOON + 10 * DAY);
    expect(await here.paper('daily')).toEqual(['2026-11-20 opening 90.00']);
    await here.does('daily', { action: 'reactivate' });
    expect((await here.get('daily')).status).toBe('active');
    // Nothing is charged for days without service; the one on which it comes back is.
    expect(await here.paper('daily')).toEqual(['2026-11-20 opening 90.00', '2026-11-30 day -30.00']);
  });

  test('given more time, when a bill is overdue meanwhile, then nobody is suspended before it is over', async () => {
    await using here = await opened();
    await here.does('monthly', { action: 'extend', until: '2026-12-15' });
    await here.at(Date.parse('2026-12-15T12:00:00+06:00'));
    expect((await here.get('monthly')).status).toBe('active');
    await here.at(Date.parse('2026-12-16T00:00:00+06:00'));
    expect((await here.get('monthly')).status).toBe('suspended');
  });

  test('given more time, when it is looked at before, then it says until when, and to whom nothing ends that there is no end', async () => {
    await using here = await opened();
    const looked = async (username: string) => {
      const which = { ids: [await here.id(username)] };
      return here.client.actions.preview({ which, terms: { action: 'extend', days: 5 } });
    };
    await here.at(NOON);
    expect((await looked('guest')).notes).toMatchObject([
      { reason: { code: 'extended-to', params: { instant: '2026-12-02T06:00:00.000Z' } } },
    ]);
    const [told] = (await looked('ahead')).notes;
    await here.does('ahead', { action: 'extend', days: 5 });
    const { extendedUntil } = await here.client.ledger.ofCustomer({ customer: await here.id('ahead'), limit: 1 });
    expect(told?.reason).toEqual({ code: 'extended-to', params: { instant: extendedUntil } });
    await here.does('monthly', { action: 'special-price', price: '0' });
    expect((await looked('monthly')).refused).toMatchObject([{ reason: { code: 'extend-endless' } }]);
    expect(await here.does('monthly', { action: 'extend', days: 5 })).toMatchObject({ state: 'refused' });
  });

  test('given the clock was late, when something is done, then what should have come before has', async () => {
    await using here = await opened();
    here.time = NOON + 5 * DAY;
    const preview = await here.client.actions.preview({
      which: { ids: [await here.id('poor')] },
      terms: { action: 'reactivate' },
    });
    expect(preview.refused).toMatchObject([{ reason: { code: 'action-unpaid' } }]);
    const recharged = await here.does('poor', { action: 'recharge', ...cash, amount: '30' });
    expect(recharged.status).toBe('active');
    expect(await here.paper('poor')).toEqual(['2026-11-25 payment 30.00', '2026-11-25 day -30.00']);
    expect((await here.client.ledger.suspensions({})).suspensions).toMatchObject([
      { username: 'poor', reason: 'daily-balance', status: 'active' },
    ]);
  });

  test('given nobody can be written to, when something is to be sent, then the outcome says why', async () => {
    await using here = await opened();
    const sent = await here.does('monthly', { action: 'send-details' });
    expect(sent).toMatchObject({ state: 'refused', reason: { code: 'message-no-gateway' } });
    expect((await here.get('monthly')).version).toBe(1);
  });
});

describe('taking a line back', () => {
  test('given a payment for a bill that is overdue, when it is taken back, then service ends at once', async () => {
    await using here = await opened();
    await here.at(NOON + 20 * DAY);
    const { payment } = await here.does('monthly', { action: 'add-payment', ...cash, amount: '330' });
    const entry = payment ?? '';
    const note = 'the cheque bounced';
    const reversed = await here.client.ledger.reverse({ entry, note });
    expect(reversed.balance).toBe('-330.00');
    expect(await here.get('monthly')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    // Asked again, it is done; for another reason it was done already.
    expect(await here.client.ledger.reverse({ entry, note })).toEqual(reversed);
    expect((await refusedWith(here.client.ledger.reverse({ entry, note: 'once more' }))).code).toBe('entry-reversed');
    expect((await refusedWith(here.client.ledger.reverse({ entry: reversed.id, note }))).code).toBe(
      'entry-not-reversible',
    );
    expect((await refusedWith(here.client.ledger.reverse({ entry: randomUUID(), note }))).code).toBe('entry-unknown');
    expect((await here.client.ledger.receipt({ payment: entry })).reversed).toBe(true);
    const { lines } = await here.client.ledger.ofCustomer({ customer: await here.id('monthly') });
    expect(lines.map(({ kind, canReverse, bill }) => [kind, canReverse, bill])).toEqual([
      ['reversal', false, null],
      ['payment', false, null],
      ['period', true, 'unpaid'],
    ]);
    expect(await here.client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given a payment, when it was taken back before its text went, then the text is cancelled', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await opened();
    await here.client.messages.changeGateway({ version: null, fields: standInFields(gateway.url), secret: 'key' });
    const text = 'Received {amount}';
    await here.client.messages.changeTemplate({ kind: 'payment-received', version: null, text, automatic: true });
    const wrong = await here.does('monthly', { action: 'add-payment', ...cash, amount: '500' });
    await here.does('monthly', { action: 'add-payment', ...cash, amount: '300' });
    await here.at(NOON + DAY);
    await here.client.ledger.reverse({ entry: wrong.payment ?? '', note: 'somebody else’s' });
    await here.client.messages.flush();
    expect(gateway.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { text: 'Received BDT 300.00' },
    ]);
    expect((await here.client.messages.list({ state: 'cancelled' })).messages).toMatchObject([
      { reason: { code: 'message-payment-taken-back' } },
    ]);
  });

  test('given a charge, when it is taken back, then it is owed no longer and the service that it cost comes back', async () => {
    await using here = await opened();
    await here.at(NOON + 20 * DAY);
    const { lines } = await here.client.ledger.ofCustomer({ customer: await here.id('monthly') });
    await here.client.ledger.reverse({ entry: lines[0]?.id ?? '', note: 'was never connected' });
    expect(await here.get('monthly')).toMatchObject({ status: 'active', balance: '0.00' });
  });
});

describe('cash', () => {
  test('given two cashiers, when the day is over, then it adds up by method and by cashier, and each sees their own', async () => {
    await using here = await opened();
    const amina = await here.staff('amina', 'cashier');
    const bashir = await here.staff('bashir', 'cashier');
    await here.does('daily', { action: 'recharge', ...cash, amount: '100' }, amina);
    const mpesa = { method: 'mpesa', reference: 'QGH7XK2LM9', amount: '250' } as const;
    const wrong = await here.does('monthly', { action: 'add-payment', ...mpesa }, amina);
    await here.does('cable', { action: 'renew', ...cash, note: '=1+1' }, bashir);
    await here.at(NOON + DAY);
    await here.client.ledger.reverse({ entry: wrong.payment ?? '', note: 'not received' });

    const first = { from: '2026-11-20', to: '2026-11-20' };
    expect(await here.client.ledger.cash(first)).toMatchObject({
      ...{ total: '650.00', count: 3, currency: 'BDT' },
      byMethod: [
        { method: 'cash', count: 2, amount: '400.00' },
        { method: 'mpesa', count: 1, amount: '250.00' },
      ],
      byCashier: [
        { cashier: 'amina', count: 2, amount: '350.00' },
        { cashier: 'bashir', count: 1, amount: '300.00' },
      ],
    });
    const own = await bashir.ledger.cash(first);
    expect(own).toMatchObject({ total: '300.00', count: 1, byCashier: [{ cashier: 'bashir' }] });
    const second = await here.client.ledger.cash({ from: '2026-11-21', to: '2026-11-21' });
    expect(second).toMatchObject({ total: '-250.00', count: 0, lines: [{ isReversal: true, cashier: 'amina' }] });
    expect((await here.client.ledger.cash({ from: '2026-11-19', to: '2026-11-21' })).total).toBe('400.00');

    const csv = await (await here.client.ledger.exportCash({ ...first, format: 'csv' })).text();
    expect(csv).toContain('Watches');
    expect(csv.trim().split('\r\n').length).toBe(4);
    expect((await here.client.ledger.exportCash({ ...first, format: 'xlsx' })).size).toBeGreaterThan(1000);
    expect((await refusedWith(amina.ledger.exportCash({ ...first, format: 'csv' }))).code).toBe('not-allowed');
    expect((await here.client.history.list({ filter: { action: 'ledger' } })).total).toBe(2);
  });

  test('given more payments than are read at a time, many of one instant, when they are told and exported, then sums, lines and file have each of them once', async () => {
    await using here = await opened();
    const amina = await here.staff('amina', 'cashier');
    await here.does('daily', { action: 'recharge', ...cash, amount: '100' }, amina);
    const customer = await here.id('monthly');
    const many = 1500;
    beside(here.folder, (db) => {
      const by = db.prepare("SELECT id FROM staff_user WHERE name = 'admin'").pluck().get();
      const pay = db.prepare(
        "INSERT INTO ledger_entry (id, customer_id, kind, amount, at, by, method) VALUES (?, ?, 'payment', ?, ?, ?, ?)",
      );
      // A third of them at once, the others a minute apart.
      for (let i = 0; i < many; i += 1) {
        const at = NOON + Math.max(0, i - many / 3) * 60_000;
        pay.run(randomUUID(), customer, 100 * (i + 1), at, by, i % 2 === 0 ? 'cash' : 'bank');
      }
    });
    const days = { from: '2026-11-20', to: '2026-11-21' };
    const { lines, ...told } = await here.client.ledger.cash(days);
    expect(told).toMatchObject({
      ...{ total: '1125850.00', count: many + 1 },
      byMethod: [
        { method: 'cash', count: 751, amount: '562600.00' },
        { method: 'bank', count: 750, amount: '563250.00' },
      ],
      byCashier: [
        { cashier: 'admin', count: many },
        { cashier: 'amina', count: 1, amount: '100.00' },
      ],
    });
    // The latest ones, in their order.
    expect(lines.map(({ amount }) => Number(amount))).toEqual(Array.from({ length: 1000 }, (_, i) => i + 501));
    expect((await amina.ledger.cash(days)).lines).toHaveLength(1);

    const csv = await (await here.client.ledger.exportCash({ ...days, format: 'csv' })).text();
    const amounts = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',').at(-1)));
    expect(amounts).toEqual([100, ...Array.from({ length: many }, (_, i) => i + 1)]);
    expect(csv.split('\uFEFF')).toHaveLength(1 + Number(csv.startsWith('\uFEFF')));
    const xlsx = Buffer.from(await (await here.client.ledger.exportCash({ ...days, format: 'xlsx' })).arrayBuffer());
    const read = await readSpreadsheet(xlsx, { fileName: 'cash.xlsx', sheet: 'Payments' });
    // Behind the headings.
    expect(read.kind === 'table' && read.table.rows.slice(1)).toHaveLength(many + 1);
  });

  test('given more than a year of days, when cash is asked for or exported, then it is refused at the last day with the one that is possible', async () => {
    await using here = await opened();
    const year = { from: '2025-11-21', to: '2026-11-21' };
    expect((await here.client.ledger.cash(year)).count).toBe(0);
    const longer = { ...year, from: '2025-11-20' };
    const refused = { code: 'cash-days', params: { field: 'to', most: 366, last: '2026-11-20' } };
    expect(await refusedWith(here.client.ledger.cash(longer))).toEqual(refused);
    expect(await refusedWith(here.client.ledger.exportCash({ ...longer, format: 'csv' }))).toEqual(refused);
  });
});

describe('money of a customer who is removed for good', () => {
  test('given payments, when their customer is purged, then the cash of the day is as it was, and the code stays used', async () => {
    await using here = await opened();
    const mpesa = { method: 'mpesa', reference: 'QGH7XK2LM9', amount: '250' } as const;
    const wrong = await here.does('monthly', { action: 'add-payment', ...cash, amount: '70' });
    await here.does('monthly', { action: 'add-payment', ...mpesa });
    await here.client.ledger.reverse({ entry: wrong.payment ?? '', note: 'counted wrong' });
    await here.client.settings.update({ purgeAfterDays: 5 });
    await here.does('monthly', { action: 'delete' });
    const day = { from: '2026-11-20', to: '2026-11-20' };
    const taken = await here.client.ledger.cash(day);
    expect(taken).toMatchObject({ total: '250.00', count: 2 });
    for (const days of [0, 4, 8]) {
      await here.close();
      here.time = NOON + days * DAY;
      await here.open({ start: true });
      // Closing waits for what goes on behind.
      await here.close();
      here.client = await here.open();
    }
    expect((await here.client.customers.list({ filter: { search: 'monthly', status: 'all' } })).total).toBe(0);
    const { total, count, byMethod, byCashier, lines } = await here.client.ledger.cash(day);
    expect({ total, count, byMethod, byCashier }).toEqual({
      total: taken.total,
      count: taken.count,
      byMethod: taken.byMethod,
      byCashier: taken.byCashier,
    });
    const gone = { username: '', fullName: '', customerIs: 'removed' };
    expect(lines).toMatchObject([gone, gone, gone]);
    const file = await (await here.client.ledger.exportCash({ ...day, format: 'csv' })).text();
    expect(file.split('Removed for good')).toHaveLength(4);
    const again = await here.does('daily', { action: 'recharge', ...mpesa });
    expect(again.reason).toEqual({
      code: 'payment-reference-used',
      params: { reference: mpesa.reference, context: 'elsewhere' },
    });
    expect(await here.client.backups.check()).toEqual({ ok: true, problems: [] });
  });
});

describe('the log of suspensions', () => {
  test('given one that nobody has looked through, when it is noted, then it is read and says by whom', async () => {
    await using here = await opened();
    await here.at(NOON + 5 * DAY);
    const { suspensions, next } = await here.client.ledger.suspensions({ unread: true, limit: 1 });
    expect(suspensions).toMatchObject([{ username: 'daily', reason: 'daily-balance', note: null }]);
    const rest = await here.client.ledger.suspensions({ unread: true, after: next ?? '' });
    expect(rest.suspensions.map(({ username }) => username)).toEqual(['poor']);
    const noted = await here.client.ledger.noteSuspension({
      id: suspensions[0]?.id ?? '',
      note: 'called, pays tomorrow',
    });
    expect(noted).toMatchObject({ note: 'called, pays tomorrow', notedBy: 'admin' });
    const unread = await here.client.ledger.suspensions({ unread: true });
    expect(unread.suspensions.map(({ username }) => username)).toEqual(['poor']);
  });
});
