import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf, nextReport } from '#shared/domain/report/due.ts';
import { type ReportLayout, readLayout } from '#shared/domain/report/layout.ts';
import { reportRow } from '#shared/domain/report/row.ts';
import { countSubscribers } from '#shared/domain/report/summary.ts';
import { priceWithoutVat, type Subscriber, zoneDefaults } from '#shared/domain/report/subscriber.ts';

const text = readFileSync(new URL('../../../templates/btrc-subscriber-report.json', import.meta.url), 'utf8');

function layoutOf(json: string): ReportLayout {
  const read = readLayout(json);
  if (read.kind === 'wrong') throw new Error(`${read.where}: ${read.what}`);
  return read.layout;
}
const btrc = layoutOf(text);

const rahim: Subscriber = {
  clientType: 'home',
  medium: 'Wired',
  sharing: ' shared ',
  fullName: 'Rahim Uddin',
  username: 'rahim01',
  accountNumber: null,
  distributionPoint: 'pop',
  division: 'Dhaka',
  district: 'Dhaka',
  thana: 'Mirpur',
  activatedOn: '2026-11-30',
  downKbps: 10240,
  upKbps: 5120,
  hasBandwidth: true,
  ip: null,
  mac: null,
  address: 'House 1',
  phone: '01711223344',
  email: null,
  price: '695.65',
  package: 'Home 10M',
  operator: 'admin',
  zone: 'Mirpur',
};

const row = (of: Partial<Subscriber>, layout = btrc) => {
  const { cells, missing } = reportRow({ ...rahim, ...of }, layout);
  const byKey = Object.fromEntries(layout.columns.map(({ key }, index) => [key, cells[index]]));
  return { byKey, missing: missing.map(({ key }) => key) };
};

describe('Given the layout that the program comes with', () => {
  it('when it is read, then it has the fifteen columns of the regulator in their order', () => {
    expect(btrc.columns.map(({ heading }) => heading)).toEqual([
      'client_type',
      'connection_type',
      'client_name',
      'bandwidth_distribution_point',
      'connectivity_type',
      'activation_date',
      'bandwidth_allocation',
      'allocated_ip',
      'division',
      'district',
      'thana',
      'address',
      'client_mobile',
      'client_email',
      'selling_price_bdt_excluding_vat',
    ]);
  });

  it('when a subscriber is written in it, then values stand as the regulator spells them, and only the price is a number', () => {
    expect(row({})).toEqual({
      byKey: {
        client_type: 'Home',
        connection_type: 'Wired',
        client_name: 'Rahim Uddin',
        bandwidth_distribution_point: 'POP',
        connectivity_type: 'Shared',
        activation_date: '2026-11-30',
        bandwidth_allocation: '10 Mbps',
        allocated_ip: null,
        division: 'Dhaka',
        district: 'Dhaka',
        thana: 'Mirpur',
        address: 'House 1',
        client_mobile: '01711223344',
        client_email: null,
        selling_price_bdt_excluding_vat: 695.65,
      },
      missing: [],
    });
  });

  it('when something that is required is not there, or is not a value in use, then it is missing', () => {
    expect(row({ thana: null, phone: ' ', clientType: 'Residential', price: null }).missing).toEqual([
      'client_type',
      'thana',
      'client_mobile',
      'selling_price_bdt_excluding_vat',
    ]);
  });

  it('when a service has no bandwidth, as cable television, then it lacks none', () => {
    expect(row({ downKbps: null }).missing).toEqual(['bandwidth_allocation']);
    expect(row({ downKbps: null, hasBandwidth: false }).missing).toEqual([]);
  });
});

describe('Given a layout that somebody edited', () => {
  const edited = (change: (columns: Record<string, unknown>[]) => void): string => {
    const document = JSON.parse(text) as { columns: Record<string, unknown>[] };
    change(document.columns);
    return JSON.stringify(document);
  };

  it('when days, addresses and speeds are wanted in another way, then they are written so', () => {
    const layout = layoutOf(
      edited((columns) => {
        columns[5]!['dateFormat'] = 'DD/MM/YYYY';
        columns[6] = { ...columns[6], source: 'megabits', kind: 'number' };
        columns[7]!['source'] = 'ipOrUsername';
      }),
    );
    expect(row({}, layout).byKey).toMatchObject({
      activation_date: '30/11/2026',
      bandwidth_allocation: 10,
      allocated_ip: 'rahim01',
    });
    expect(row({ ip: '10.0.3.9', downKbps: 1536 }, layout).byKey).toMatchObject({
      bandwidth_allocation: 1.5,
      allocated_ip: '10.0.3.9',
    });
  });

  it('when it has a byte order mark, as editors on Windows write it, then it is read all the same', () => {
    expect(readLayout(`\uFEFF${text}`).kind).toBe('layout');
  });

  it.each([
    ['is no JSON', '{ "columns": [', ''],
    ['has no columns', '{ "columns": [] }', 'columns'],
    ['names what nobody knows', edited((columns) => (columns[3]!['source'] = 'shoeSize')), 'columns.3.source'],
    ['makes a number of a phone', edited((columns) => (columns[12]!['kind'] = 'number')), 'columns.12.kind'],
    ['makes text of a day', edited((columns) => (columns[5]!['kind'] = 'text')), 'columns.5.kind'],
    ['has a word that means nothing', edited((columns) => (columns[0]!['requird'] = true)), 'columns.0'],
    ['has a key twice', edited((columns) => (columns[1]!['key'] = 'client_type')), 'columns'],
  ])('when it %s, then it says where', (_, json, where) => {
    expect(readLayout(json)).toMatchObject({ kind: 'wrong', where });
  });
});

