import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RecordRow } from '#shared/sync/rows.ts';
import {
  adds,
  central,
  changes,
  customer,
  does,
  MIRPUR,
  mutation,
  NORTH,
  payment,
  puts,
  records,
  ROOT,
  SOUTH,
} from './central.ts';
import { hasPostgreSql } from './databases.ts';

const codes = (reply: { results: readonly { rejections: readonly { code: string }[] }[] }) =>
  reply.results.map(({ rejections }) => rejections.map(({ code }) => code));

describe.skipIf(!hasPostgreSql())('a push', () => {
  test('given a mutation, when it is sent twice, then it is done once and the result is the same', async () => {
    const { database, console } = await central();
    const office = console();
    const rahim = customer('rahim');
    const add = adds([rahim], [payment(rahim.id, 500)]);
    const first = await office.push([add]);
    const second = await office.push([add], 1);
    expect(first.results).toMatchObject([{ uid: add.uid, status: 'applied' }]);
    expect(second).toEqual(first);
    expect(await database.query('SELECT count(*)::int AS n FROM ledger_entry')).toEqual([{ n: 1 }]);
  });

  test('given one that was sent by a console that has begun anew, then its stored result is told', async () => {
    const { console } = await central();
    const office = console();
    const add = adds([customer('rahim')]);
    await office.push([add]);
    office.instanceId = randomUUID();
    expect((await office.push([add], 1)).results).toMatchObject([{ status: 'applied', rejections: [] }]);
  });

  test('given another mutation under a number that was used, then FORK, and nothing of it is done', async () => {
    const { database, console } = await central();
    const office = console();
    await office.push([adds([customer('rahim')])]);
    const reply = await office.push([adds([customer('karim')])], 1);
    expect(reply).toMatchObject({ fault: 'FORK', results: [] });
    expect(await database.query('SELECT username FROM customer')).toEqual([{ username: 'rahim' }]);
  });

  test('given an instance of another console, then FORK', async () => {
    const { console } = await central();
    const [one, other] = [console(), console()];
    await one.push([adds([customer('rahim')])]);
    other.instanceId = one.instanceId;
    expect((await other.push([adds([customer('karim')])], 2)).fault).toBe('FORK');
  });

  test('given a number that leaves one out, then GAP', async () => {
    const { console } = await central();
    expect((await console().push([adds([customer('rahim')])], 2)).fault).toBe('GAP');
  });

  test('given a witness that the server does not know, then RESET with its head', async () => {
    const { console } = await central();
    const office = console();
    office.witness = { version: 1, commitId: randomUUID() };
    const reply = await office.push([adds([customer('rahim')])]);
    expect(reply).toMatchObject({ fault: 'RESET', head: { version: 1 } });
  });

  test('given the same customer twice in one, when the second is refused, then nothing of it is kept', async () => {
    const { console } = await central();
    const office = console();
    await office.push([adds([customer('karim')])]);
    const rahim = customer('rahim', { password: 'first' });
    const [result] = (await office.push([adds([rahim, { ...rahim, username: 'karim', password: 'second' }])])).results;
    expect(result).toMatchObject({ status: 'applied', rejections: [{ code: 'STALE_RECORD' }] });
    expect((await office.pull()).rows).toContainEqual({ entity: 'customer', row: rahim });
  });

  test('given customers of whom some cannot be, then those are named and the others are in', async () => {
    const { console } = await central();
    const office = console();
    const [rahim, twin, fine, addressed, unfit] = [
      customer('rahim', { ip: 167772161 }),
      customer('RAHIM'),
      customer('karim'),
      customer('selim', { ip: 167772161 }),
      customer('jamal', { password: '`id`' }),
    ];
    const [result] = (await office.push([adds([rahim, twin, fine, addressed, unfit])])).results;
    expect(result?.status).toBe('applied');
    expect(result?.rejections).toMatchObject([
      { code: 'USERNAME_TAKEN', field: 'username', ids: [twin.id], conflictWith: { id: rahim.id, title: 'rahim' } },
      { code: 'IP_TAKEN', field: 'ip', ids: [addressed.id] },
      { code: 'VALUE_UNFIT', field: 'password', ids: [unfit.id] },
    ]);
  });

  test('given ids that come twice, or that are there, whichever letters they are written in, then those are refused and the others are in', async () => {
    const { console, database } = await central();
    const office = console();
    const rahim = customer('rahim');
    const line = payment(rahim.id, 500);
    await office.push([adds([rahim], [line])]);
    const karim = customer('karim');
    const again = [
      ...[customer('selim', { id: rahim.id.toUpperCase() }), karim, customer('jamal', { id: karim.id })],
      customer('kamal', { id: karim.id.toUpperCase() }),
    ];
    const own = payment(karim.id, 700);
    const lines = [
      own,
      own,
      { ...own, id: own.id.toUpperCase() },
      { ...line, id: line.id.toUpperCase(), customerId: karim.id },
    ];
    const [result] = (await office.push([adds(again, lines)])).results;
    expect(result?.rejections.map(({ code }) => code)).toEqual(['STALE_RECORD', 'STALE_RECORD', 'STALE_RECORD']);
    expect(await database.query('SELECT username FROM customer ORDER BY username')).toEqual([
      { username: 'karim' },
      { username: 'rahim' },
    ]);
    expect(await database.query('SELECT amount FROM ledger_entry ORDER BY amount')).toEqual([
      { amount: 500 },
      { amount: 700 },
    ]);
  });

  test('given a change of an address that is no longer what it was, then STALE_FIELD with what it is', async () => {
    const { console } = await central();
    const office = console();
    const rahim = customer('rahim', { ip: 1 });
    const reply = await office.push([
      adds([rahim]),
      changes(rahim.id, { ip: 2 }, { was: { ip: 1 } }),
      changes(rahim.id, { ip: 3 }, { was: { ip: 1 } }),
      changes(rahim.id, { ip: 2 }, { was: { ip: 1 } }),
    ]);
    expect(reply.results[2]?.rejections).toEqual([{ code: 'STALE_FIELD', field: 'ip', theirs: 2 }]);
    expect(codes(reply)).toEqual([[], [], ['STALE_FIELD'], []]);
  });

  test('given a transaction code that was used, then the second payment is refused and the first stays', async () => {
    const { console } = await central();
    const office = console();
    const [one, other] = [customer('rahim'), customer('karim')];
    const pays = (id: string) =>
      changes(
        id,
        {},
        { action: 'add-payment', lines: [payment(id, 100, { reference: 'QGH7XK2LM9', referenceKey: 'QGH7XK2LM9' })] },
      );
    const reply = await office.push([adds([one, other]), pays(one.id), pays(other.id)]);
    expect(codes(reply)).toEqual([[], [], ['PAYMENT_REFERENCE_TAKEN']]);
  });

  test('given a customer who is gone, when they are changed, then GONE', async () => {
    const { console } = await central();
    const office = console();
    const rahim = customer('rahim');
    const reply = await office.push([
      adds([rahim]),
      does(rahim.id, { action: 'delete' }),
      changes(rahim.id, { fullName: 'Somebody' }),
      does(rahim.id, { action: 'restore' }),
      changes(randomUUID(), { fullName: 'Nobody' }),
    ]);
    expect(codes(reply)).toEqual([[], [], ['GONE'], [], ['GONE']]);
  });

  test('given lines of another customer in a change, when they are pushed, then nothing is posted', async () => {
    const { database, console } = await central();
    const [north, south] = [customer('north', { operatorId: NORTH }), customer('south', { operatorId: SOUTH })];
    await console().push([adds([north, south])]);
    const reply = await console(NORTH).push([changes(north.id, {}, { lines: [payment(south.id, 100)] })]);
    expect(codes(reply)).toEqual([['OUT_OF_REACH']]);
    expect(await database.query('SELECT id FROM ledger_entry')).toEqual([]);
  });

  test('given an import that is taken back, when somebody has taken money meanwhile, then that customer stays with it', async () => {
    const { database, console } = await central();
    const [paid, not] = [customer('paid'), customer('not')];
    const office = console();
    await office.push([adds([paid, not]), changes(paid.id, {}, { lines: [payment(paid.id, 100)] })]);
    const remove = mutation({
      name: 'customers.remove',
      args: { by: '', at: 0, ids: [paid.id, not.id], why: 'undo-import' },
    });
    expect((await office.push([remove])).results).toMatchObject([
      { status: 'applied', rejections: [{ code: 'STALE_RECORD', ids: [paid.id] }] },
    ]);
    expect(await database.query('SELECT username FROM customer')).toEqual([{ username: 'paid' }]);
    expect(await database.query('SELECT count(*)::int AS n FROM ledger_entry')).toEqual([{ n: 1 }]);
  });

  test('given a record that somebody has changed meanwhile, then STALE_RECORD; the same twice is no conflict', async () => {
    const { console } = await central();
    const office = console();
    const [plan] = records.filter(({ kind }) => kind === 'package');
    const next = (version: number, price: number) => puts([{ ...plan!, version, body: { ...plan!.body, price } }]);
    const reply = await office.push([next(2, 100), next(3, 200), next(2, 300), next(3, 200)]);
    expect(codes(reply)).toEqual([[], [], ['STALE_RECORD'], []]);
  });

  test('given consoles of several operators, when they write to each other, then nothing is done and nobody is named', async () => {
    const { console } = await central();
    const south = customer('salma', { operatorId: SOUTH });
    await console(SOUTH).push([adds([south])]);
    const north = console(NORTH);
    const reply = await north.push([
      adds([customer('mine', { operatorId: MIRPUR })]),
      adds([customer('theirs', { operatorId: SOUTH })]),
      adds([customer('SALMA', { operatorId: NORTH })]),
      changes(south.id, { fullName: 'Taken over' }),
      puts([{ ...records[4]!, version: 2 }]),
      puts([{ kind: 'setting', id: 'currency', operatorId: null, version: 1, body: { value: 'KES' } }]),
    ]);
    expect(codes(reply)).toEqual([
      [],
      ['OUT_OF_REACH'],
      ['USERNAME_TAKEN'],
      ['GONE'],
      ['OUT_OF_REACH'],
      ['OUT_OF_REACH'],
    ]);
    expect(reply.results[2]?.rejections[0]?.conflictWith).toEqual({ id: '', title: null });
    expect(await console(ROOT).pull()).toMatchObject({ fault: null });
  });

  test('given a reseller that sends back operators above it, beside records of its own making, then it gets above nobody', async () => {
    const { console, database } = await central();
    const north = console(NORTH);
    const [root] = records.filter(({ id }) => id === ROOT);
    if (!root) throw new Error('There is a root');
    const admin: RecordRow = {
      ...{ kind: 'staff-user', id: randomUUID(), operatorId: ROOT, version: 1 },
      body: { name: 'intruder', nameKey: 'intruder', role: 'admin' },
    };
    const shell: RecordRow = {
      ...{ kind: 'operator', id: randomUUID(), version: 1 },
      ...{ operatorId: '', body: { parentId: NORTH, name: 'shell', nameKey: 'shell', code: 's', codeKey: 's' } },
    };
    const own = { ...shell, operatorId: shell.id };
    const above = { ...root, version: 2, body: { ...root.body, parentId: shell.id } };
    const attempts = [[root, admin], [own, above], [{ ...own, id: ROOT, operatorId: ROOT }]];
    for (const attempt of attempts) {
      const { results } = await north.push([puts(attempt)]);
      expect(results).toMatchObject([{ status: 'rejected' }]);
    }
    expect(await database.query("SELECT id FROM record WHERE body->>'parentId' IS NULL AND kind = 'operator'")).toEqual(
      [{ id: ROOT }],
    );
    expect(await database.query('SELECT id FROM record WHERE id = $1', [admin.id])).toEqual([]);
  });
});
