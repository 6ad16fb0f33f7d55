import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { GatewayFields } from '#shared/contract/messages.ts';
import { automaticQueue, queueMessage } from '#main/features/messages/index.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore } from '#main/store/index.ts';
import { StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { changeOf } from './customer-form.ts';
import { type Client, csv, imported, isp, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

const SECRET = 'k3y-of-the-gateway';
const PASSWORD = 'secret-of-anik';
const HEADINGS =
  'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,Expires,Balance';
/** Noon in Dhaka. */
const NOON = '2026-11-21T06:00:00Z';

/** An ISP with three customers: one whole, one without a phone, one without a password. */
class Scene extends Office {
  clock = Date.parse(NOON);
  override now = (): Date => new Date(this.clock);

  async ready(gateway?: StandInGateway, more: Partial<GatewayFields> = {}): Promise<Client> {
    const client = await this.open();
    await client.reference.import(isp);
    const row = (username: string, password: string, phone: string): string =>
      `${username},${password},Name of ${username},${phone},,Dhaka North,Home 10M,Monthly,,,2026-11-23,0`;
    const lines = [
      row('anik', PASSWORD, '01711000001'),
      row('bithi', 'secret-2', ''),
      row('chan', 'unknown', '01711000003'),
    ];
    await imported(client, csv(lines, 'three.csv', HEADINGS));
    if (gateway) {
      const fields = standInFields(gateway.url, more);
      await client.messages.changeGateway({ version: null, fields, secret: SECRET });
    }
    return client;
  }

  /** Queues as other features do it, in a transaction of theirs; the core is closed meanwhile, as two cannot have the folder. */
  async queue(asked: { username?: string; kind?: MessageKind; ownText?: string; request?: string; by?: string }) {
    return this.besides(async (store, deps) => {
      const customer = store.reader
        .prepare<[string], { id: string; operatorId: string }>(
          'SELECT id, operator_id AS operatorId FROM customer WHERE username = ?',
        )
        .get(asked.username ?? 'anik')!;
      const by = asked.by ?? store.reader.prepare<[], string>('SELECT id FROM staff_user').pluck().get()!;
      const { kind = 'payment-details', ownText = null, request = null } = asked;
      const whom = { customerId: customer.id, operatorId: customer.operatorId };
      return store.write((tx) => queueMessage(tx, deps, { ...whom, kind, by, request, ownText }));
    });
  }

  /** Does something to the store while the core is closed. */
  async besides<T>(
    job: (store: Awaited<ReturnType<typeof openStore>>, deps: { newId: () => string; now: () => Date }) => Promise<T>,
  ): Promise<T> {
    await this.close();
    const deps = { now: this.now, newId: orderedIds(this.now) };
    const log = { info: () => undefined, warn: () => undefined, failure: () => '' };
    const keys = [keyFiles(join(this.root, 'keys'))];
    const store = await openStore({ ...deps, folder: this.folder, create: false, keys, consoleName: 'test', log });
    try {
      return await job(store, deps);
    } finally {
      await store.close();
    }
  }
}

const idOf = async (client: Client, username: string): Promise<string> =>
  (await client.customers.find({ username })).id;
const first = async (client: Client) => (await client.messages.list({ limit: 1 })).messages[0]!;

test('given a message, when it is sent, then the gateway gets it filled in, and here it stands masked', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  expect(await office.queue({})).toMatchObject({ queued: true });
  const client = await office.open();
  expect(await first(client)).toMatchObject({ state: 'waiting', text: null, username: 'anik' });
  expect(await client.messages.flush()).toMatchObject({ tried: 1, sent: 1, waiting: 0 });
  const [received] = gateway.received;
  const body = JSON.parse(received?.body ?? '') as { to: string; text: string; id: string };
  expect(received?.headers['x-key']).toBe(SECRET);
  expect(body.to).toBe('8801711000001');
  expect(body.text).toContain(`username is anik and your password ${PASSWORD}.`);
  expect(body.text).toContain('BDT 800.00');
  const line = await first(client);
  expect(line).toMatchObject({
    id: body.id,
    state: 'sent',
    phone: '8801711000001',
    parts: 1,
    attempts: 1,
    createdBy: 'admin',
  });
  expect(line.text).toBe(body.text.replace(PASSWORD, '******'));
});

test('given what must stay secret, when messages were sent and failed, then no file of the folder holds it', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway, {
    url: `${gateway.url}?account=private-account-77&key={secret}`,
    headers: [{ name: 'Authorization', value: 'Bearer {secret}' }],
  });
  for (const mood of ['taken', 'echo', 'reset', 'says-no'] as const) {
    gateway.mood = mood;
    await office.queue({});
    const client = await office.open();
    await client.messages.flush();
    await client.messages.test({ phone: '01711000009', text: 'A trial' });
  }
  await office.close();
  const files = readdirSync(office.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const bytes = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
  expect(bytes).toContain('message-said-no');
  for (const secret of [SECRET, PASSWORD, 'private-account-77', gateway.url.replace('http://', '')]) {
    expect(bytes.includes(secret), secret).toBe(false);
  }
});

