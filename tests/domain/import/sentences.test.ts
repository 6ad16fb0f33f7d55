import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '#shared/domain/import/codes.ts';
import en from '#shared/messages/en.json' with { type: 'json' };
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { ISP, NOBODY, row, type Row, work } from './isp.ts';

const catalogue = i18next.createInstance();
beforeAll(() =>
  catalogue.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
);

const FIELDS = [
  { id: 'nid', label: 'NID', type: 'number', required: true, options: [] },
  { id: 'box', label: 'Box', type: 'dropdown', required: false, options: ['North', 'South'] },
] as const;
const isp = { ...ISP, customFields: FIELDS.map((field) => ({ ...field, options: [...field.options] })) };
const custom = { NID: 5 } as Row; // custom columns go by their label

/** A file with every problem there is, in every form of it. */
const FAULTY: readonly Row[] = [
  row({
    ...custom,
    username: 'a b',
    password: '`x',
    fullName: null,
    phone: null,
    email: 'x',
    operator: 'x',
    package: 'x',
    billingProfile: 'x',
    zone: 'x',
  }),
  row({
    ...custom,
    operator: 'Dhaka Nort',
    package: 'Home10',
    billingProfile: 'Montly',
    zone: 'Mirpr',
    phone: '8.8E+12',
  }),
  row({ ...custom, username: 'twin', phone: 1711223344, ip: '10.0.1.9', password: 'unknown' }),
  row({ ...custom, username: 'Twin', phone: '01711223344', ip: '10.0.1.9', mac: 'x', expires: 'x', balance: 'x' }),
  row({
    ...custom,
    username: 'live',
    phone: '01811223344',
    ip: '10.0.1.10',
    expires: '3/4/2026',
    accountNumber: { kind: 'number', written: '1.5E+15' },
  }),
  row({ ...custom, username: 'gone', phone: 'x', ip: 'x', expires: 46387, type: 'x' }),
  row({ ...custom, package: 'Half Done', ip: '10.0.0.1', type: 'hotspot' }),
  row({ ...custom, package: 'Office Fixed', billingProfile: 'Daily', type: 'other' }),
  row({ ...custom, ip: '192.168.0.1', billingProfile: 'Daily', type: 'pppoe-monthly', address: '#REF!' }),
  row({ NID: 'x', Box: 'y' } as Row),
];

describe('the sentence of every problem', () => {
  const table = () =>
    work(FAULTY, {
      isp,
      existing: {
        ...NOBODY,
        usernames: new Map([['live', 'live'] as const, ['gone', 'deleted'] as const]),
        phones: new Set(['8801811223344']),
        ips: new Set([parseIpv4('10.0.1.10') ?? 0]),
      },
    });

  test('given a file with every fault, then every code of the table is among its problems', () => {
    const codes = new Set([...table().problemsOf()].map(({ code }) => code));
    expect(PROBLEM_CODES.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('given any of its problems, then there is a sentence that names row and column and leaves no gap', () => {
    for (const { row: number, column, code, value, params, suggestion } of table().problemsOf()) {
      const context = params['context'] === undefined ? '' : `_${params['context']}`;
      expect(Object.keys(en.problem)).toContain(`${code}${context}`);
      const sentence = catalogue.t(`problem.${code}`, {
        ...params,
        row: number,
        column,
        value,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
      expect(sentence).toMatch(new RegExp(`^Row ${number}, ${column}: .+[.]$`));
      expect(sentence).not.toMatch(/\{\{|undefined|''/);
    }
  });

  test('given the catalogue, then every sentence belongs to a code', () => {
    const codes: readonly string[] = PROBLEM_CODES;
    expect(Object.keys(en.problem).filter((key) => !codes.includes(key.replace(/_.*/, '')))).toEqual([]);
    expect(codes.filter((code) => !(code in en.problem))).toEqual([]);
  });

  test('given the seed’s own words, then they stand there word for word', () => {
    expect(en.problem['ip-required']).toContain('IP address is required');
    expect(en.problem['package-incomplete']).toContain('Name, price, speed and validity are required');
  });
});
