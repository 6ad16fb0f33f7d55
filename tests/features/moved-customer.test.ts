import { expect, test } from 'vitest';
import { StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { MoneyOffice } from './money-office.ts';
import { changeOf } from './customer-form.ts';

// A customer of one reseller who went to another: what is left with the first one, and what the first one can still do.

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const RENAMED = { username: 'new-name', fullName: 'Renamed By South', phone: '01799999999' };
/** What nobody at North may read. */
const NOW = /new-name|Renamed By South|1799999999/;

/** Two resellers, and a gateway that the ISP lends them. */
async function scene(here: MoneyOffice, gateway: StandInGateway) {
  await here.client.messages.changeGateway({ version: null, fields: standInFields(gateway.url), secret: 'key' });
  await here.client.reference.import({ operators: [{ name: 'South', code: 'S', kind: 'reseller' }] });
  const north = await here.staff('nora', 'manager', 'North');
  const south = await here.staff('sam', 'manager', 'South');
  const { operators } = await here.client.reference.lists();
  const operator = operators.find(({ name }) => name === 'South')?.id ?? '';
  const move = () => here.does('guest', { action: 'change-operator', operator });
  return { north, south, move };
}

test('given payments and messages, when the customer went to another operator, then the former one does not read what they are called by now', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { north, south, move } = await scene(here, gateway);
  const cash = { action: 'add-payment', method: 'cash', amount: '500' } as const;
  const { payment } = await here.does('guest', cash, north);
  await here.does('guest', { action: 'send-message', kind: 'own', text: 'Thank you' }, north);
  await north.messages.flush();
  await here.does('guest', { action: 'send-message', kind: 'own', text: 'It waits' }, north);
  expect(await north.ledger.cash(NOVEMBER)).toMatchObject({ lines: [{ customerIs: 'yours', username: 'guest' }] });
  await move();
  await south.customers.change(changeOf(await here.get('guest'), RENAMED));

  const { messages } = await north.messages.list({});
  expect(messages).toMatchObject([
    { customer: null, username: null, fullName: null, phone: null },
    { customer: null, username: null, fullName: null, phone: '8801711000005', text: 'Thank you' },
  ]);
  const taken = await north.ledger.cash(NOVEMBER);
  expect(taken).toMatchObject({ total: '500.00', lines: [{ customerIs: 'moved', username: '', fullName: '' }] });
  const file = await (await north.ledger.exportCash({ ...NOVEMBER, format: 'csv' })).text();
  expect(file).toContain(',No longer yours,North,');
  expect(JSON.stringify([messages, taken, file])).not.toMatch(NOW);
  // Who has both within reach is told, also when they ask for one of the two.
  const { operators } = await here.client.reference.lists();
  const ofNorth = { ...NOVEMBER, operator: operators.find(({ name }) => name === 'North')?.id ?? '' };
  expect((await here.client.ledger.cash(ofNorth)).lines).toMatchObject([{ customerIs: 'yours', ...named(RENAMED) }]);

  await south.ledger.reverse({ entry: payment ?? '', note: 'counted wrong' });
  expect(await north.ledger.cash(NOVEMBER)).toMatchObject({ total: '0.00', count: 1 });
  expect(await south.ledger.cash(NOVEMBER)).toMatchObject({ total: '0.00', count: 0, lines: [] });
});

const named = ({ username, fullName }: typeof RENAMED) => ({ username, fullName });

test('given a text that failed, when the customer went to another operator, then the former one cannot send it again', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { north, move } = await scene(here, gateway);
  gateway.mood = 'says-no';
  await here.does('guest', { action: 'send-message', kind: 'own', text: 'From North' }, north);
  await north.messages.flush();
  const [failed] = (await north.messages.list({})).messages;
  await move();
  gateway.mood = 'taken';
  expect(await north.messages.sendAgain({ ids: [failed?.id ?? ''] })).toEqual({ queued: 0 });
  await here.client.messages.flush();
  expect(gateway.received).toHaveLength(1);
});

test('given texts that wait, when the customer went to another operator, then they go on at the word of whoever has both alone', async () => {
  await using gateway = await new StandInGateway().start();
  await using here = await MoneyOffice.opened();
  const { north, south, move } = await scene(here, gateway);
  await here.does('guest', { action: 'send-message', kind: 'own', text: 'From North' }, north);
  await here.does('guest', { action: 'send-message', kind: 'own', text: 'From the ISP' });
  await move();
  await here.client.messages.flush();
  expect(gateway.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([{ text: 'From the ISP' }]);
  expect((await north.messages.list({})).messages).toMatchObject([
    { state: 'cancelled', customer: null, reason: { code: 'message-moved' } },
  ]);
  expect((await south.messages.list({})).messages).toMatchObject([{ state: 'sent', text: 'From the ISP' }]);
});