test('given a gateway that says everything back, when it is tried, then neither key nor address is told', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  const client = await office.ready(gateway, { url: `${gateway.url}?account=private77&key={secret}` });
  gateway.mood = 'echo';
  const { state, status, answer, reason } = await client.messages.test({ phone: '01711000009', text: 'A trial' });
  expect({ state, status }).toEqual({ state: 'failed', status: 400 });
  expect(answer).toContain('A trial');
  for (const secret of [SECRET, 'private77', '/send']) expect(JSON.stringify([answer, reason])).not.toContain(secret);
  gateway.mood = 'taken';
  expect(await client.messages.test({ phone: '+880 1711-000009', text: 'A trial' })).toMatchObject({
    ...{ state: 'sent', status: 200, reason: null },
  });
  expect(await first(client)).toMatchObject({ kind: 'test', state: 'sent', customer: null, text: 'A trial' });
  expect(await refusedWith(client.messages.test({ phone: '12', text: 'x' }))).toMatchObject({
    code: 'message-phone-invalid',
  });
});

test('given a gateway that refuses or loses a message, when it went there, then it is told and not tried again', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  for (const [mood, state, code] of [
    ['says-no', 'failed', 'message-said-no'],
    ['broken', 'unknown', 'message-broke-down'],
    ['redirects', 'failed', 'message-redirected'],
    ['reset', 'unknown', 'message-answer-lost'],
    ['reset-in-answer', 'unknown', 'message-answer-lost'],
    ['endless', 'unknown', 'message-answer-unclear'],
  ] as const) {
    await office.queue({});
    office.clock += 1000;
    gateway.mood = mood;
    gateway.received.length = 0;
    const client = await office.open();
    await client.messages.flush();
    await client.messages.flush();
    expect(gateway.received, mood).toHaveLength(1);
    expect(await first(client), mood).toMatchObject({ state, attempts: 1, reason: { code } });
  }
});

test('given no line, when messages wait, then nothing counts as tried, and they go out once there is one', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await gateway.stop();
  await office.queue({});
  await office.queue({ kind: 'welcome' });
  let client = await office.open();
  expect(await client.messages.flush()).toMatchObject({ tried: 1, waiting: 2 });
  const [welcome, details] = (await client.messages.list({})).messages;
  expect(details).toMatchObject({
    state: 'waiting',
    attempts: 0,
    reason: { code: 'message-no-line', params: { reason: 'ECONNREFUSED' } },
  });
  expect(welcome).toMatchObject({ state: 'waiting', attempts: 0, reason: null });
  await office.close();
  await gateway.start();
  client = await office.open();
  expect(await client.messages.flush()).toMatchObject({ tried: 2, sent: 2 });
  expect(gateway.received).toHaveLength(2);
});

