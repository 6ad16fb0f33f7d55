import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RegistrationForm } from '#shared/contract/registration.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { beside, coreAtWork, NOW } from './core-at-work.ts';
import { csv, imported, isp, line } from './office.ts';
import { refusedWith } from './refusals.ts';

const REFERENCE: ReferenceDocument = {
  ...isp,
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' },
    { name: 'Kisumu', code: 'KE', kind: 'reseller', country: 'KE' },
  ],
  packages: [
    ...isp.packages!,
    { name: 'Pool 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '800', validityDays: 30 },
    { name: 'Spot', connection: 'hotspot', downKbps: 2048, upKbps: 2048, price: '20', validityDays: 1 },
    { name: 'Cable', connection: 'other', price: '300', validityDays: 30 },
    { name: 'Half', connection: 'pppoe', downKbps: 2048, upKbps: 2048 },
  ],
  networkAddresses: [
    { cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Office'] },
    { cidr: '10.9.0.0/29', gateway: '10.9.0.1', packages: ['Pool 10M'], reserved: [{ from: '10.9.0.5' }] },
  ],
};

async function counter() {
  const work = await coreAtWork();
  const client = work.as();
  await client.reference.import(REFERENCE);
  const lists = await client.reference.lists();
  const find = (all: readonly { readonly name: string; readonly id: string }[], name: string): string =>
    all.find((one) => one.name === name)!.id;
  const plan = (name: string) => find(lists.packages, name);
  const profile = (name: string) => find(lists.billingProfiles, name);
  const operator = (name: string) => find(lists.operators, name);
  /** Somebody who can be added as they are. */
  const form = (over: Partial<RegistrationForm> = {}): RegistrationForm =>
    RegistrationForm.parse({
      connection: 'pppoe',
      package: plan('Home 10M'),
      billingProfile: profile('Monthly'),
      fromPool: true,
      fullName: 'Nadia Islam',
      phone: '01711-223344',
      username: 'nadia',
      password: 'kw7mpt4xqz',
      ...over,
    });
  const save = (over: Partial<RegistrationForm> = {}, draft: string = randomUUID()) =>
    client.registration.save({ draft, form: form(over) });
  const problems = async (over: Partial<RegistrationForm>) => {
    const answer = await save(over);
    return answer.kind === 'refused' ? answer.problems.map(({ field, code }) => `${field} ${code}`) : ['added'];
  };
  return { ...work, client, form, save, problems, plan, profile, operator };
}

describe('saving a registration', () => {
  test('given a form, when it is saved, then there is the customer, what was charged and paid, and one line of history', async () => {
    const { client, save, form } = await counter();
    const draft = randomUUID();
    await client.registration.keepDraft({ id: draft, step: 6, form: form() });
    const money = {
      chargesInstallation: true,
      installationFee: '১,৫০০',
      method: 'mpesa',
      reference: ' qgh7xk2lm9',
    } as const;
    const added = await save(money, draft);
    if (added.kind !== 'added' || added.payment === null) throw new Error('not added');
    expect(added).toMatchObject({ id: draft, username: 'nadia', status: 'active' });
    const receipt = await client.ledger.receipt({ payment: added.payment });
    expect(receipt).toMatchObject({ method: 'mpesa', reference: 'QGH7XK2LM9' });
    expect(receipt.lines.map(({ kind }) => kind).sort()).toEqual(['installation', 'period']);
    expect(await client.customers.get({ id: draft })).toMatchObject({ balance: '0.00', phone: '01711-223344' });
    expect((await client.customers.get({ id: draft })).expires).not.toBeNull();
    expect((await client.customers.list({ filter: { search: 'nadia' } })).total).toBe(1);
    const { lines } = await client.history.list({ filter: { customer: draft } });
    expect(lines.map(({ action }) => action)).toEqual(['customer.add']);
    expect(JSON.stringify(lines)).not.toContain('kw7mpt4xqz');
    expect(await client.registration.drafts()).toEqual([]);
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given a double click and a lost reply, then there is one customer and one payment', async () => {
    const { save, client, form } = await counter();
    const draft = randomUUID();
    const answers = await Promise.all([save({}, draft), save({}, draft)]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await save({}, draft)).toEqual(answers[0]);
    expect(
      (await client.ledger.ofCustomer({ customer: draft })).lines.filter(({ kind }) => kind === 'payment').length,
    ).toBe(1);
    expect((await refusedWith(save({ fullName: 'Somebody Else' }, draft))).code).toBe('action-request-taken');
    // What comes late from the page does not bring the draft back.
    const late = client.registration.keepDraft({ id: draft, step: 6, form: form() });
    expect((await refusedWith(late)).code).toBe('draft-gone');
  });

  test.each([
    ['Home 10M', 'pppoe', 'Daily', 'pppoe-daily', 'active'],
    ['Home 10M', 'pppoe', 'Monthly', 'pppoe-monthly', 'active'],
    ['Spot', 'hotspot', 'Daily', 'hotspot', 'active'],
    ['Office', 'static', 'Monthly', 'static-monthly', 'active'],
    ['Cable', 'other', 'Monthly', 'other', 'active'],
  ] as const)(
    'given %s by %s under %s, then it is a customer of the type %s',
    async (name, connection, mode, type, status) => {
      const { save, plan, profile, client } = await counter();
      const ip = connection === 'static' ? '10.0.0.7' : '';
      const chosen = {
        connection,
        package: plan(name),
        billingProfile: profile(mode),
        ip,
        username: `of-${connection}`,
      };
      const added = await save({ ...chosen, fromPool: connection === 'pppoe' });
      if (added.kind !== 'added') throw new Error(JSON.stringify(added));
      expect(added.status).toBe(status);
      const customer = await client.customers.get({ id: added.id });
      expect(customer).toMatchObject({ type, ip: ip === '' ? null : ip });
      // By the day what is paid is credit; else it is charged and paid.
      expect(customer.balance).toBe(type === 'pppoe-daily' ? '800.00' : '0.00');
    },
  );

  test('given it is not to be activated, then the customer waits, paid', async () => {
    const { save, client } = await counter();
    const added = await save({ activate: false, chargesCustom: true, customAmount: '500', received: '200' });
    if (added.kind !== 'added') throw new Error(JSON.stringify(added));
    expect(added.status).toBe('pending');
    expect(await client.customers.get({ id: added.id })).toMatchObject({ balance: '-300.00', expires: null });
  });
});

describe('what is wrong with a form', () => {
  test('given nothing, then everything that is needed is told at once', async () => {
    const { client } = await counter();
    const answer = await client.registration.save({ draft: randomUUID(), form: RegistrationForm.parse({}) });
    const told = answer.kind === 'refused' ? answer.problems.map(({ field }) => field).sort() : [];
    expect(told).toEqual(['billingProfile', 'connection', 'fullName', 'package', 'password', 'phone', 'username']);
  });

  test('given the errors of the handbook and of every field, then each is told at its field', async () => {
    const { problems, plan, profile, save, operator } = await counter();
    await save({ username: 'taken', method: 'mpesa', reference: 'QGH7XK2LM9', accountNumber: '777' });
    const fixed = { connection: 'static', package: plan('Office'), fromPool: false } as const;
    const pool = { package: plan('Pool 10M'), fromPool: false };
    expect({
      half: await problems({ package: plan('Half') }),
      noAddress: await problems(fixed),
      noPool: await problems({ ...pool, fromPool: true }),
      fixedFromPool: await problems({ ...fixed, fromPool: true }),
      poolWithout: await problems(pool),
      gateway: await problems({ ...pool, ip: '10.9.0.1' }),
      edge: await problems({ ...pool, ip: '10.9.0.7' }),
      reserved: await problems({ ...pool, ip: '10.9.0.5' }),
      outside: await problems({ ...pool, ip: '10.0.0.9' }),
      noIp: await problems({ ...pool, ip: '10.9.0' }),
      username: await problems({ username: 'TAKEN' }),
      strange: await problems({ username: 'two words' }),
      account: await problems({ username: 'b', accountNumber: '777' }),
      daily: await problems({ ...fixed, ip: '10.0.0.9', billingProfile: profile('Daily') }),
      other: await problems({ connection: 'hotspot' }),
      unknown: await problems({ package: randomUUID() }),
      phone: await problems({ phone: '12' }),
      kenyan: await problems({ phone: '0722000111' }),
      kenya: await problems({ phone: '0722000111', operator: operator('Kisumu'), username: 'ke' }),
      email: await problems({ email: 'nobody@' }),
      fee: await problems({ chargesInstallation: true }),
      amount: await problems({ chargesCustom: true, customAmount: '-5' }),
      received: await problems({ received: 'much' }),
      huge: await problems({ chargesInstallation: true, installationFee: '90071992547409.91' }),
      hugeTogether: await problems({
        ...{ chargesInstallation: true, installationFee: '1000000000' },
        ...{ chargesCustom: true, customAmount: '0.01' },
      }),
      code: await problems({ method: 'mpesa', reference: 'short' }),
      again: await problems({ method: 'mpesa', reference: 'qgh7xk2lm9' }),
      unpaid: await problems({ method: 'mpesa', reference: '', received: '0', username: 'unpaid' }),
    }).toEqual({
      half: ['package package-incomplete'],
      noAddress: ['ip ip-required'],
      noPool: ['ip ip-required'],
      fixedFromPool: ['ip ip-required'],
      poolWithout: ['ip ip-required'],
      gateway: ['ip ip-taken'],
      edge: ['ip ip-outside-pool'],
      reserved: ['ip ip-taken'],
      outside: ['ip ip-outside-pool'],
      noIp: ['ip invalid-ip'],
      username: ['username duplicate-username'],
      strange: ['username invalid-username'],
      account: ['accountNumber account-number-taken'],
      daily: ['package package-type-mismatch'],
      other: ['package package-other-connection'],
      unknown: ['package package-unknown'],
      phone: ['phone invalid-phone'],
      kenyan: ['phone invalid-phone'],
      kenya: ['added'],
      email: ['email invalid-email'],
      fee: ['installationFee amount-missing'],
      amount: ['customAmount amount-invalid'],
      received: ['received amount-invalid'],
      huge: ['installationFee amount-too-large'],
      hugeTogether: ['received amount-too-large'],
      code: ['reference mpesa-code-invalid'],
      again: ['reference payment-reference-used'],
      unpaid: ['added'],
    });
  });

  test('given two drafts for one address, then one has it, and it is free again when that one is discarded', async () => {
    const { client, as, plan, save, form } = await counter();
    const cashier = as({ role: 'cashier', staffUserId: randomUUID() });
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const block = (await client.networkAddresses.list()).find(({ cidr }) => cidr === '10.9.0.0/29')!.id;
    const chosen = { package: plan('Pool 10M'), fromPool: false, block, ip: '10.9.0.3' };
    await client.registration.keepDraft({ id: mine, step: 3, form: form(chosen) });
    await client.networkAddresses.hold({ draft: mine, block, ip: '10.9.0.3' });
    const late = cashier.networkAddresses.hold({ draft: theirs, block, ip: '10.9.0.3' });
    expect((await refusedWith(late)).code).toBe('ip-held');
    expect(await cashier.registration.save({ draft: theirs, form: form(chosen) })).toMatchObject({
      problems: [{ field: 'ip', code: 'ip-held' }],
    });
    // Told at the step of the address, though nothing else is filled in yet.
    const begun = RegistrationForm.parse({ ...chosen, connection: 'pppoe' });
    const told = (await client.registration.quote({ form: begun, draft: theirs })).problems;
    expect(told).toContainEqual({ field: 'ip', code: 'ip-held', params: { value: '10.9.0.3' } });
    expect((await client.registration.quote({ form: form(chosen), draft: mine })).problems).toEqual([]);
    expect(await client.registration.discardDraft({ id: mine })).toEqual({ discarded: true });
    expect(await save(chosen, theirs)).toMatchObject({ kind: 'added' });
  });
});

describe('drafts', () => {
  test('given one, then it is there with all that was typed after a restart, and its password is nowhere on the disk', async () => {
    const { client, form, folder, as } = await counter();
    const id = randomUUID();
    const typed = form({ password: 'never-in-clear-77' });
    const { savedAt } = await client.registration.keepDraft({ id, step: 4, form: typed });
    expect(savedAt).toBe(NOW.toISOString());
    expect(await client.registration.drafts()).toEqual([
      { id, step: 4, savedAt, fullName: 'Nadia Islam', username: 'nadia' },
    ]);
    expect(await client.registration.draft({ id })).toEqual({ id, step: 4, savedAt, form: typed });
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(readFileSync(join(file.parentPath, file.name)).includes('never-in-clear-77')).toBe(false);
    }
    // Somebody else has none of it.
    const other = as({ role: 'manager', staffUserId: randomUUID() }).registration;
    expect(await other.drafts()).toEqual([]);
    const refusals = [
      other.draft({ id }),
      other.keepDraft({ id, step: 1, form: typed }),
      other.save({ draft: id, form: typed }),
    ];
    for (const refusal of refusals) expect((await refusedWith(refusal)).code).toBe('draft-gone');
    expect(await other.discardDraft({ id })).toEqual({ discarded: false });
  });

  test('given twenty of somebody, when another one is kept, then it is refused until one goes, and nobody else is kept out', async () => {
    const { client, form, as } = await counter();
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const keep = (id: string, by = client) => by.registration.keepDraft({ id, step: 1, form: form() });
    for (const id of ids) await keep(id);
    const late = randomUUID();
    expect(await refusedWith(keep(late))).toEqual({ code: 'drafts-many', params: { count: 20 } });
    await keep(ids[0] ?? '');
    await keep(randomUUID(), as({ role: 'cashier', staffUserId: randomUUID() }));
    await client.registration.discardDraft({ id: ids[1] ?? '' });
    await keep(late);
    expect(await client.registration.drafts()).toHaveLength(20);
  });

  test('given some that nobody has touched for thirty days, when another one is kept, then they and their addresses are gone', async () => {
    const { client, form, folder } = await counter();
    const block = (await client.networkAddresses.list()).find(({ cidr }) => cidr === '10.9.0.0/29')?.id ?? '';
    const [old, older, mine] = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of [old, older, mine]) {
      await client.registration.keepDraft({ id, step: 3, form: form() });
      await client.networkAddresses.hold({ draft: id, block });
    }
    const days = (count: number) => NOW.getTime() - count * 86_400_000;
    beside(folder, (db) => {
      const at = db.prepare('UPDATE customer_draft SET saved_at = ? WHERE id = ?');
      at.run(days(30), old);
      at.run(days(30) - 1, older);
      at.run(days(31), mine);
    });
    await client.registration.keepDraft({ id: mine, step: 3, form: form() });
    expect((await client.registration.drafts()).map(({ id }) => id)).toEqual([mine, old]);
    expect((await client.networkAddresses.list()).find(({ id }) => id === block)?.held).toBe(2);
  });

  test('given more than a form holds, when it is kept, then it is refused before anything is sealed', async () => {
    const { client, form } = await counter();
    const custom = Object.fromEntries(Array.from({ length: 201 }, () => [randomUUID(), 'x']));
    const keep = (over: object) =>
      client.registration.keepDraft({ id: randomUUID(), step: 4, form: { ...form(), ...over } });
    expect((await refusedWith(keep({ custom }))).code).toBe('input-invalid');
    expect((await refusedWith(keep({ custom: { [randomUUID()]: 'x'.repeat(2001) } }))).code).toBe('input-invalid');
    expect(await client.registration.drafts()).toEqual([]);
  });

  test('given one that cannot be opened any more, then it is passed over', async () => {
    const { client, form, folder } = await counter();
    await client.registration.keepDraft({ id: randomUUID(), step: 4, form: form() });
    beside(folder, (db) => db.prepare('UPDATE customer_draft SET sealed = ?').run(Buffer.from('torn')));
    expect(await client.registration.drafts()).toEqual([]);
  });
});

