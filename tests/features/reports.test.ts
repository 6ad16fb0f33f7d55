import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { beside, type CoreAtWork, coreAtWork } from './core-at-work.ts';
import { csv, imported } from './office.ts';
import { refusedWith } from './refusals.ts';

const golden = (name: string): string => join(import.meta.dirname, '../fixtures/report', name);

const isp: ReferenceDocument = {
  operators: [{ name: 'Dhaka North', code: 'DN', kind: 'reseller' }],
  packages: [
    {
      name: 'Home 10M',
      connection: 'pppoe',
      downKbps: 10240,
      upKbps: 5120,
      price: '800',
      vatPercent: 15,
      priceIncludesVat: true,
      validityDays: 30,
    },
    { name: 'Office', connection: 'static', downKbps: 51200, upKbps: 51200, price: '5000', validityDays: 30 },
    { name: 'Cable TV', connection: 'other', price: '250', validityDays: 30 },
  ],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  zones: [{ name: 'Dhaka' }, { name: 'Mirpur', parent: 'Dhaka' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Office'] }],
};

const HEADINGS =
  'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,IP Address,Client Type,Medium,Sharing,Distribution Point,Division,District,Thana';

const PEOPLE = [
  'karim,pass-123,Karim Mia,01711000001,,admin,Home 10M,Monthly,Mirpur,House 1,,home,,,,,,',
  'corp,pass-123,"Corp, Ltd",+8801711000002,it@corp.example,admin,Office,Monthly,Mirpur,=HYPERLINK(1),10.0.1.9,Corporate,Wireless,Dedicated,NOC,Chattogram,Chattogram,Agrabad',
  'tv,pass-123,রহিম উদ্দিন,01711000003,,Dhaka North,Cable TV,Monthly,Mirpur,House 3,,Home,,,,,,',
  'gone,pass-123,Left In November,01711000004,,admin,Home 10M,Monthly,Mirpur,House 4,,Home,,,,,,',
  'earlier,pass-123,Left In October,01711000005,,admin,Home 10M,Monthly,Mirpur,House 5,,Home,,,,,,',
  'later,pass-123,Joined In December,01711000006,,admin,Home 10M,Monthly,Mirpur,House 6,,Home,,,,,,',
  'waiting,pass-123,Never Activated,01711000007,,admin,Home 10M,Monthly,Mirpur,House 7,,Home,,,,,,',
  'barred,pass-123,Suspended Unpaid,01711000008,,admin,Home 10M,Monthly,Mirpur,House 8,,Home,,,,,,',
];

/** By Dhaka's clock, six hours ahead. */
const LIVES: readonly (readonly [string, string, string, string | null])[] = [
  ['karim', 'active', '2026-11-30T17:59:59Z', null],
  ['corp', 'active', '2024-02-29T06:00:00Z', null],
  ['tv', 'expired', '2026-10-31T17:59:59Z', null],
  ['gone', 'deleted', '2025-01-01T00:00:00Z', '2026-11-10T00:00:00Z'],
  ['earlier', 'deleted', '2025-01-01T00:00:00Z', '2026-10-31T17:59:59Z'],
  ['later', 'active', '2026-11-30T18:00:00Z', null],
  ['waiting', 'pending', '2026-11-05T00:00:00Z', null],
  ['barred', 'suspended', '2026-11-05T00:00:00Z', null],
];

test('given a month that has not begun in Dhaka, when its report is asked for, then it is refused, and a minute later it is there', async () => {
  let at = new Date('2026-11-30T17:59:30Z');
  const client = (await coreAtWork(() => at)).as();
  const asked = { month: '2026-12' };
  const ahead = { code: 'report-month-ahead', params: { month: '2026-12', current: '2026-11' } };
  expect(await refusedWith(client.reports.btrcPreview(asked))).toEqual(ahead);
  expect(await refusedWith(client.reports.btrcExport({ ...asked, format: 'csv' }))).toEqual(ahead);
  at = new Date('2026-11-30T18:00:30Z');
  expect(await client.reports.btrcPreview(asked)).toMatchObject({ month: '2026-12', population: 0 });
});

/** An ISP of which the zone Dhaka and the package Home 10M say what its customers do not; `complete` says the rest too. */
async function november({ complete = true } = {}): Promise<CoreAtWork> {
  const work = await coreAtWork(() => new Date('2026-12-03T04:00:00Z'));
  await work.as().reference.import(isp);
  const result = await imported(work.as(), csv(PEOPLE, 'people.csv', HEADINGS));
  expect(result).toMatchObject({ imported: PEOPLE.length, failed: 0 });
  beside(work.folder, (db) => {
    const live = db.prepare(
      'UPDATE customer SET status = ?, created_at = 0, activated_at = ?, deleted_at = ? WHERE username = ?',
    );
    for (const [username, status, activated, deleted] of LIVES)
      live.run(
        status,
        status === 'pending' ? null : Date.parse(activated),
        deleted === null ? null : Date.parse(deleted),
        username,
      );
    if (!complete) return;
    db.exec(`UPDATE zone SET distribution_point = 'POP', division = 'Dhaka', district = 'Dhaka' WHERE name = 'Dhaka'`);
    db.exec(`UPDATE zone SET thana = 'Mirpur' WHERE name = 'Mirpur'`);
    db.exec(`UPDATE package SET sharing = 'Shared', medium = 'Wired'`);
  });
  return work;
}

async function bytesOf(file: File): Promise<Buffer> {
  return Buffer.from(await file.arrayBuffer());
}

/** Every cell of every sheet with its type, as another program reads it. */
function cellsOf(file: Buffer): Record<string, Record<string, [string, unknown]>> {
  const book = XLSX.read(file, { cellDates: false, cellNF: true });
  return Object.fromEntries(
    book.SheetNames.map((name) => {
      const cells = Object.entries(book.Sheets[name] ?? {}).filter(([place]) => !place.startsWith('!'));
      return [name, Object.fromEntries(cells.map(([place, cell]) => [place, [cell.t, cell.v] as [string, unknown]]))];
    }),
  );
}

/** Written anew on request, to be looked at before it is committed: UPDATE_GOLDEN=1 npx vitest run … */
const UPDATE = process.env['UPDATE_GOLDEN'] !== undefined;

function expectedFile(name: string, made: Buffer): Buffer {
  if (UPDATE) writeFileSync(golden(name), made);
  return readFileSync(golden(name));
}

describe('given November with everything filled in', () => {
  test('when the report is previewed, then the population is told, and nothing is missing', async () => {
    const { as } = await november();
    expect(await as().reports.btrcPreview({ month: '2026-11' })).toEqual({
      month: '2026-11',
      due: '2026-12-07',
      handedIn: false,
      population: 5,
      joined: 2,
      left: 1,
      columns: expect.arrayContaining(['client_type', 'selling_price_bdt_excluding_vat']),
      incomplete: 0,
      missing: [],
      layoutProblem: null,
    });
    expect(await as().reports.btrcPreview({ month: '2026-12' })).toMatchObject({ population: 5, joined: 1, left: 0 });
    expect(await as().reports.btrcPreview({ month: '2023-01' })).toMatchObject({ population: 0 });
  });

  test('when it is exported as .csv, then it is the file that was agreed, harmless and with a byte order mark', async () => {
    const { as } = await november();
    const file = await as().reports.btrcExport({ month: '2026-11', format: 'csv' });
    expect(file.name).toBe('btrc-subscribers-2026-11.csv');
    const made = await bytesOf(file);
    expect(made.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(made.toString('utf8')).toBe(expectedFile('btrc-2026-11.csv', made).toString('utf8'));
  });

  test('when it is exported as .xlsx, then cells and their types are those that were agreed: phones and days are text', async () => {
    const { as } = await november();
    const made = await bytesOf(await as().reports.btrcExport({ month: '2026-11', format: 'xlsx' }));
    const cells = cellsOf(made);
    expect(cells).toEqual(cellsOf(expectedFile('btrc-2026-11.xlsx', made)));
    expect(cells['Subscribers']).toMatchObject({
      C3: ['s', 'Corp, Ltd'],
      F4: ['s', '2025-01-01'],
      M2: ['s', '01711000008'],
      M3: ['s', '+8801711000002'],
      O2: ['n', 695.65],
    });
    const summary = Object.values(cells['Summary'] ?? {}).map(([, value]) => value);
    expect(summary.slice(0, 8)).toEqual([
      'Subscribers in 2026-11',
      'Subscribers',
      5,
      'New in the month',
      2,
      'Disconnected in the month',
      1,
      'By type',
    ]);
  });

  test('when a reseller asks, then only its own subscribers are in it', async () => {
    const { as } = await november();
    const { operators } = await as().reference.lists();
    const operatorId = operators.find(({ code }) => code === 'DN')!.id;
    const reseller = as({ operatorId, isRoot: false, role: 'manager' });
    expect(await reseller.reports.btrcPreview({ month: '2026-11' })).toMatchObject({ population: 1 });
    const made = await bytesOf(await reseller.reports.btrcExport({ month: '2026-11', format: 'csv' }));
    expect(made.toString('utf8')).not.toContain('Karim');
    await reseller.reports.btrcHandedIn({ month: '2026-11', handedIn: true });
    expect(await as().reports.btrcPreview({ month: '2026-11' })).toMatchObject({ handedIn: false });
  });

  test('when somebody was deleted who never was activated, then they never were a subscriber', async () => {
    const { as, folder } = await november();
    beside(folder, (db) => {
      db.exec(`UPDATE customer SET status = 'deleted', deleted_at = ${Date.parse('2026-11-20T00:00:00Z')}
        WHERE username = 'waiting'`);
    });
    expect(await as().reports.btrcPreview({ month: '2026-11' })).toMatchObject({ population: 5, joined: 2, left: 1 });
    const { months } = await as().dashboard.get();
    expect(months.find(({ month }) => month === '2026-11')).toMatchObject({ joined: 2, left: 1 });
  });
});

describe('given values that are missing', () => {
  test('when the report is previewed, then each of whom something is missing is named with the columns', async () => {
    const { as } = await november({ complete: false });
    const { incomplete, missing } = await as().reports.btrcPreview({ month: '2026-11', limit: 2 });
    expect(incomplete).toBe(4);
    expect(missing).toHaveLength(2);
    expect(missing[0]).toMatchObject({
      username: 'barred',
      fullName: 'Suspended Unpaid',
      columns: [
        'connection_type',
        'bandwidth_distribution_point',
        'connectivity_type',
        'division',
        'district',
        'thana',
      ],
    });
  });
});

describe('given a layout in the data folder', () => {
  const put = (folder: string, text: string): void => {
    mkdirSync(join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'templates', 'btrc-subscriber-report.json'), text);
  };

  test('when it can be used, then it takes the place of the one that the program came with', async () => {
    const { as, folder } = await november();
    put(
      folder,
      JSON.stringify({
        columns: [
          { key: 'who', heading: 'Who', source: 'username', required: true, kind: 'text' },
          {
            key: 'since',
            heading: 'Since',
            source: 'activatedOn',
            required: true,
            kind: 'date',
            dateFormat: 'DD/MM/YYYY',
          },
        ],
      }),
    );
    const made = await bytesOf(await as().reports.btrcExport({ month: '2026-11', format: 'csv' }));
    expect(made.toString('utf8').split('\r\n').slice(0, 2)).toEqual(['\uFEFFWho,Since', 'barred,05/11/2026']);
  });

  test('when it cannot be used, then it is said what is wrong, and no other layout is used in its place', async () => {
    const { as, folder } = await november();
    put(folder, '{"columns":[{"key":"a","heading":"A","source":"shoeSize","required":true,"kind":"text"}]}');
    const { layoutProblem, columns, population } = await as().reports.btrcPreview({ month: '2026-11' });
    expect(layoutProblem).toMatch(/btrc-subscriber-report\.json cannot be used\. Column 1, source/);
    expect([columns, population]).toEqual([[], 5]);
    const { code, params } = await refusedWith(as().reports.btrcExport({ month: '2026-11', format: 'csv' }));
    expect([code, params]).toEqual(['report-layout', { problem: layoutProblem }]);
  });
});

test('given the report of a month, when it is handed in, then that is kept, recorded once, and can be taken back', async () => {
  const { as } = await november();
  const client = as();
  await client.reports.btrcHandedIn({ month: '2026-11', handedIn: true });
  await client.reports.btrcHandedIn({ month: '2026-11', handedIn: true });
  expect(await client.reports.btrcPreview({ month: '2026-11' })).toMatchObject({ handedIn: true });
  const { total } = await client.history.list({ filter: { action: 'report.handed-in' } });
  expect(total).toBe(1);
  await client.reports.btrcHandedIn({ month: '2026-11', handedIn: false });
  expect(await client.reports.btrcPreview({ month: '2026-11' })).toMatchObject({ handedIn: false });
});