test('given a busy gateway, when it says when to come back, then not before; and after ten times it is given up', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({});
  gateway.mood = 'busy';
  const client = await office.open();
  await client.messages.flush();
  const line = await first(client);
  expect(line).toMatchObject({
    state: 'waiting',
    attempts: 1,
    reason: { code: 'message-busy', params: { status: 429 } },
  });
  expect(Date.parse(line.nextTryAt ?? '')).toBeGreaterThanOrEqual(office.clock + 7000);
  for (let i = 0; i < 9; i++) await client.messages.flush();
  expect(await first(client)).toMatchObject({ state: 'failed', attempts: 10 });
  expect(gateway.received).toHaveLength(10);
});

test('given a program that ended while it was sending, when it starts again, then nobody knows, and only a person sends it again', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({});
  const id = await office.besides(async (store) => {
    await store.write(({ db }) => db.prepare("UPDATE message SET state = 'sending', attempts = 1").run());
    return store.reader.prepare<[], string>('SELECT id FROM message').pluck().get()!;
  });
  const client = await office.open({ start: true });
  expect(await first(client)).toMatchObject({ state: 'unknown', reason: { code: 'message-interrupted' } });
  await client.messages.flush();
  expect(gateway.received).toHaveLength(0);
  expect(await client.messages.sendAgain({ ids: [id] })).toEqual({ queued: 1 });
  await client.messages.flush();
  expect(gateway.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([id]);
  expect(await client.messages.sendAgain({ ids: [id] })).toEqual({ queued: 0 });
});

test('given a program that is stopped while it waits for an answer, when the answer comes, then it is kept', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({});
  gateway.mood = 'slow';
  const arrived = gateway.another();
  const opened = await office.open({ start: true });
  await arrived;
  // On the disk as under way before the gateway has read it.
  expect(await first(opened)).toMatchObject({ state: 'sending' });
  const closed = office.close();
  gateway.release();
  await closed;
  const client = await office.open();
  expect(await first(client)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('given a customer who has changed since, when the message goes, then it tells what is so now', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({ ownText: 'Dear {name}, call {phone}. {{sic}}' });
  const client = await office.open();
  const profile = await client.customers.get({ id: await idOf(client, 'anik') });
  await client.customers.change(changeOf(profile, { fullName: 'Anika', phone: '01711999999' }));
  await client.messages.flush();
  expect(JSON.parse(gateway.received[0]?.body ?? '')).toMatchObject({
    to: '8801711999999',
    text: 'Dear Anika, call 01711999999. {sic}',
  });
});

test('given a customer who opted out or was deleted, when the turn comes, then it is cancelled with the reason', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({});
  await office.queue({ username: 'chan', kind: 'welcome' });
  const client = await office.open();
  const anik = await idOf(client, 'anik');
  expect(await client.messages.optOut({ customer: anik })).toEqual({ optedOut: false });
  await client.messages.changeOptOut({ customer: anik, optedOut: true });
  expect(await client.messages.optOut({ customer: anik })).toEqual({ optedOut: true });
  await office.besides((store) =>
    store.write(({ db }) => void db.prepare("UPDATE customer SET status = 'deleted' WHERE username = 'chan'").run()),
  );
  const again = await office.open();
  expect(await again.messages.flush()).toMatchObject({ cancelled: 2, sent: 0 });
  const { messages } = await again.messages.list({ state: 'cancelled' });
  expect(Object.fromEntries(messages.map(({ username, reason }) => [username, reason?.code]))).toEqual({
    anik: 'message-opted-out',
    chan: 'message-no-customer',
  });
  expect(gateway.received).toEqual([]);
  expect(await office.queue({})).toMatchObject({ queued: false, reason: { code: 'message-opted-out' } });
});