describe('what a form offers', () => {
  test('given customers, deleted ones and drafts with it, then a username that none of them has', async () => {
    const { client, form, operator, save } = await counter();
    const suggest = async (phone: string, fullName: string, more = {}) =>
      (await client.registration.suggest({ what: 'username', phone, fullName, ...more })).value;
    expect(await suggest('+880 1711-223344', 'Nadia Islam')).toBe('01711223344');
    await save({ username: '01711223344' });
    expect(await suggest('01711223344', 'Nadia Islam')).toBe('nadiaislam');
    const { id } = await client.customers.find({ username: '01711223344' });
    const terms = { action: 'delete' } as const;
    const stream = await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms });
    while ((await stream.next()).done !== true) continue;
    const draft = randomUUID();
    await client.registration.keepDraft({ id: draft, step: 4, form: form({ username: 'NadiaIslam' }) });
    expect(await suggest('01711223344', 'Nadia Islam')).toBe('nadiaislam2');
    expect(await suggest('01711223344', 'Nadia Islam', { draft })).toBe('nadiaislam');
    expect(await suggest('0722000111', '', { operator: operator('Kisumu') })).toBe('0722000111');
    expect(await suggest('no phone', '')).toMatch(/^\d{6}$/);
  });

  test('given nothing, then a password without look-alikes and an account number of eight digits', async () => {
    const { client } = await counter();
    const offered = async (what: 'password' | 'accountNumber') => (await client.registration.suggest({ what })).value;
    expect(await offered('password')).toMatch(/^[a-hjkmnp-z2-9]{10}$/);
    expect(await offered('accountNumber')).toMatch(/^[1-9]\d{7}$/);
  });

  test('given a form, then its cost line by line, until when it would be paid, and what should be known', async () => {
    const { client, form, profile, save } = await counter();
    await save({ username: 'first' });
    const quote = async (over: Partial<RegistrationForm>) => client.registration.quote({ form: form(over) });
    expect(await quote({ billingProfile: profile('Daily'), password: 'nadia' })).toMatchObject({
      lines: [{ kind: 'credit', amount: '800.00', from: '2026-11-21' }],
      total: '800.00',
      received: '800.00',
      warnings: [
        { field: 'password', code: 'password-weak' },
        { field: 'phone', code: 'duplicate-phone' },
      ],
    });
    const pending = await quote({
      activate: false,
      chargesInstallation: true,
      installationFee: '1000',
      chargesCustom: true,
      customAmount: '0',
      received: '1',
    });
    expect(pending).toMatchObject({ total: '1000.00', received: '1.00', paidUntil: null });
    expect(pending.lines).toEqual([
      { kind: 'installation', amount: '1000.00', from: null, to: null },
      { kind: 'custom', amount: '0.00', from: null, to: null },
    ]);
    expect(await quote({ package: null })).toMatchObject({ lines: [], total: '0.00' });
  });
});

