import { describe, expect, test } from 'vitest';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { codesOf, GOOD, ISP, problemsOf, row, type Row, work } from './isp.ts';

const FIELDS = [
  { id: 'nid', label: 'NID', type: 'text', required: true, options: [] },
  { id: 'floor', label: 'Floor', type: 'number', required: false, options: [] },
  { id: 'born', label: 'Born', type: 'date', required: false, options: [] },
  { id: 'note', label: 'Note', type: 'text-area', required: false, options: [] },
  { id: 'box', label: 'Box', type: 'dropdown', required: false, options: ['North Box', 'South Box'] },
] as const;
const isp = { ...ISP, customFields: FIELDS.map((field) => ({ ...field, options: [...field.options] })) };
/** Custom columns go by their label in a file. */
const withCustom = (cells: Record<string, unknown>) => row({ NID: '19901234', ...cells } as Row);
const custom = (cells: Record<string, unknown>) => [...work([withCustom(cells)], { isp }).problemsOf()];

describe('customers-to-be', () => {
  test('given the ten columns, then the rest is null', () => {
    const [customer] = [...work([GOOD]).ready()];
    expect(customer).toEqual({
      row: 2,
      username: 'rahim01',
      usernameKey: 'rahim01',
      password: 'secret-77',
      fullName: 'Rahim Uddin',
      nameKey: 'rahim uddin',
      phone: '01711223344',
      phoneKey: '8801711223344',
      email: 'rahim@example.com',
      operatorId: 'north',
      packageId: 'h10',
      billingProfileId: 'm',
      zoneId: 'z1',
      address: 'House 7, Road 5',
      ip: null,
      mac: null,
      accountNumber: null,
      expires: null,
      balance: null,
      clientType: null,
      medium: null,
      sharing: null,
      distributionPoint: null,
      division: null,
      district: null,
      thana: null,
      custom: {},
    });
  });

  test('given everything else, then each value has the form of the store', () => {
    const [customer] = [
      ...work([
        {
          ...GOOD,
          username: 'Rahim01',
          fullName: 'রহিম উদ্দিন'.normalize('NFD'),
          phone: '০১৭১১-২২৩৩৪৪',
          password: 'unknown',
          email: null,
          zone: null,
          ip: '১০.০.১.৯',
          mac: 'aabb.ccdd.ee01',
          accountNumber: 123456,
          expires: '31/12/2026',
          balance: -1500.5,
          clientType: 'HOME',
          medium: 'Wired',
          sharing: 'Something else',
          distributionPoint: 'POP',
          division: 'Dhaka',
          district: 'Dhaka',
          thana: 'Savar',
        },
      ]).ready(),
    ];
    expect(customer).toMatchObject({
      username: 'Rahim01',
      usernameKey: 'rahim01',
      fullName: 'রহিম উদ্দিন'.normalize('NFC'),
      phone: '01711-223344',
      phoneKey: '8801711223344',
      password: null,
      email: null,
      zoneId: null,
      ip: parseIpv4('10.0.1.9'),
      mac: 'AA:BB:CC:DD:EE:01',
      accountNumber: '123456',
      expires: '2026-12-31',
      balance: -150050,
      clientType: 'home',
      medium: 'wired',
      sharing: 'Something else',
      thana: 'Savar',
    });
  });

  test('given a phone that lost its zero and nobody who accepts it, then it stays as written and is found all the same', () => {
    const [customer] = [...work([row({ phone: 1711223344 })]).ready()];
    expect(customer).toMatchObject({ phone: '1711223344', phoneKey: '8801711223344' });
  });

  test('given refused and left-out rows, then nobody comes of them', () => {
    const table = work([row(), row({ username: 'a b' }), row()]);
    table.apply({ kind: 'leave-out', rows: [4], leftOut: true });
    expect([...table.ready()].map((customer) => customer.row)).toEqual([2]);
  });
});

describe('custom fields', () => {
  test('given values of every kind, then they are kept by the field’s id', () => {
    const cells = {
      Floor: '1,250.50',
      Born: { kind: 'date', iso: '1990-05-01' },
      Note: 'Cafe\u0301',
      Box: ' north BOX',
    };
    const [customer] = [...work([withCustom(cells)], { isp }).ready()];
    expect(customer?.custom).toEqual({
      nid: '19901234',
      floor: '1250.50',
      born: '1990-05-01',
      note: 'Café',
      box: 'North Box',
    });
  });

  test('given none but the required one, then only that is kept', () => {
    expect([...work([withCustom({ Floor: null })], { isp }).ready()][0]?.custom).toEqual({ nid: '19901234' });
  });

  test('given a required one empty or without a column, then it is missing', () => {
    expect(custom({ NID: ' ' })).toMatchObject([{ code: 'missing-required', field: 'custom:nid', column: 'NID' }]);
    expect(codesOf({}, { isp })).toEqual(['missing-required']);
    expect(problemsOf({}, { isp: { ...isp, customFields: [] } })).toEqual([]);
  });

  test.each(['7', '-7.25', 7, '15,00,000', '1,500', '১২'])('given the number %j, then it is read', (Floor) => {
    expect(custom({ Floor })).toEqual([]);
  });

  test.each(['second', '1,50', '7.', '1.5E+3', true, { kind: 'number', written: '1.5E+9' }])(
    'given the number %j, then invalid-value',
    (Floor) => {
      expect(custom({ Floor })).toMatchObject([
        { code: 'invalid-value', field: 'custom:floor', column: 'Floor', params: { context: 'number' } },
      ]);
    },
  );

  test('given a choice that is none, then invalid-value with the one that is close', () => {
    expect(custom({ Box: 'Nort Box' })).toMatchObject([
      {
        code: 'invalid-value',
        suggestion: 'North Box',
        params: { context: 'choice', choices: 'North Box, South Box' },
      },
    ]);
    expect(custom({ Box: 'Garage' })[0]).not.toHaveProperty('suggestion');
  });

  test('given dates, then as Expires, but no century is guessed: a birthday is long ago', () => {
    expect(custom({ Born: '03/04/1990' })).toMatchObject([{ code: 'ambiguous-date' }]);
    expect(custom({ Born: '31/12/90' })).toMatchObject([{ code: 'invalid-date', suggestion: '2090-12-31' }]);
    expect(custom({ Born: 33000 })).toMatchObject([{ code: 'invalid-date' }]);
    expect(custom({ Born: '#N/A' })).toMatchObject([{ code: 'formula-error' }]);
    expect(custom({ Born: '31/12/1990' })).toEqual([]);
  });
});
