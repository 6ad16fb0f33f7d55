import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLayout } from '#shared/domain/import/match.ts';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import type { ReadResult, ReadTable } from '#main/spreadsheet/result.ts';
import { kindOf } from '#main/spreadsheet/sniff.ts';

const bytesOf = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures/router-exports', `${name}.rsc`));

const TERMS = {
  operator: 'admin',
  billingProfile: 'Monthly',
  packages: [{ name: 'Home 10M', code: 'H10', routerProfile: 'Home-10M' }],
};

const read = (bytes: Buffer, proposal: typeof TERMS | undefined = TERMS): Promise<ReadResult> =>
  readSpreadsheet(bytes, { fileName: 'pop.rsc', proposal });

async function tableOf(bytes: Buffer | string, proposal?: typeof TERMS): Promise<ReadTable> {
  const result = await read(Buffer.from(bytes), proposal);
  if (result.kind !== 'table') throw new Error(`No table: ${JSON.stringify(result)}`);
  return result;
}

/** The rows by heading, with the line that each begins in. */
function rowsOf({ table }: ReadTable) {
  const [headings = [], ...rows] = table.rows;
  // The reader's own headings are text.
  return rows.map((row, i) => ({
    line: table.numbers[i + 1],
    ...Object.fromEntries(headings.map((heading, column) => [heading as string, row[column] ?? ''])),
  }));
}

describe('who is in an export', () => {
  test('Given an export of 6.49 with passwords, when it is read, then everybody who may connect is a row as adopting makes it', async () => {
    const read = await tableOf(bytesOf('6.49-pop-mirpur'));
    expect(read).toMatchObject({ format: 'rsc', encoding: null, delimiter: null });
    const common = { Operator: 'admin', 'Billing Profile': 'Monthly' };
    expect(rowsOf(read)).toMatchObject([
      {
        ...{ line: 26, Username: '192.168.88.20', 'Full Name': 'Office Traders', Phone: '01911000020', Type: 'static' },
        ...{ 'IP Address': '192.168.88.20', MAC: 'D8:47:32:AA:BB:20', Password: 'unknown', Package: '', ...common },
      },
      {
        ...{ line: 35, Username: 'cafe4', Password: 'rose-4-pass', 'Full Name': 'Cafe Rose table 4' },
        ...{ Package: '1-hour', Type: 'hotspot', ...common },
      },
      { line: 36, Username: 'voucher77', Password: 'unknown', Package: 'default', Type: 'hotspot' },
      {
        ...{ line: 38, Username: 'karim', Password: 'kar1m-pass', 'Full Name': 'Karim Uddin', Phone: '01711223344' },
        ...{ Package: 'Home 10M', Type: 'pppoe', 'IP Address': '10.10.0.77' },
      },
      { line: 40, Username: 'rahim', Password: 'a b"c\\d$e?', 'Full Name': 'রহিম', Phone: '01811223344' },
      { line: 42, Username: 'jose', 'Full Name': 'José Costa', MAC: 'AA:BB:CC:00:11:22', Package: 'default' },
    ]);
    expect(read.notes).toEqual([
      { tone: 'wrong', code: 'no-passwords', params: { count: 1, all: 5, command: '/export' } },
      { tone: 'hint', code: 'turned-off', params: { count: 1 } },
      { tone: 'hint', code: 'marked', params: { count: 1 } },
    ]);
  });

  test('Given an export without its secrets, when it is read, then passwords are unknown and it is said how to get them', async () => {
    const read = await tableOf(bytesOf('7.16-hidden'));
    expect(rowsOf(read).map((row) => ('Password' in row ? row.Password : null))).toEqual(Array(4).fill('unknown'));
    expect(read.notes?.[0]).toEqual({
      tone: 'wrong',
      code: 'no-passwords',
      params: { count: 3, all: 3, command: '/export show-sensitive' },
    });
  });

  test('Given lines that cannot be read, when they may be of somebody, then each is a row without what it needs, and all are named', async () => {
    const read = await tableOf(
      [
        '/system script',
        'add name=x source=$y',
        '/ppp secret',
        'add name=karim password="half',
        'add name=next password=abcdef',
        'disable next',
        '#interrupted',
        '',
      ].join('\n'),
    );
    expect(rowsOf(read)).toMatchObject([
      { line: 4, Username: 'karim', Password: '', 'Full Name': '', Package: '', Type: 'pppoe' },
      { line: 5, Username: 'next', Password: 'abcdef' },
    ]);
    expect(read.notes).toMatchObject([
      { code: 'unread', params: { count: 2, lines: '4, 6' } },
      { code: 'unfinished', params: { words: 'interrupted' } },
    ]);
  });

  test('Given what no router tells and nobody knows, when the columns are looked at, then one value for all rows is asked for', async () => {
    const { table, made } = await tableOf(bytesOf('7.16-hidden'), { ...TERMS, operator: '', billingProfile: '' });
    const { missing, official, columns } = findLayout(table, [], {}, made);
    expect([missing, official]).toEqual([['operator', 'billingProfile'], true]);
    expect(columns.every(({ confidence }) => confidence === 'official')).toBe(true);
    expect(findLayout(table, [], { fixed: { operator: 'x', billingProfile: 'y' } }, made).missing).toEqual([]);
  });
});

describe('what an export is told by', () => {
  test.each([
    ['a signed one', '# nov/30/2026 10:21:07 by RouterOS 6.49.17\n#\n', 'router-export'],
    ['a menu', '/ppp secret\nadd name=a\n', 'router-export'],
    ['a menu of 7.x behind remarks and empty lines', '\r\n# x\r\n\r\n/ppp/secret\r\nadd name=a\r\n', 'router-export'],
    ['a terse line', '/ppp secret add name=a', 'router-export'],
    ['one saved by Notepad', '\uFEFF/ppp secret\r\nadd name=a\r\n', 'router-export'],
    ['a file of customers', 'Username,Password\n/ppp secret,x\n', 'text'],
    ['a path in a cell', '/home/a,b\n', 'text'],
    ['remarks alone', '# a\n# b\n', 'text'],
  ])('Given %s, when it is looked at, then it is taken for what it is', (_, text, kind) => {
    expect(kindOf(Buffer.from(text))).toBe(kind);
    if (kind === 'router-export')
      expect(kindOf(Buffer.from(`\uFEFF${text.replace('\uFEFF', '')}`, 'utf16le'))).toBe(kind);
  });

  test('Given an export in UTF-16 or with bytes of a code page, when it is read, then the words are the same', async () => {
    const text = '/ppp secret\r\nadd comment="José, café" name=jose password=abcdef\r\n';
    for (const bytes of [Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(text, 'latin1'), Buffer.from(text)]) {
      expect(rowsOf(await tableOf(bytes))).toMatchObject([{ 'Full Name': 'José café' }]);
    }
  });

  test('Given an export with nobody in it, when it is read, then it is refused in words', async () => {
    const result = await read(Buffer.from('/system identity\nset name=x\n'));
    expect(result).toEqual({ kind: 'refused', code: 'export-nobody', params: { file: 'pop.rsc' } });
  });
});

test('Given any bytes behind a menu, when they are read, then they are a table or refused, and nothing is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (some) => {
      const result = await read(Buffer.concat([Buffer.from('/ppp secret\nadd name=a\n'), some]));
      expect(['table', 'refused']).toContain(result.kind);
    }),
  );
});
