import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NewCustomer } from '#shared/contract/customers.ts';
import type { TextKind } from '#shared/domain/message/default-texts.ts';
import { deliver } from '#main/features/messages/deliver.ts';
import { messageWorker } from '#main/features/messages/worker.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore } from '#main/store/index.ts';
import { StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { machine } from '../store/scene.ts';
import { DAY, MoneyOffice, NOON } from './money-office.ts';
import { csv, ending, HEADINGS, imported } from './office.ts';

const HOUR = 3_600_000;
/** Midnight in Dhaka, in the night behind the day on which the office is opened. */
const MIDNIGHT = NOON + DAY / 2;
const SILENT = { info: () => undefined, warn: () => undefined, failure: () => '' };

/** An office whose gateway takes messages, with some texts that go out by themselves. */
async function writing(gateway: StandInGateway, kinds: readonly TextKind[], lines?: readonly string[]) {
  const here = await MoneyOffice.opened(lines);
  await here.client.messages.changeGateway({ version: null, fields: standInFields(gateway.url), secret: 'key' });
  const texts = await here.client.messages.templates();
  for (const kind of kinds) {
    const text = texts.find((one) => one.kind === kind)?.text ?? '';
    await here.client.messages.changeTemplate({ kind, version: null, text, automatic: true });
  }
  return here;
}

const kindsOf = async ({ client }: MoneyOffice): Promise<string[]> =>
  (await client.messages.list({})).messages.map(({ username, kind }) => `${username} ${kind}`).toSorted();

describe('at night', () => {
  test('given somebody suspended at midnight, when all is sent by night, then they are written to at nine', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, ['suspended']);
    await here.at(NOON);
    await here.at(MIDNIGHT + HOUR);
    expect(await kindsOf(here)).toEqual(['poor suspended']);
    expect(await here.client.messages.flush()).toMatchObject({ tried: 0, waiting: 1 });
    const [line] = (await here.client.messages.list({})).messages;
    expect(line?.nextTryAt).toBe(new Date(MIDNIGHT + 9 * HOUR).toISOString());
    here.time = MIDNIGHT + 9 * HOUR - 1;
    expect(await here.client.messages.flush()).toMatchObject({ tried: 0 });
    here.time += 1;
    expect(await here.client.messages.flush()).toMatchObject({ tried: 1, sent: 1 });
  });

  test('given a text of the day that waited for a line, when there is one at night, then only what a person asked for goes', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, ['suspended']);
    await here.at(NOON);
    await here.at(MIDNIGHT + 20 * HOUR);
    await gateway.stop();
    expect(await here.client.messages.flush()).toMatchObject({ tried: 1, waiting: 1 });
    here.time = MIDNIGHT + DAY + 3 * HOUR;
    await gateway.start();
    await here.does('poor', { action: 'send-message', kind: 'own', text: 'As you asked' });
    expect(await here.client.messages.flush()).toMatchObject({ tried: 1, sent: 1, waiting: 1 });
    expect(gateway.received.map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual(['As you asked']);
    here.time += 6 * HOUR;
    expect(await here.client.messages.flush()).toMatchObject({ tried: 1, sent: 2, waiting: 0 });
  });

  test('given a message whose turn came by day, when it comes to be sent by night, then it waits as it was', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, ['suspended']);
    await here.at(NOON);
    await here.at(MIDNIGHT + HOUR);
    await here.close();
    const { folder, root, now } = here;
    const keys = [keyFiles(join(root, 'keys'))];
    const newId = orderedIds(now);
    const store = await openStore({ folder, create: false, keys, now, newId, consoleName: 'test', log: SILENT });
    try {
      const id = store.reader.prepare<[], string>('SELECT id FROM message').pluck().get() ?? '';
      const owner = store.reader.prepare<[], string>('SELECT operator_id FROM message_gateway').pluck().get() ?? '';
      const deps = { store, now, log: SILENT, signal: new AbortController().signal, random: () => 0 };
      expect(await deliver(deps, id, owner, 0)).toEqual({ kind: 'night' });
      expect(store.reader.prepare('SELECT state, attempts FROM message').get()).toEqual({
        state: 'waiting',
        attempts: 0,
      });
      here.time = MIDNIGHT + 9 * HOUR;
      expect(await deliver(deps, id, owner, 0)).toEqual({ kind: 'ended' });
    } finally {
      await store.close();
    }
    expect(gateway.received).toHaveLength(1);
  });
});

