import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RouterFields } from '#shared/contract/routers.ts';
import type { SimulatorOptions } from '../../src-simulator/simulator.ts';
import { ending, everything } from './office.ts';
import { refusedWith } from './refusals.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';

const profiles = [{ name: '10M' }];
const secret = (name: string, comment: string, more: Readonly<Record<string, string>> = {}) => ({
  name,
  password: `of-${name}-9`,
  service: 'pppoe',
  profile: '10M',
  comment,
  ...more,
});
/** Not told of anybody yet; `user0` is a customer, and belongs to no router. */
async function opened(simulator: SimulatorOptions = {}, router: Partial<RouterFields> = {}): Promise<OfficeWithRouter> {
  const at = await OfficeWithRouter.open({ simulator: { fill, ...simulator }, router, connected: false });
  await at.customers('user0');
  return at;
}
const fill = {
  '/ppp/profile': profiles,
  '/ppp/secret': [
    secret('user0', 'flat 3'),
    secret('karim', 'Karim Uddin 01711223344', { 'remote-address': '10.0.9.9' }),
  ],
  '/ip/hotspot/user': [{ name: 'guest', password: 'g' }],
};

test('Given a router that customers are on already, when it is read, then each record is told with whose it is, and nothing was written', async () => {
  await using at = await opened();
  const writes = at.simulator.counters.writes;
  const { records, ours, hasPasswords } = await at.client.adopt.found({ router: at.routerId });
  expect(records).toMatchObject([
    { menu: '/ppp/secret', name: 'user0', match: { by: 'username', username: 'user0', router: null } },
    { menu: '/ppp/secret', name: 'karim', address: '10.0.9.9', profile: '10M', match: null },
    { menu: '/ip/hotspot/user', name: 'guest', match: null },
  ]);
  expect([ours, hasPasswords]).toEqual([0, false]);
  expect(at.simulator.counters.writes).toBe(writes);
});

test('Given records of customers, when they are taken over, then only their comments change, and the customers belong to the router', async () => {
  await using at = await opened();
  const before = at.rows('/ppp/secret');
  expect(await at.client.adopt.takeOver({ router: at.routerId, records: 'all' })).toEqual({
    adopted: 1,
    failed: 0,
    reason: null,
  });
  const { id } = await at.client.customers.find({ username: 'user0' });
  const after = at.rows('/ppp/secret');
  expect(after[0]).toEqual({ ...before[0], comment: `flat 3 lastmile:${id}` });
  expect(after[1]).toEqual(before[1]);
  expect(await at.client.adopt.found({ router: at.routerId })).toMatchObject({ ours: 1, records: [{}, {}] });
  const [router] = await at.client.routers.list();
  expect(router).toMatchObject({ customers: 1 });
});

test('Given a comment in bytes that are no UTF-8, when its record is taken over, then its words are kept', async () => {
  await using at = await opened({
    fill: { '/ppp/profile': profiles, '/ppp/secret': [secret('user0', 'José, café')] },
    faults: ['latin1-names'],
  });
  expect(await at.client.adopt.found({ router: at.routerId })).toMatchObject({ records: [{ comment: 'José, café' }] });
  expect(await at.client.adopt.takeOver({ router: at.routerId, records: 'all' })).toMatchObject({ adopted: 1 });
});

test('Given a line that breaks while a record is marked, when records are taken over, then what was read back counts and the rest can be taken over later', async () => {
  await using at = await opened();
  await at.client.adopt.found({ router: at.routerId });
  at.simulator.faults.set('drop-after-apply', { times: 1 });
  expect(await at.client.adopt.takeOver({ router: at.routerId, records: 'all' })).toMatchObject({
    adopted: 1,
    failed: 0,
  });
});

test('Given a log-in that may not write, when records are taken over, then it is told and nothing belongs to the router', async () => {
  await using at = await opened({ faults: ['read-only'] });
  expect(await at.client.adopt.takeOver({ router: at.routerId, records: 'all' })).toMatchObject({
    adopted: 0,
    failed: 1,
    reason: { code: 'router-not-permitted' },
  });
  expect(await at.client.adopt.found({ router: at.routerId })).toMatchObject({
    records: [{ match: { router: null } }, {}, {}],
  });
});

test('Given a router that Lastmile may not write to, when records are taken over, then it is refused', async () => {
  await using at = await opened({}, { writes: false });
  expect(await refusedWith(at.client.adopt.takeOver({ router: at.routerId, records: 'all' }))).toEqual({
    code: 'router-may-not-write',
    params: { router: 'RTR-1' },
  });
});