test('given somebody who cannot be written to, when it is asked for, then the reason is told and nothing waits', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready();
  const reasons = async (asked: Parameters<Scene['queue']>[0]) => {
    const queued = await office.queue(asked);
    return queued.queued ? null : queued.reason.code;
  };
  expect(await reasons({})).toBe('message-no-gateway');
  const client = await office.open();
  await client.messages.changeGateway({ version: null, fields: standInFields(gateway.url), secret: SECRET });
  expect(await reasons({ username: 'bithi' })).toBe('message-no-phone');
  expect(await reasons({ username: 'chan' })).toBe('message-password-unknown');
  expect(await reasons({ username: 'chan', kind: 'welcome' })).toBeNull();
  expect(await reasons({ kind: 'own' })).toBe('message-text-missing');
  expect(await reasons({ kind: 'own', ownText: 'Dear {naem}' })).toBe('message-placeholder-unknown');
  const twice = [await office.queue({ request: 'r' }), await office.queue({ request: 'r' })];
  expect(twice[0]).toEqual(twice[1]);
  expect((await (await office.open()).messages.counts()).waiting).toBe(2);
});

test('given a gateway that takes texts in its address, when a password would stand there, then only if the admin allows it', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  const asked = { method: 'GET', bodyKind: 'none', url: `${gateway.url}?to={phone}&text={text}&key={secret}` } as const;
  await office.ready(gateway, asked);
  const fields = standInFields(gateway.url, { ...asked, allowsPasswordInUrl: true });
  const manager = office.as({ role: 'manager' });
  expect(await refusedWith(manager.messages.changeGateway({ version: 1, fields }))).toMatchObject({
    code: 'gateway-password-in-url',
    params: { field: 'allowsPasswordInUrl' },
  });
  await office.queue({});
  await office.queue({ kind: 'welcome' });
  const again = await office.open();
  expect(await again.messages.flush()).toMatchObject({ failed: 1, sent: 1 });
  const [failed] = (await again.messages.list({ state: 'failed' })).messages;
  expect(failed?.reason?.code).toBe('message-password-in-url');
  expect(gateway.received.map(({ url }) => url).join()).not.toContain(PASSWORD);
  await again.messages.changeGateway({ version: 1, fields });
  // The manager may go on changing what the admin has allowed, but not where it goes.
  await office.as({ role: 'manager' }).messages.changeGateway({ version: 2, fields: { ...fields, name: 'Renamed' } });
  await again.messages.sendAgain({ ids: [failed?.id ?? ''] });
  expect(await again.messages.flush()).toMatchObject({ failed: 0, sent: 2 });
  expect(gateway.received.at(-1)?.url).toContain(encodeURIComponent(PASSWORD));
});

test('given a gateway with a secret, when its address goes elsewhere, then the secret has to be given again', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  const client = await office.ready(gateway);
  const held = await client.messages.gateway();
  expect(held).toMatchObject({ hasSecret: true, isOwn: true, version: 1 });
  expect(JSON.stringify(held)).not.toContain(SECRET);
  const elsewhere = standInFields('https://evil.example/send');
  expect(await refusedWith(client.messages.changeGateway({ version: 1, fields: elsewhere }))).toMatchObject({
    code: 'gateway-secret-again',
  });
  await client.messages.changeGateway({ version: 1, fields: standInFields(`${gateway.url}/v2`) });
  expect(await refusedWith(client.messages.changeGateway({ version: 1, fields: elsewhere }))).toMatchObject({
    code: 'gateway-changed',
  });
  // The same address, but the key would go along to a phone of whoever tries it.
  const body = '{"to":"{phone}","text":"{text} {secret}"}';
  const manager = office.as({ role: 'manager' });
  const led = manager.messages.changeGateway({ version: 2, fields: standInFields(`${gateway.url}/v2`, { body }) });
  expect(await refusedWith(led)).toMatchObject({ code: 'gateway-secret-again', params: { field: 'secret' } });
  await client.messages.test({ phone: '01711000009', text: 'Still with its key' });
  expect(gateway.received[0]?.headers['x-key']).toBe(SECRET);
  expect(gateway.received[0]?.body).not.toContain(SECRET);
});