describe('what the office does', () => {
  const newcomer = (more: Partial<NewCustomer> = {}): NewCustomer => ({
    ...{ username: 'nadia', password: 'kw7mpt4xqz', fullName: 'Nadia', phone: '01711000055' },
    ...{ operator: 'admin', package: 'Home', billingProfile: 'Monthly' },
    ...more,
  });
  const adds = ({ client }: MoneyOffice, more: Partial<NewCustomer> = {}) =>
    client.customers.add({ request: randomUUID(), customer: newcomer(more) });
  const WRITTEN = ['welcome', 'payment-received'] as const;

  test('given somebody who is registered, when they pay and service begins, then both are confirmed', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, WRITTEN);
    await adds(here, { method: 'cash', received: '500' });
    expect(await kindsOf(here)).toEqual(['nadia payment-received', 'nadia welcome']);
    await here.client.messages.flush();
    const texts = gateway.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
    expect(texts.join('\n')).toMatch(/We have received BDT 500\.00, receipt [A-Z2-9]{3}-000001\./);
    expect(texts.join('\n')).toContain('Welcome to ');
  });

  test('given somebody who is added without money, when service begins at once, then they are welcomed', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, WRITTEN);
    await adds(here);
    expect(await kindsOf(here)).toEqual(['nadia welcome']);
  });

  test('given somebody who was added as pending, when service begins, again and again, then they are welcomed once', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, WRITTEN);
    await adds(here, { activate: false });
    expect(await kindsOf(here)).toEqual([]);
    const activated = await here.does('nadia', { action: 'activate' });
    expect(activated.state).toBe('applied');
    expect(await kindsOf(here)).toEqual(['nadia welcome']);
    await here.does('nadia', { action: 'suspend' });
    await here.does('nadia', { action: 'reactivate' });
    expect(await kindsOf(here)).toEqual(['nadia welcome']);
  });

  test('given an activation that was taken back, when service begins anew, then nobody is welcomed twice', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, WRITTEN);
    await adds(here, { activate: false });
    const { run } = await here.does('nadia', { action: 'activate' });
    await ending(await here.client.actions.undo({ request: randomUUID(), run }));
    expect(await here.get('nadia')).toMatchObject({ status: 'pending' });
    await here.does('nadia', { action: 'activate' });
    expect(await here.get('nadia')).toMatchObject({ status: 'active' });
    expect(await kindsOf(here)).toEqual(['nadia welcome']);
  });

  test('given customers who are there already, when they are imported as active, then none of them is welcomed', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, WRITTEN);
    const row = (i: number): string => `old${i},secret-${i},Old ${i},0171100006${i},,admin,Home,Monthly,,,,,100`;
    await imported(here.client, csv([row(1), row(2)], 'old.csv', `${HEADINGS},IP Address,Expires,Balance`));
    await here.at(NOON + DAY);
    expect(await here.get('old1')).toMatchObject({ status: 'active' });
    expect(await kindsOf(here)).toEqual([]);
  });

  test('given texts that nobody has switched on, when customers come and pay, then nothing is written', async () => {
    await using gateway = await new StandInGateway().start();
    await using here = await writing(gateway, []);
    await adds(here, { method: 'cash', received: '500' });
    expect(await kindsOf(here)).toEqual([]);
  });
});

test('given a disk that was full at the first look, when there is room again, then messages are sent without a restart', async () => {
  const { open, options } = machine();
  const store = await open();
  let isFull = true;
  // The first transaction is the one that takes up what an end in the middle has left.
  const write: typeof store.write = (job, more) =>
    isFull ? Promise.reject(new Error('the disk is full')) : store.write(job, more);
  const kept = Object.create(store, { write: { value: write } }) as typeof store;
  const worker = messageWorker({ ...options, store: kept });
  await store.write(({ db }) =>
    db.exec(`INSERT INTO message (id, operator_id, kind, facts, state, created_at, created_by)
      VALUES ('m', 'o', 'own', '{}', 'sending', 0, '')`),
  );
  await expect(worker.flush(null)).rejects.toThrow('the disk is full');
  isFull = false;
  expect(await worker.flush(null)).toBe(0);
  expect(store.reader.prepare('SELECT state FROM message').get()).toEqual({ state: 'unknown' });
  expect(await worker.onLine('o', () => Promise.resolve('tried'))).toBe('tried');
});
