import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { type Client, ending, everything, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

const speeds = { downKbps: 10_240, upKbps: 5120, price: '800', validityDays: 30 };

/** An ISP as small as a router's: one operator, packages by the names or the profiles that the exports have. */
const small = {
  packages: [
    { name: 'Home 10M', code: 'H10', connection: 'pppoe', routerProfile: 'Home-10M', ...speeds },
    { name: 'Gold', code: 'G', connection: 'pppoe', ...speeds },
    { name: '1-hour', code: '1H', connection: 'hotspot', ...speeds },
  ],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
} satisfies ReferenceDocument;

const exported = (name: string): File =>
  new File([readFileSync(join(import.meta.dirname, `../fixtures/router-exports/${name}.rsc`))], `${name}.rsc`);

async function opened(client: Client, file: File) {
  const { session } = await client.import.open({ file });
  for await (const { stage } of await client.import.watch({ session })) if (stage !== 'reading') break;
  return client.import.get({ session });
}

const EVERY = { show: 'all' } as const;

test('Given an export of a router, when it is imported, then it goes straight to the preview by line, and whoever has no error is a customer with the password that the router had', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import(small);
  const session = await opened(client, exported('6.49-pop-mirpur'));
  expect(session).toMatchObject({
    stage: 'fix',
    format: 'rsc',
    missing: [],
    notes: [{ code: 'no-passwords' }, { code: 'turned-off' }, { code: 'marked' }],
  });
  expect(JSON.stringify(session)).not.toMatch(/kar1m-pass|rose-4-pass|a b/);
  const { rows } = await client.import.rows({ session: session.id, filter: EVERY, from: 0, count: 20 });
  expect(rows.map(({ number }) => number)).toEqual([26, 35, 36, 38, 40, 42]);
  const problems = (await everything(await client.import.problems({ session: session.id }))).flat();
  // A lease names no package; the profile "default" is none.
  expect(problems.filter(({ severity }) => severity === 'error').map(({ row, code }) => [row, code])).toEqual([
    [26, 'missing-required'],
    [36, 'package-not-found'],
    [42, 'package-not-found'],
  ]);
  const result = await ending(await client.import.commit({ session: session.id, activate: true }));
  expect(result).toMatchObject({ rows: 6, imported: 3, failed: 3 });
  const { id } = await client.customers.find({ username: 'rahim' });
  expect(await client.customers.get({ id })).toMatchObject({ fullName: 'রহিম', package: 'Home 10M' });
  expect(await client.customers.revealPassword({ id })).toMatchObject({ password: 'a b"c\\d$e?' });
});

test('Given an export without its secrets, when it is imported, then the customers are there with passwords that nobody knows yet', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import(small);
  const session = await opened(client, exported('7.16-hidden'));
  expect(session.notes).toMatchObject([
    { code: 'no-passwords', params: { count: 3, command: '/export show-sensitive' } },
    {},
  ]);
  const result = await ending(await client.import.commit({ session: session.id, activate: true }));
  expect(result).toMatchObject({ imported: 2 });
  const { id } = await client.customers.find({ username: 'otieno' });
  expect(await client.customers.revealPassword({ id })).toMatchObject({ password: null });
});

test('Given two billing profiles, when an export is imported, then the one for all rows is asked for, and what was chosen holds when there is one left', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import({
    packages: small.packages,
    billingProfiles: [...small.billingProfiles, { name: 'Daily', mode: 'daily' }],
  });
  const asked = await opened(client, exported('7.16-show-sensitive'));
  expect(asked).toMatchObject({ stage: 'match', missing: ['billingProfile'] });
  const choices = {
    ...asked.choices,
    fixed: { billingProfile: 'Monthly' },
    columns: Object.fromEntries(asked.columns.map(({ column, field }) => [column, field])),
  };
  expect(await client.import.choose({ session: asked.id, choices })).toMatchObject({ stage: 'fix', missing: [] });
  const dry = await client.import.dryRun({ file: exported('7.16-show-sensitive'), choices: {} });
  expect(await refusedWith(ending(dry))).toMatchObject({ code: 'import-columns-missing' });
  const daily = (await client.billingProfiles.list()).find(({ name }) => name === 'Daily');
  if (!daily) throw new Error('Daily is missing');
  await client.billingProfiles.retire({ id: daily.id, retired: true });
  const again = await client.import.dryRun({ file: exported('7.16-show-sensitive'), choices });
  expect(await ending(again)).toMatchObject({ rows: 4, ok: 2 });
});

test('Given a line that cannot be read, when the export is imported, then its row is refused and counted, and in the error report', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import(small);
  const file = new File(
    ['/ppp secret\nadd name=karim profile=Gold password="half\nadd name=next profile=Gold password=abcdef\n'],
    'torn.rsc',
  );
  const session = await opened(client, file);
  expect(session.notes).toMatchObject([{ code: 'unread', params: { count: 1, lines: '2' } }]);
  const result = await ending(await client.import.commit({ session: session.id, activate: true }));
  expect(result).toMatchObject({ rows: 2, imported: 1, failed: 1 });
  const report = await client.import.report({ session: session.id, format: 'csv' });
  expect(await report.text()).toContain('karim');
});

test('Given the error report of an export, when it is corrected and imported, then its empty password cells have the passwords of the export', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import({ ...small, packages: small.packages.filter(({ name }) => name !== 'Gold') });
  const session = await opened(client, exported('7.16-show-sensitive'));
  await ending(await client.import.commit({ session: session.id, activate: true }));
  const report = await client.import.report({ session: session.id, format: 'csv' });
  const text = await report.text();
  expect(text).not.toContain('njeri 77');
  await client.reference.import({ packages: small.packages });
  const corrected = await opened(client, new File([text], 'corrected.csv'));
  await ending(await client.import.commit({ session: corrected.id, activate: true }));
  const { id } = await client.customers.find({ username: 'wanjiku2' });
  expect(await client.customers.revealPassword({ id })).toMatchObject({ password: 'njeri 77' });
});
