import { describe, expect, test } from 'vitest';
import type { CustomerColumn } from '#shared/contract/customers.ts';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import { beside, type Client, coreAtWork } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

async function sampleIsp() {
  const work = await coreAtWork();
  const client = work.as();
  await client.reference.demo();
  return { ...work, client };
}

const COLUMNS: CustomerColumn[] = ['username', 'fullName', 'phone', 'status', 'balance', 'macs'];

async function cells(file: File): Promise<string[][]> {
  const read = await readSpreadsheet(Buffer.from(await file.arrayBuffer()), { fileName: file.name });
  if (read.kind !== 'table') throw new Error(read.kind);
  return read.table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell))));
}

const rename = (folder: string, username: string, name: string): void =>
  beside(folder, (db) => {
    db.prepare('UPDATE customer SET full_name = ? WHERE username_key = ?').run(name, username);
  });

const audited = (folder: string): unknown[] =>
  beside(folder, (db) =>
    db.prepare<[], string>("SELECT after FROM audit WHERE action = 'customer.export'").pluck().all(),
  ).map((after) => JSON.parse(after) as unknown);

describe('an export', () => {
  test.each(['csv', 'xlsx'] as const)(
    'given a list, when it is exported as .%s, then it has the chosen columns in their order under the headings of the screen',
    async (format) => {
      const { client } = await sampleIsp();
      const { customFields } = await client.reference.lists();
      const serial = customFields.find(({ label }) => label === 'ONU Serial')?.id ?? '';
      const file = await client.customers.export({
        which: { filter: { search: 'farhana7' } },
        columns: ['type', `custom:${serial}`, 'username', 'macs', 'expires'],
        format,
      });
      expect(file.name).toBe(`Customers 2026-11-20.${format}`);
      const [headings, row, ...others] = await cells(file);
      expect(headings).toEqual(['Type', 'ONU Serial', 'Username', 'MAC address', 'Expires']);
      expect(row?.slice(0, 4)).toEqual(['PPPoE, paid by the month', 'HWTC5A10C9E7', 'farhana7', '48:8F:5A:7C:10:9E']);
      expect(others).toEqual([]);
    },
  );

  test('given names that a spreadsheet would run, when they are exported, then they are text', async () => {
    const { client, folder } = await sampleIsp();
    const evil = ['=HYPERLINK("http://evil","x")', '+1+1', '-2+3', '@SUM(1)', '\t=1', 'a,"b"\r\nc'];
    const victims = (await client.customers.list({ filter: {}, limit: evil.length })).customers;
    for (const [i, { username }] of victims.entries()) rename(folder, username, evil[i] ?? '');
    const which = { ids: victims.map(({ id }) => id) };
    const csv = await client.customers.export({ which, columns: ['fullName'], format: 'csv' });
    const text = (await csv.text()).replace('\uFEFF', '');
    for (const line of text.split('\r\n')) expect(line.replace(/^"/, '')).not.toMatch(/^[=+\-@\t]/);
    const xlsx = await client.customers.export({ which, columns: ['fullName'], format: 'xlsx' });
    const names = (await cells(xlsx)).slice(1).map(([name]) => name);
    expect(names.slice(0, 4)).toEqual(evil.slice(0, 4));
  });

  test('given nobody asked for passwords, when it is exported, then none is in it, and it is recorded all the same', async () => {
    const { client, folder } = await sampleIsp();
    const { id } = await client.customers.find({ username: 'FARHANA7' });
    const { password } = await client.customers.revealPassword({ id });
    const file = await client.customers.export({ which: { filter: {} }, columns: COLUMNS, format: 'csv' });
    expect(await file.text()).not.toContain(password);
    expect(audited(folder)).toEqual([expect.objectContaining({ customers: 40, format: 'csv', passwords: false })]);
  });

  test('given a manager asks for passwords, when it is exported, then they are in it and the audit says so, without them', async () => {
    const { as, client, folder } = await sampleIsp();
    const { id } = await client.customers.find({ username: 'farhana7' });
    const { password } = await client.customers.revealPassword({ id });
    const which = { ids: [id] };
    const file = await as({ role: 'manager' }).customers.export({
      which,
      columns: COLUMNS,
      format: 'xlsx',
      passwords: true,
    });
    const [headings, row] = await cells(file);
    expect([headings?.at(-1), row?.at(-1)]).toEqual(['Password', password]);
    expect(audited(folder)).toEqual([expect.objectContaining({ customers: 1, passwords: true })]);
    expect(JSON.stringify(audited(folder))).not.toContain(password);
  });

  test.each(['cashier', 'technician'] as const)(
    'given a %s, when a list is exported, then it is refused',
    async (role) => {
      const { as, folder } = await sampleIsp();
      const call = as({ role }).customers.export({ which: { filter: {} }, columns: COLUMNS, format: 'csv' });
      expect((await refusedWith(call)).code).toBe('not-allowed');
      expect(audited(folder)).toEqual([]);
    },
  );
});

describe("one's own lists", () => {
  const view = (search: string) => ({ filter: { search }, sort: null, columns: ['username'] as CustomerColumn[] });
  const names = async (client: Client) => (await client.customers.views()).map(({ name }) => name);

  test('given views, when one is saved under a name again, then it takes the place of the one before', async () => {
    const { client } = await sampleIsp();
    const first = await client.customers.saveView({ name: 'Mirpur', ...view('mirpur') });
    await client.customers.saveView({ name: 'Agrabad', ...view('agrabad') });
    const again = await client.customers.saveView({ name: ' mirpur ', ...view('mirpur 12') });
    expect(again.id).toBe(first.id);
    expect(await names(client)).toEqual(['Agrabad', 'mirpur']);
    expect((await client.customers.views())[1]).toEqual({ id: first.id, name: 'mirpur', ...view('mirpur 12') });
  });

  test('given fifty views, when another one is saved, then it is refused, and one of the fifty can still be replaced', async () => {
    const { client } = await sampleIsp();
    for (let i = 1; i <= 50; i++) await client.customers.saveView({ name: `View ${i}`, ...view('mirpur') });
    const more = client.customers.saveView({ name: 'One more', ...view('mirpur') });
    expect(await refusedWith(more)).toEqual({ code: 'views-too-many', params: { most: 50 } });
    expect(await client.customers.saveView({ name: 'VIEW 7', ...view('agrabad') })).toMatchObject({ name: 'VIEW 7' });
    expect(await client.customers.views()).toHaveLength(50);
    const types = Array.from({ length: 51 }, (_, i) => `type ${i}`);
    expect((await refusedWith(client.customers.list({ filter: { clientTypes: types } }))).code).toBe('input-invalid');
  });

  test('given the views and columns of one person, when another one asks, then none of them are there', async () => {
    const { as, client } = await sampleIsp();
    const { id } = await client.customers.saveView({ name: 'Mirpur', ...view('mirpur') });
    await client.customers.chooseColumns({ columns: ['username', 'ip'] });
    const other = as({ staffUserId: '00000000-0000-7000-8000-000000000000' });
    expect(await names(other)).toEqual([]);
    expect(await other.customers.columns()).toEqual({ columns: null });
    expect((await refusedWith(other.customers.removeView({ id }))).code).toBe('view-unknown');
    expect(await client.customers.columns()).toEqual({ columns: ['username', 'ip'] });
    await client.customers.removeView({ id });
    await client.customers.chooseColumns({ columns: null });
    expect([await names(client), await client.customers.columns()]).toEqual([[], { columns: null }]);
  });
});

describe('a username', () => {
  test('given a deleted customer and one who is there, when it is looked for, then the one who is there is found', async () => {
    const { client, folder, as } = await sampleIsp();
    const { customers } = await client.customers.list({ filter: { status: 'deleted' } });
    const gone = customers[0];
    expect(await client.customers.find({ username: gone?.username ?? '' })).toEqual({ id: gone?.id });
    const { id } = await client.customers.find({ username: 'farhana7' });
    beside(folder, (db) => {
      db.prepare('UPDATE customer SET username_key = ? WHERE id = ?').run(gone?.username.toLowerCase(), id);
    });
    expect(await client.customers.find({ username: gone?.username.toUpperCase() ?? '' })).toEqual({ id });
    const { operators } = await client.reference.lists();
    const foreign = as({ operatorId: operators.find(({ code }) => code === 'CTG')?.id ?? '', isRoot: false });
    expect((await refusedWith(foreign.customers.find({ username: gone?.username ?? '' }))).code).toBe(
      'customer-unknown',
    );
  });
});