describe('Given zones in zones', () => {
  const zone = (id: string, parentId: string | null, of: object = {}) =>
    [id, { id, parentId, distributionPoint: null, division: null, district: null, thana: null, ...of }] as const;

  it('when a zone says nothing, then the nearest around it does', () => {
    const zones = new Map([
      zone('country', null, { division: 'Dhaka', district: 'Gazipur', distributionPoint: 'NOC' }),
      zone('city', 'country', { district: 'Dhaka', thana: ' ' }),
      zone('block', 'city', { distributionPoint: 'POP' }),
    ]);
    expect(zoneDefaults('block', zones)).toEqual({
      distributionPoint: 'POP',
      division: 'Dhaka',
      district: 'Dhaka',
      thana: null,
    });
    expect(zoneDefaults(null, zones).division).toBeNull();
  });

  it('when they lie in each other in a ring, then it ends', () => {
    const zones = new Map([zone('a', 'b'), zone('b', 'a', { thana: 'Mirpur' })]);
    expect(zoneDefaults('a', zones).thana).toBe('Mirpur');
  });
});

describe('Given a price', () => {
  it.each([
    [80_000, 0, false, '800.00'],
    [80_000, 5, false, '800.00'],
    [80_000, 15, true, '695.65'],
    [84_000, 5, true, '800.00'],
    [100_000, 7.5, true, '930.23'],
    [0, 5, true, '0.00'],
    [1, 100, true, '0.01'],
  ])('when %s is with %s %% VAT (included: %s), then it is told as %s', (price, vatPercent, priceIncludesVat, told) => {
    expect(priceWithoutVat(price, { vatPercent, priceIncludesVat }, 'BDT')).toBe(told);
  });

  it('when VAT is put on what was told, then it is the price again, to the smallest coin', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.integer({ min: 0, max: 1000 }), (price, tenths) => {
        const vatPercent = tenths / 10;
        const net = Number(priceWithoutVat(price, { vatPercent, priceIncludesVat: true }, 'BDT').replace('.', ''));
        expect(Math.abs(net * (1 + vatPercent / 100) - price)).toBeLessThanOrEqual(1.01);
      }),
    );
  });
});

describe('Given the days of a month', () => {
  const on = (today: string, handedIn: readonly string[] = [], hadSubscribers = true) =>
    nextReport(today, { handedIn: (month) => handedIn.includes(month), hadSubscribers: () => hadSubscribers });

  it('when a month is over, then its report is due on the seventh of the next, until it is handed in', () => {
    expect(dueOf('2026-12')).toBe('2027-01-07');
    expect(on('2026-12-01')).toEqual({ month: '2026-11', due: '2026-12-07', isDue: true });
    expect(on('2026-12-31')).toEqual({ month: '2026-11', due: '2026-12-07', isDue: true });
    expect(on('2026-12-01', ['2026-11'])).toEqual({ month: '2026-12', due: '2027-01-07', isDue: false });
    expect(on('2026-12-31', ['2026-11'])).toEqual({ month: '2026-12', due: '2027-01-07', isDue: false });
  });

  it('when nobody was a subscriber then, then nobody is reminded of it', () => {
    expect(on('2026-12-01', [], false)).toEqual({ month: '2026-12', due: '2027-01-07', isDue: false });
  });
});

it('Given subscribers, when they are counted, then the totals are in order and those without a value stand last', () => {
  const counting = countSubscribers();
  const standing = { isIn: true, joined: true, left: false };
  counting.add({ ...rahim, type: 'pppoe-monthly' }, standing);
  counting.add(
    { ...rahim, type: 'pppoe-daily', zone: null, downKbps: 1536 },
    { ...standing, joined: false, left: true },
  );
  counting.add({ ...rahim, type: 'other', zone: 'Uttara', downKbps: null }, standing);
  const { byType, byZone, byBandwidth, ...sums } = counting.summary();
  expect(sums).toEqual({ population: 3, joined: 2, left: 1 });
  expect([...byType.keys()]).toEqual(['other', 'pppoe-daily', 'pppoe-monthly']);
  expect([...byZone.keys()]).toEqual(['Mirpur', 'Uttara', null]);
  expect([...byBandwidth.keys()]).toEqual(['1.5 Mbps', '10 Mbps', null]);
});
