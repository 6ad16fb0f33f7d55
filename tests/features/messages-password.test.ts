import { expect, test } from 'vitest';
import { StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { changeOf } from './customer-form.ts';
import { DAY, MoneyOffice, NOON } from './money-office.ts';
import type { Client } from './office.ts';
import { refusedWith } from './refusals.ts';

// Whoever may not see passwords does not get one by message either.

const PASSWORD = 'secret-3';
const DETAILS = { action: 'send-details' } as const;
const OWN = { action: 'send-message', kind: 'own', text: 'It is {password}' } as const;

async function scene(here: MoneyOffice, gateway: StandInGateway) {
  await here.client.messages.changeGateway({ version: null, fields: standInFields(gateway.url), secret: 'key' });
  const cashier = await here.staff('cash', 'cashier');
  const manager = await here.staff('max', 'manager');
  const changePhone = async (by: Client, phone: string) => {
    here.time += 1000;
    await by.customers.change(changeOf(await here.get('monthly'), { phone }));
    here.time += 1000;
  };
  return { cashier, manager, changePhone };
}

test('given a cashier, when a text of their own would tell a password, then it is refused; the payment details go', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { cashier, manager } = await scene(here, gateway);
  expect(await here.does('monthly', OWN, cashier)).toMatchObject({
    state: 'refused',
    reason: { code: 'message-password-role' },
  });
  // It is an own text under whichever name.
  const welcome = await here.does('monthly', { ...OWN, kind: 'welcome' }, cashier);
  expect(welcome.reason?.code).toBe('message-password-role');
  const which = { ids: [await here.id('monthly')] };
  expect(await cashier.actions.preview({ which, terms: OWN })).toMatchObject({
    affected: 0,
    refused: [{ reason: { code: 'message-password-role' } }],
  });
  expect(await here.does('monthly', DETAILS, cashier)).toMatchObject({ state: 'applied' });
  expect(await here.does('monthly', OWN, manager)).toMatchObject({ state: 'applied' });
  await here.client.messages.flush();
  expect(gateway.received.filter(({ body }) => body.includes(PASSWORD))).toHaveLength(2);
});

test('given a cashier who has changed the phone, when a password would go there on their word, then not within a day', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { cashier, manager, changePhone } = await scene(here, gateway);
  await changePhone(cashier, '01788888888');
  const refused = await here.does('monthly', DETAILS, cashier);
  expect(refused.reason?.code).toBe('message-password-phone-own');
  expect(await here.does('monthly', { action: 'send-message', kind: 'welcome' }, cashier)).toMatchObject({
    state: 'applied',
  });
  expect(await here.does('monthly', DETAILS, manager)).toMatchObject({ state: 'applied' });
  here.time = NOON + 2 * DAY;
  expect(await here.does('monthly', DETAILS, cashier)).toMatchObject({ state: 'applied' });
});

test('given a message with a password that waits, when a cashier changes the phone, then it is cancelled', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { cashier, manager, changePhone } = await scene(here, gateway);
  await here.does('monthly', DETAILS, cashier);
  await here.does('monthly', OWN, manager);
  await changePhone(cashier, '01788888888');
  await here.client.messages.flush();
  expect(gateway.received).toEqual([]);
  const { messages } = await here.client.messages.list({});
  expect(messages.map(({ state, reason }) => [state, reason?.code])).toEqual([
    ['cancelled', 'message-password-phone'],
    ['cancelled', 'message-password-phone'],
  ]);
  await here.does('monthly', DETAILS, manager);
  await changePhone(manager, '01766666666');
  expect(await here.client.messages.flush()).toMatchObject({ sent: 1 });
});

test('given a password that did not arrive, when a cashier sends it again, then only as payment details and to a phone that is not their doing', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { cashier, manager, changePhone } = await scene(here, gateway);
  gateway.mood = 'says-no';
  await here.does('monthly', OWN, manager);
  await here.does('monthly', DETAILS, manager);
  await here.client.messages.flush();
  const { messages } = await cashier.messages.list({ state: 'failed' });
  const ids = (kind: string) => messages.filter((line) => line.kind === kind).map(({ id }) => id);
  expect(await refusedWith(cashier.messages.sendAgain({ ids: ids('own') }))).toMatchObject({
    code: 'message-password-role',
  });
  expect(await cashier.messages.sendAgain({ ids: messages.map(({ id }) => id) })).toEqual({ queued: 1 });
  await here.client.messages.flush();
  await changePhone(cashier, '01788888888');
  expect(await refusedWith(cashier.messages.sendAgain({ ids: ids('payment-details') }))).toMatchObject({
    code: 'message-password-phone-own',
  });
});