test('given operators beneath the ISP, when they have no gateway of their own, then they are lent one and not told of it', async () => {
  await using above = await new StandInGateway().start();
  await using own = await new StandInGateway().start();
  await using office = new Scene();
  const client = await office.ready(above);
  const operatorId = (await client.operators.list()).find(({ name }) => name === 'Dhaka North')?.id ?? '';
  const reseller = () => office.as({ operatorId, isRoot: false, role: 'manager' });
  const lent = await reseller().messages.gateway();
  expect(lent).toMatchObject({ name: 'Stand-in', isOwn: false, url: '', headers: [], body: '', hasSecret: true });
  expect(await refusedWith(reseller().messages.removeGateway({ version: 1 })).catch(() => null)).toBeNull();
  expect(await client.messages.gateway()).not.toBeNull();
  await office.queue({});
  await office.open();
  expect(await reseller().messages.flush()).toMatchObject({ sent: 1 });
  await reseller().messages.changeGateway({ version: null, fields: standInFields(own.url), secret: 'their-own-key' });
  await reseller().messages.changeTemplate({ kind: 'welcome', version: null, text: 'Ours', automatic: false });
  await office.queue({ kind: 'welcome' });
  const again = await office.open();
  await again.messages.flush();
  expect([above.received.length, own.received.length]).toEqual([1, 1]);
  expect(JSON.parse(own.received[0]?.body ?? '')).toMatchObject({ text: 'Ours' });
  expect(own.received[0]?.headers['x-key']).toBe('their-own-key');
  // Beside the ISP's own trial nobody else's messages are seen.
  await again.messages.test({ phone: '01711000009', text: 'Of the ISP' });
  expect((await reseller().messages.list({})).messages.map(({ kind }) => kind).toSorted()).toEqual([
    'payment-details',
    'welcome',
  ]);
  const stranger = office.as({ operatorId: crypto.randomUUID(), isRoot: false });
  expect((await stranger.messages.list({})).messages).toEqual([]);
  const ids = (await again.messages.list({})).messages.map(({ id }) => id);
  expect(await stranger.messages.sendAgain({ ids })).toEqual({ queued: 0 });
  expect(await refusedWith(stranger.messages.optOut({ customer: await idOf(again, 'anik') }))).toMatchObject({
    code: 'customer-unknown',
  });
});

test('given texts, when they are changed, then unknown placeholders are told, and the slower one of two is', async () => {
  await using office = new Scene();
  const client = await office.ready();
  const changed = (version: number | null, text: string | null, automatic = false) =>
    client.messages.changeTemplate({ kind: 'expiring', version, text, automatic });
  expect(await refusedWith(changed(null, 'Dear {naem}'))).toMatchObject({
    code: 'message-placeholder-unknown',
    params: { names: '{naem}', field: 'text' },
  });
  expect(await changed(null, 'প্রিয় {name}', true)).toMatchObject({
    ...{ isOwn: true, version: 1, automatic: true, sample: 'প্রিয় Rahim Uddin' },
    length: { encoding: 'ucs-2', parts: 1 },
  });
  expect(await refusedWith(changed(null, 'Another'))).toMatchObject({ code: 'template-changed' });
  expect(await changed(1, null)).toMatchObject({ isOwn: false, automatic: false });
  expect((await client.messages.templates()).map(({ kind }) => kind)).toEqual([
    ...['payment-details', 'welcome', 'payment-received', 'expiring', 'suspended'],
  ]);
});

test('given a preview of a text with the password, when it is shown, then the password is masked and counted', async () => {
  await using office = new Scene();
  const client = await office.ready();
  const customer = await idOf(client, 'anik');
  const preview = await client.messages.preview({ kind: 'own', text: '{username}: {password} {x}', customer });
  expect(preview).toEqual({
    text: 'anik: ****** {x}',
    // With ten signs for the password, and two more for each brace.
    length: { encoding: 'gsm-7', units: 22, parts: 1 },
    unknown: ['x'],
  });
});