test('given a customer as a program gives it, when it says what is paid, then it is a registration', async () => {
  const { client } = await counter();
  const given = {
    ...{ username: 'cli', password: 'kw7mpt4xqz', fullName: 'Cli', operator: 'DN', package: 'Home 10M' },
    ...({ billingProfile: 'Monthly', method: 'bank', installationFee: 500, customAmount: '300' } as const),
  };
  const request = randomUUID();
  const added = await client.customers.add({ request, customer: given });
  if (added.kind !== 'added' || !added.payment) throw new Error(JSON.stringify(added));
  expect(await client.ledger.receipt({ payment: added.payment })).toMatchObject({ amount: '800.00', method: 'bank' });
  expect(await client.customers.add({ request, customer: given })).toEqual(added);
  const wrong = { ...given, username: 'cli2', expires: '2026-12-01', received: '-1' };
  expect(await client.customers.add({ request: randomUUID(), customer: wrong })).toMatchObject({
    kind: 'refused',
    problems: [{ field: 'received' }, { field: 'expires' }],
  });
});

test('given customers from a file, when one is added at the counter, then a phone of theirs is told and keeps nobody out', async () => {
  const { client, save } = await counter();
  await imported(client, csv([line(1)]));
  expect(await save({ phone: '01711000001' })).toMatchObject({ kind: 'added' });
});

