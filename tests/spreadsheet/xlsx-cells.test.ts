import { describe, expect, test } from 'vitest';
import { sheetOf } from '../fixtures/workbook.ts';
import { refusalOf, rowsOf } from './reading.ts';

const row = (cells: string): string => `<row r="1">${cells}</row>`;
const cellOf = async (cell: string, more: Parameters<typeof sheetOf>[1] = {}) =>
  (await rowsOf(sheetOf(row(`<c r="A1" t="str"><v>first</v></c>${cell}`), more)))[0]?.[1] ?? null;
const numberOf = (written: string, style = 0) => cellOf(`<c r="B1" s="${style}"><v>${written}</v></c>`);

describe('given text', () => {
  test.each([
    ['plain', '<si><t>Abdul Karim</t></si>', 'Abdul Karim'],
    ['Bangla', '<si><t>রহিম উদ্দিন</t></si>', 'রহিম উদ্দিন'],
    ['spaces kept', '<si><t xml:space="preserve"> a  b </t></si>', ' a  b '],
    ['rich text', '<si><r><t>Abdul </t></r><r><rPr><b/><sz val="11"/></rPr><t>Karim</t></r></si>', 'Abdul Karim'],
    ['phonetic runs', '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>', '東京'],
    ['the five named entities', '<si><t>&lt;&amp;&gt;&quot;&apos;</t></si>', `<&>"'`],
    ['numeric entities', '<si><t>&#65;&#x995;&#128512;</t></si>', 'Aক😀'],
    ['an entity that is escaped itself', '<si><t>&amp;lt;</t></si>', '&lt;'],
    ['characters that XML cannot hold', '<si><t>a_x0001_b_x000D_c</t></si>', 'a\u0001b\rc'],
    ['an escape that is escaped itself', '<si><t>_x005F_x0041_</t></si>', '_x0041_'],
    ['line breaks of any kind as LF', '<si><t>a\r\nb\rc\nd</t></si>', 'a\nb\nc\nd'],
    ['an empty text', '<si><t/></si>', null],
    ['no text', '<si/>', null],
    ['an item with attributes', '<si xml:space="preserve"><t>x</t></si>', 'x'],
  ])('when it is shared (%s), then it is the text', async (_, item, expected) => {
    expect(await cellOf('<c r="B1" t="s"><v>0</v></c>', { strings: item })).toBe(expected);
    const inline = item.replace(/^<si[^>]*>/, '<is>').replace('</si>', '</is>');
    expect(await cellOf(`<c r="B1" t="inlineStr">${inline === '<is>' ? '<is/>' : inline}</c>`)).toBe(expected);
  });

  test('when a formula gave it, then its value is the text', async () => {
    expect(await cellOf('<c r="B1" t="str"><f>A1&amp;"x"</f><v>a &amp; _x0041_</v></c>')).toBe('a & A');
  });

  test('when a cell refers to a shared text that is not there, then the file is refused with the place', async () => {
    for (const [index, strings] of [
      ['1', '<si><t>a</t></si>'],
      ['99999999999', '<si><t>a</t></si>'],
      ['0', undefined],
    ]) {
      const bytes = sheetOf(row(`<c r="A1" t="s"><v>${index}</v></c>`), strings === undefined ? {} : { strings });
      expect(await refusalOf(bytes)).toMatchObject({
        code: 'sheet-text-missing',
        params: { cell: 'A1', sheet: 'Sheet1' },
      });
    }
  });

  test('when two different texts look alike to a hash, then each cell keeps its own', async () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `text ${index}`);
    const rows = texts.map(
      (text, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="str"><v>${text}</v></c></row>`,
    );
    expect((await rowsOf(sheetOf(rows.join('')))).map(([cell]) => cell)).toEqual(texts);
  });
});

describe('given a number', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['42', 42],
    ['-42', -42],
    ['8801712345678', 8801712345678],
    ['999999999999999', 999999999999999],
    ['0.5', 0.5],
    ['-0.1', -0.1],
    ['.5', 0.5],
    ['5.', 5],
    ['1234.56', 1234.56],
    ['800.10', 800.1],
    ['0.000123', 0.000123],
    ['9007199254740992', 9007199254740992],
  ])('when a double holds what is written (%s), then it is that number', async (written, expected) => {
    expect(await numberOf(written)).toBe(expected);
  });

  test.each([
    ['8.801711223344E12', 8801711223344],
    ['8.801711223344E+12', 8801711223344],
    ['1.5E-3', 0.0015],
    ['1E-7', 1e-7],
    ['1.23E1', 12.3],
    ['0E0', 0],
  ])('when an exponent has left all digits (%s), then it is that number', async (written, expected) => {
    expect(await numberOf(written)).toBe(expected);
  });

  test.each([
    '8.80171E+12',
    '1E+3',
    '1.0E7',
    '1E400',
    '12345678901234567890',
    '9007199254740993',
    '01711223344',
    '-007',
  ])('when a number would not hold what is written (%s), then the writing is kept', async (written) => {
    expect(await numberOf(written)).toEqual({ kind: 'number', written });
  });

  test('when Excel wrote all 17 digits of a double, then it is the double', async () => {
    expect(await numberOf('1.1000000000000001')).toBe(1.1);
    expect(await numberOf('33.299999999999997')).toBe(33.3);
    expect(await numberOf('0.30000000000000004')).toBe(0.1 + 0.2);
  });

  test('when it is not a number at all, then nothing of it is lost', async () => {
    expect(await numberOf('abc &amp; d')).toBe('abc & d');
    expect(await numberOf(' 12 ')).toBe(12);
  });
});

describe('given a number format', () => {
  const formats = [
    14,
    'dd/mm/yyyy',
    'yyyy-mm-dd hh:mm',
    '[$-409]d\\-mmm\\-yy;@',
    'mmm',
    '0.00',
    'h:mm:ss',
    '[h]:mm',
    '"day" 0',
    '#,##0 "Tk/month"',
    49,
    22,
    45,
    'General',
    '0.00E+00',
    '[Red]0',
  ];

  test.each([
    [1, 46387],
    [2, 46387],
    [3, 46387.75],
    [4, 46387],
    [5, 46387],
    [12, 46387.999],
  ])('when style %i shows a day, then the cell is that calendar date', async (style, serial) => {
    expect(await cellOf(`<c r="B1" s="${style}"><v>${serial}</v></c>`, { formats })).toEqual({
      kind: 'date',
      iso: '2026-12-31',
    });
  });

  test.each([6, 7, 8, 9, 10, 11, 13, 14, 15, 16])(
    'when style %i shows no day, then it is the number',
    async (style) => {
      expect(await cellOf(`<c r="B1" s="${style}"><v>46387.5</v></c>`, { formats })).toBe(46387.5);
    },
  );

  test('when the workbook counts from 1904, then so are the dates', async () => {
    const properties = { formats, workbookProperties: '<workbookPr date1904="1"/>' };
    expect(await cellOf('<c r="B1" s="1"><v>44925</v></c>', properties)).toEqual({ kind: 'date', iso: '2026-12-31' });
  });

  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [2958465, '9999-12-31'],
  ])('when the day is number %i, then it is %s', async (serial, iso) => {
    expect(await cellOf(`<c r="B1" s="1"><v>${serial}</v></c>`, { formats })).toEqual({ kind: 'date', iso });
  });

  test.each([0, 0.5, 60, -1, 2958466])(
    'when the number %d names no day of the calendar, then it stays a number',
    async (serial) => {
      expect(await cellOf(`<c r="B1" s="1"><v>${serial}</v></c>`, { formats })).toBe(serial);
    },
  );

  test('when a cell is a date in ISO 8601, then it is that date', async () => {
    expect(await cellOf('<c r="B1" t="d"><v>2026-12-31T10:00:00</v></c>')).toEqual({ kind: 'date', iso: '2026-12-31' });
    expect(await cellOf('<c r="B1" t="d"><v>soon</v></c>')).toBe('soon');
  });
});

describe('given other cells', () => {
  test('when they are booleans or errors, then they are that', async () => {
    expect(await cellOf('<c r="B1" t="b"><v>1</v></c>')).toBe(true);
    expect(await cellOf('<c r="B1" t="b"><v>0</v></c>')).toBe(false);
    expect(await cellOf('<c r="B1" t="e"><v>#REF!</v></c>')).toEqual({ kind: 'error', text: '#REF!' });
  });

  test.each(['<f>SUM(A1)</f>', '<f>SUM(A1)</f><v></v>', '<f t="shared" ref="B1:B9" si="0">A1</f><v/>', '<f/>'])(
    'when a formula was never worked out (%s), then the cell is an error, not empty',
    async (content) => {
      expect(await cellOf(`<c r="B1">${content}</c>`)).toEqual({ kind: 'error', text: '#NOT-CALCULATED' });
    },
  );

  test('when a formula has a value, then the value is used', async () => {
    expect(await cellOf('<c r="B1"><f>1+1</f><v>2</v></c>')).toBe(2);
    expect(await cellOf('<c r="B1" t="str"><f>""</f><v></v></c>')).toBeNull();
    expect(await cellOf('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')).toEqual({ kind: 'error', text: '#DIV/0!' });
  });

  test('when a cell has only a style, then it is empty', async () => {
    expect(await rowsOf(sheetOf(row('<c r="A1" t="str"><v>x</v></c><c r="B1" s="1"/><c r="C1" s="1"></c>')))).toEqual([
      ['x'],
    ]);
  });
});