test('given texts that go out by themselves, when their occasion comes, then they go once for each paid time', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  const client = await office.ready(gateway);
  await client.messages.changeTemplate({
    kind: 'expiring',
    version: null,
    text: '{name} until {paidUntil}',
    automatic: true,
  });
  // The clock has been there: what it says of their time is what stands in the file.
  await office.besides((store) =>
    store.write(({ db }) => void db.prepare('UPDATE customer SET next_due_at = NULL').run()),
  );
  const texts = () => gateway.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
  const started = async () => {
    const arrived = gateway.another();
    await office.open({ start: true });
    await arrived;
    await office.close();
  };
  // bithi has no phone.
  await started();
  const again = await office.open({ start: true });
  await again.messages.flush();
  expect(texts().toSorted()).toEqual(['Name of anik until 23/11/2026', 'Name of chan until 23/11/2026']);
  expect((await again.messages.list({})).messages.map(({ createdBy }) => createdBy)).toEqual([null, null]);
});

test('given a text that goes out by itself, when it is no longer true, then it is cancelled; by hand it is sent', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  const client = await office.ready(gateway);
  await client.messages.changeTemplate({ kind: 'suspended', version: null, text: 'You are off', automatic: true });
  await office.queue({ kind: 'suspended', by: '' });
  await office.queue({ kind: 'suspended' });
  await office.besides((store, deps) =>
    store.write((tx) => {
      const { id, operatorId } = tx.db
        .prepare<[], { id: string; operatorId: string }>(
          "SELECT id, operator_id AS operatorId FROM customer WHERE username = 'anik'",
        )
        .get()!;
      const whom = { customerId: id, operatorId };
      const queue = automaticQueue(tx, deps);
      expect(queue({ ...whom, kind: 'welcome' })).toBe(false);
      expect(queue({ ...whom, kind: 'suspended' })).toBe(true);
    }),
  );
  const again = await office.open();
  expect(await again.messages.flush()).toMatchObject({ cancelled: 2, sent: 1 });
  expect((await again.messages.list({ state: 'cancelled' })).messages[0]?.reason?.code).toBe('message-no-longer-true');
});

test('given a message that waits, when somebody cancels it, then it is not sent, and the history says who', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.queue({});
  const client = await office.open();
  const { id } = await first(client);
  expect(await client.messages.cancel({ ids: [id, id] })).toEqual({ cancelled: 1 });
  expect(await client.messages.cancel({ ids: [id] })).toEqual({ cancelled: 0 });
  expect(await client.messages.flush()).toMatchObject({ tried: 0, cancelled: 1 });
  expect(await first(client)).toMatchObject({ reason: { code: 'message-cancelled', params: { name: 'admin' } } });
  const { lines } = await client.history.list({ filter: {}, limit: 1 });
  expect(lines[0]).toMatchObject({ action: 'message.cancel', by: 'admin' });
});

test('given many messages, when they are read in windows, then each is there once, the latest first', async () => {
  await using gateway = await new StandInGateway().start();
  await using office = new Scene();
  await office.ready(gateway);
  await office.besides(async (store, deps) => {
    const { id, operatorId } = store.reader
      .prepare<[], { id: string; operatorId: string }>(
        "SELECT id, operator_id AS operatorId FROM customer WHERE username = 'anik'",
      )
      .get()!;
    await store.write((tx) => {
      for (let i = 0; i < 5; i++)
        queueMessage(tx, deps, { customerId: id, operatorId, kind: 'own', ownText: `${i}`, by: 'x', request: null });
    });
  });
  const client = await office.open();
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const { messages, next } = await client.messages.list({ limit: 2, ...(after === undefined ? {} : { after }) });
    ids.push(...messages.map(({ id }) => id));
    if (next === null) break;
    after = next;
  }
  expect(ids).toHaveLength(5);
  expect(ids).toEqual(ids.toSorted().toReversed());
});