describe('what a counter is told', () => {
  test('given amounts that cannot be read, when it is quoted, then they are unknown and not nothing', async () => {
    const { client, form } = await counter();
    const quote = await client.registration.quote({
      form: form({ chargesInstallation: true, installationFee: 'x', received: 'zz' }),
    });
    expect(quote).toMatchObject({ total: null, received: null, paidUntil: null });
    expect(quote.lines[0]).toMatchObject({ kind: 'installation', amount: null });
    expect(quote.problems).toMatchObject([
      { field: 'installationFee', code: 'amount-invalid', params: { value: 'x' } },
      { field: 'received', code: 'amount-invalid', params: { value: 'zz', context: 'zero' } },
    ]);
  });

  test('given M-Pesa without a code, when it is quoted, then the code is asked for', async () => {
    const { client, form } = await counter();
    const { problems } = await client.registration.quote({ form: form({ method: 'mpesa' }) });
    expect(problems).toMatchObject([
      { field: 'reference', code: 'mpesa-code-invalid', params: { context: 'missing' } },
    ]);
  });

  test('given a customer, when another one has their phone or writes their username in capitals, then the one that there is is named', async () => {
    const { client, form, save } = await counter();
    const first = await save({ username: 'rahim.uddin' });
    if (first.kind !== 'added') throw new Error('not added');
    const quote = await client.registration.quote({ form: form({ username: 'RAHIM.UDDIN' }) });
    expect(quote.problems).toMatchObject([
      { field: 'username', code: 'duplicate-username', params: { value: 'rahim.uddin' } },
    ]);
    expect(quote.warnings).toMatchObject([
      { field: 'phone', code: 'duplicate-phone', params: { customer: first.id, name: 'Nadia Islam' } },
    ]);
  });

  test('given phones, when they are quoted, then they are told as they will be kept, with an example of the country, and a landline is warned of', async () => {
    const { client, form, operator } = await counter();
    const quote = async (over: Partial<RegistrationForm>) => client.registration.quote({ form: form(over) });
    expect((await quote({ phone: '০১৭৯১ ২২৩৩৪৪' })).phone).toBe('01791-223344');
    expect((await quote({ phone: '12' })).problems).toMatchObject([
      { code: 'invalid-phone', params: { context: 'like', example: '01711 223344' } },
    ]);
    expect((await quote({ phone: '12', operator: operator('Kisumu') })).problems).toContainEqual(
      expect.objectContaining({ params: expect.objectContaining({ example: '0722 123456' }) as unknown }),
    );
    expect((await quote({ phone: '02 9551234' })).warnings).toMatchObject([{ field: 'phone', code: 'phone-landline' }]);
    expect((await quote({})).warnings).toEqual([]);
  });
});