async function proposed(
  at: OfficeWithRouter,
  sources: { privileged?: { username: string; password: string }; export?: File } = {},
) {
  const { session, ...told } = await at.client.adopt.propose({ router: at.routerId, records: 'all', ...sources });
  for await (const { stage } of await at.client.import.watch({ session })) if (stage !== 'reading') break;
  const { fields } = await at.client.import.get({ session });
  const { rows } = await at.client.import.rows({ session, filter: SHOW, from: 0, count: 10 });
  const named = rows.map(({ values }) => Object.fromEntries(values.map((value, i) => [fields[i]?.field ?? '', value])));
  const problems = (await everything(await at.client.import.problems({ session }))).flat();
  return { ...told, named, problems };
}
const SHOW = { show: 'all' } as const;

test('Given people who are no customers yet, when an import of them is opened, then it has what the router and the comment tell, and passwords are unknown', async () => {
  await using at = await opened();
  const writes = at.simulator.counters.writes;
  const { rows, unknownPasswords, named, problems } = await proposed(at);
  expect([rows, unknownPasswords]).toEqual([2, 2]);
  expect(named).toMatchObject([
    { username: 'karim', fullName: 'Karim Uddin', phone: '01711223344', package: '10M', type: 'pppoe', ip: '10.0.9.9' },
    { username: 'guest', fullName: 'guest', type: 'hotspot' },
  ]);
  expect(problems.filter(({ code }) => code === 'password-unknown')).toHaveLength(2);
  expect(at.simulator.counters.writes).toBe(writes);
});

test('Given a second log-in that may read passwords, when an import is opened with it, then the passwords are in it and the line is closed', async () => {
  await using at = await opened({ fill: { ...fill, '/user': [{ name: 'boss', password: 'b', group: 'full' }] } });
  const { unknownPasswords, problems } = await proposed(at, { privileged: { username: 'boss', password: 'b' } });
  expect(unknownPasswords).toBe(0);
  expect(problems.filter(({ code }) => code === 'password-unknown')).toEqual([]);
  await expect.poll(() => at.simulator.connections).toBe(1);
});

test('Given a wrong second log-in, when an import is opened with it, then it is told, without the password', async () => {
  await using at = await opened();
  const asked = at.client.adopt.propose({
    router: at.routerId,
    records: 'all',
    privileged: { username: 'boss', password: 'not-this-one' },
  });
  expect(await refusedWith(asked)).toEqual({ code: 'router-login-refused', params: { router: 'RTR-1' } });
});

/** What `/export show-sensitive` of the router makes of these secrets and its hotspot user. */
const exportOf = (secrets: string, name = 'tower.rsc') =>
  new File(
    [
      `# 2026-11-30 10:21:07 by RouterOS 7.16.2\n/ip hotspot user\nadd name=guest password=guest-pw\n/ppp secret\n${secrets}`,
    ],
    name,
  );

/** Everything that the office keeps on disk, as one text. */
function onDisk(folder: string): string {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return all.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('');
}

test('Given an export of the router made with show-sensitive, when an import is opened with it, then its passwords fill those that the router hides, and nothing of the file is kept in clear', async () => {
  await using at = await opened();
  const file = exportOf(
    'add name=karim password="kar1m \\\n    \\$ecret" profile=10M\nadd name=stranger password=of-nobody-here\n',
  );
  const { unknownPasswords, problems } = await proposed(at, { export: file });
  expect(unknownPasswords).toBe(0);
  expect(problems.filter(({ code }) => code === 'password-unknown')).toEqual([]);
  const [row] = (await at.client.import.unfinished()).map(({ id }) => id);
  await ending(await at.client.import.commit({ session: row ?? '', activate: true }));
  const kept = onDisk(at.office.folder);
  for (const secret of ['kar1m', '$ecret', 'guest-pw', 'of-nobody-here']) expect(kept).not.toContain(secret);
});

test('Given an export that tells two passwords for one name, or none, when an import is opened with it, then that password stays unknown', async () => {
  await using at = await opened();
  const two = exportOf('add name=karim password=one-of-two\nadd name=karim password=two-of-two service=l2tp\n');
  expect(await proposed(at, { export: two })).toMatchObject({ rows: 2, unknownPasswords: 1 });
});

test('Given an export of another router, one without passwords, or no export at all, when an import is opened with it, then it is refused in words and no import is there', async () => {
  await using at = await opened({
    fill: { '/ppp/profile': profiles, '/ppp/secret': [secret('karim', '')] },
  });
  const ask = (file: File) =>
    refusedWith(at.client.adopt.propose({ router: at.routerId, records: 'all', export: file }));
  expect(await ask(exportOf('add name=stranger password=x\n'))).toEqual({
    code: 'adopt-export-strange',
    params: { file: 'tower.rsc', router: 'RTR-1' },
  });
  expect(await ask(exportOf('add name=karim\n'))).toEqual({
    code: 'adopt-export-no-passwords',
    params: { file: 'tower.rsc' },
  });
  expect(await ask(new File(['Username,Password\nkarim,x\n'], 'list.csv'))).toEqual({
    code: 'export-not-one',
    params: { file: 'list.csv' },
  });
  expect(await at.client.import.unfinished()).toEqual([]);
});
