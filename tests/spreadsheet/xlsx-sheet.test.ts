import { describe, expect, test } from 'vitest';
import { zipOf } from '../fixtures/package.ts';
import { sheetOf, sheetXmlOf, workbookOf, workbookParts } from '../fixtures/workbook.ts';
import { refusalOf, rowsOf, tableOf } from './reading.ts';

const text = (place: string, value = place): string => `<c r="${place}" t="str"><v>${value}</v></c>`;
const whole = (xml: string | Buffer): Buffer => workbookOf({ sheets: [{ name: 'Sheet1', whole: xml }] });
const utf16 = (xml: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\uFEFF${xml}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('given rows and cells in their places', () => {
  test('when some are missing, then the others keep their rows and columns', async () => {
    const { table } = await tableOf(
      sheetOf(`<row r="3">${text('B3')}${text('D3')}</row><row r="7">${text('A7')}</row>`),
    );
    expect(table).toEqual({ numbers: [3, 7], rows: [[null, 'B3', null, 'D3'], ['A7']] });
  });

  test('when they have no references, then each follows the one before', async () => {
    const rows = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row/><row><c><v>1</v></c></row>';
    expect((await tableOf(sheetOf(rows))).table).toEqual({ numbers: [1, 3], rows: [['a', 'b'], [1]] });
  });

  test('when rows are empty or only white space, then they are left out and still counted', async () => {
    const rows = `<row r="1">${text('A1')}</row><row r="2"><c r="A2" s="1"/></row><row r="3">${text('A3', ' \u00a0\u3000&#x85;&#xFEFF;')}</row><row r="4">${text('A4')}</row>`;
    expect((await tableOf(sheetOf(rows))).table).toEqual({ numbers: [1, 4], rows: [['A1'], ['A4']] });
  });

  test('when a row is hidden or cells are merged, then they count', async () => {
    const xml = sheetXmlOf(`<row r="1" hidden="1">${text('A1')}</row>`).replace(
      '</worksheet>',
      '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>',
    );
    expect(await rowsOf(whole(xml))).toEqual([['A1']]);
  });

  test.each([
    ['rows go backwards', `<row r="2">${text('A2')}</row><row r="1">${text('A1')}</row>`, 'sheet-row-order'],
    ['a row repeats', `<row r="2">${text('A2')}</row><row r="2">${text('B2')}</row>`, 'sheet-row-order'],
    ['a row is number 0', `<row r="0">${text('A0')}</row>`, 'sheet-row-order'],
    ['cells go backwards', `<row r="1">${text('B1')}${text('A1')}</row>`, 'sheet-cell-order'],
    ['a cell repeats', `<row r="1">${text('A1')}${text('A1')}</row>`, 'sheet-cell-order'],
    ['a cell is of another row', `<row r="1">${text('A2')}</row>`, 'sheet-cell-order'],
    ['a row is beyond the last', `<row r="1048577">${text('A1048577')}</row>`, 'sheet-too-long'],
    ['a column is beyond the last', `<row r="1">${text('XFE1')}</row>`, 'sheet-too-wide'],
  ])('when %s, then the file is refused', async (_, rows, code) => {
    expect((await refusalOf(sheetOf(rows))).code).toBe(code);
  });

  test('when a value stands beyond the columns that are read, then the file is refused with the cell', async () => {
    const rows = (value: string): Buffer => sheetOf(`<row r="5">${text('A5')}${text('XFD5', value)}</row>`);
    expect(await refusalOf(rows('x'))).toMatchObject({ code: 'sheet-too-wide', params: { cell: 'XFD5', limit: 256 } });
    expect(await rowsOf(rows(' '))).toEqual([['A5']]);
  });
});

describe('given XML that is right but unusual', () => {
  const plain = `<row r="1">${text('A1', 'a &amp; b')}<c r="B1"><v>2</v></c></row>`;
  const expected = [['a & b', 2]];
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const prefixed = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a &amp; b</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;

  test.each<[string, string | Buffer]>([
    ['a namespace prefix', prefixed],
    ['UTF-16 LE', utf16(sheetXmlOf(plain).replace('UTF-8', 'UTF-16'), false)],
    ['UTF-16 BE', utf16(sheetXmlOf(plain).replace('UTF-8', 'UTF-16'), true)],
    ['a byte order mark', `\uFEFF${sheetXmlOf(plain)}`],
    ['Latin 1', Buffer.from(sheetXmlOf(plain).replace('UTF-8', 'ISO-8859-1'), 'latin1')],
    [
      'a comment before the rows',
      sheetXmlOf(plain).replace('<sheetData>', '<!-- <sheetData><row r="9"/></sheetData> --><sheetData>'),
    ],
    ['a comment between the cells', sheetXmlOf(plain.replace('<c r="B1">', '<!-- </row> --><c r="B1">'))],
    ['a processing instruction', sheetXmlOf(plain.replace('<c r="B1">', '<?mso x?><c r="B1">'))],
    ['CDATA', sheetXmlOf(plain.replace('a &amp; b', '<![CDATA[a & b]]>'))],
    ['single quotes', sheetXmlOf(plain.replaceAll('"', "'"))],
    ['white space in tags', sheetXmlOf(plain.replace('<row r="1">', '<row\n\tr = "1" >').replace('</c>', '</c >'))],
    ['line ends between elements', sheetXmlOf(plain.replaceAll('><', '>\r\n  <'))],
    ['an unknown attribute', sheetXmlOf(plain.replace('<c r="A1"', '<c foo="a>b" r="A1" vm="1"'))],
    [
      'an extension in a row',
      sheetXmlOf(plain.replace('</row>', '<extLst><ext uri="x"><row r="9"/></ext></extLst></row>')),
    ],
    ['the row number as a later attribute', sheetXmlOf(plain.replace('<row r="1"', '<row spans="1:2" r="1"'))],
  ])('when it has %s, then the same cells are read', async (_, xml) => {
    expect(await rowsOf(whole(xml))).toEqual(expected);
  });

  test('when the shared strings are unusual, then the same texts are read', async () => {
    const strings = [
      `<s:sst xmlns:s="${MAIN}"><s:si><s:t>a</s:t></s:si><s:si><s:t>b</s:t></s:si></s:sst>`,
      `<sst xmlns="${MAIN}"><!-- <si/> --><si><t>a</t></si><si><t><![CDATA[b]]></t></si></sst>`,
      `<sst xmlns='${MAIN}'><si><t xml:space='preserve'>a</t></si><si><t>b</t></si></sst>`,
      utf16(`<sst xmlns="${MAIN}"><si><t>a</t></si><si><t>b</t></si></sst>`, false),
    ];
    const rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>';
    for (const wholeStrings of strings) expect(await rowsOf(sheetOf(rows, { wholeStrings }))).toEqual([['b', 'a']]);
  });
});

describe('given XML that is wrong', () => {
  test.each([
    ['the rows have no end', sheetXmlOf(`<row r="1">${text('A1')}</row>`).replace('</sheetData>', '')],
    ['the part ends among the rows', sheetXmlOf(`<row r="1">${text('A1')}</row>`).slice(0, -30)],
    ['there are no rows at all', '<worksheet xmlns="x"/>'],
    ['a row is not closed', sheetXmlOf(`<row r="1">${text('A1')}<row r="2">${text('A2')}</row>`)],
    ['an entity is unknown', sheetXmlOf(`<row r="1">${text('A1', '&nbsp;')}</row>`)],
    ['an ampersand stands alone', sheetXmlOf(`<row r="1">${text('A1', 'a & b')}</row>`)],
    ['an entity names no character', sheetXmlOf(`<row r="1">${text('A1', '&#x110000;')}</row>`)],
    [
      'there is a document type',
      `<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>${sheetXmlOf(`<row r="1">${text('A1', '&a;')}</row>`)}`,
    ],
    ['text stands between cells', sheetXmlOf(`<row r="1">lost${text('A1')}</row>`)],
    ['an unknown element holds cells', sheetXmlOf(`<row r="1"><mc:Choice>${text('A1')}</mc:Choice></row>`)],
    ['a cell has an unknown type', sheetXmlOf('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>')],
    ['a reference makes no sense', sheetXmlOf('<row r="1"><c r="1A"><v>1</v></c></row>')],
    ['it is another document', '<html><sheetData></sheetData></html>'],
  ])('when %s, then the file is refused', async (_, xml) => {
    expect(await refusalOf(whole(xml))).toMatchObject({
      code: 'file-xml-malformed',
      params: { part: 'xl/worksheets/sheet1.xml' },
    });
  });

  test('when bytes are no UTF-8, then the file is refused and nothing becomes a question mark', async () => {
    const bytes = Buffer.from(sheetXmlOf(`<row r="1">${text('A1', 'caf\xe9')}</row>`), 'latin1');
    expect((await refusalOf(whole(bytes))).code).toBe('file-xml-malformed');
  });

  test('when an entity is defined to blow up, then it is refused at once', async () => {
    const lol =
      '<!DOCTYPE sst [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    const bytes = sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { wholeStrings: lol });
    expect((await refusalOf(bytes)).code).toBe('file-xml-malformed');
  });
});

describe('given several sheets', () => {
  const sheet = (name: string, value: string | null, state?: 'hidden') => ({
    name,
    ...(state ? { state } : {}),
    rows: value === null ? '' : `<row r="1">${text('A1', value)}</row>`,
  });

  test('when one is visible, then it is read', async () => {
    const bytes = workbookOf({ sheets: [sheet('Lists', 'x', 'hidden'), sheet('Customers', 'y')] });
    const read = await tableOf(bytes);
    expect(read).toMatchObject({ sheet: 'Customers', table: { rows: [['y']] } });
    expect(read.sheets).toEqual([
      { name: 'Lists', hidden: true },
      { name: 'Customers', hidden: false },
    ]);
  });

  test('when one of the visible ones has rows, then it is read', async () => {
    const bytes = workbookOf({ sheets: [sheet('Sheet1', null), sheet('Customers', 'y'), sheet('Sheet3', ' ')] });
    expect(await tableOf(bytes)).toMatchObject({ sheet: 'Customers' });
  });

  test('when several have rows, then the caller picks by their first rows, or a person must', async () => {
    const bytes = workbookOf({ sheets: [sheet('Notes', 'hello'), sheet('Customers', 'Username')] });
    const heads = [
      { name: 'Notes', head: { numbers: [1], rows: [['hello']] } },
      { name: 'Customers', head: { numbers: [1], rows: [['Username']] } },
    ];
    const { readSpreadsheet } = await import('#main/spreadsheet/read.ts');
    expect(await readSpreadsheet(bytes, { fileName: 'f' })).toMatchObject({
      kind: 'choose-sheet',
      format: 'xlsx',
      heads,
    });
    const picked = await tableOf(bytes, {
      pickSheet: (given) => {
        expect(given).toEqual(heads);
        return 'Customers';
      },
    });
    expect(picked).toMatchObject({ sheet: 'Customers', table: { rows: [['Username']] } });
    expect(await tableOf(bytes, { sheet: 'notes' })).toMatchObject({ sheet: 'Notes' });
  });

  test('when a sheet is damaged behind the first rows by which it was passed over, then the file is refused', async () => {
    const long = Array.from({ length: 40_000 }, (_, index) => `<row r="${index + 1}">${text(`A${index + 1}`)}</row>`);
    const sheets = [{ name: 'Notes', rows: long.join('') }, sheet('Customers', 'Username')];
    const parts = workbookParts({ sheets }).map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, declaredCrc: 1 } : part,
    );
    for (const picked of ['Customers', null]) {
      const refused = await refusalOf(zipOf(parts), { pickSheet: () => picked });
      expect(refused).toMatchObject({ code: 'file-damaged', params: { part: 'xl/worksheets/sheet1.xml' } });
    }
  });

  test('when a sheet is asked for that is not there, then the refusal names those that are', async () => {
    const bytes = workbookOf({ sheets: [sheet('Customers', 'x'), sheet('Lists', 'y', 'hidden')] });
    expect(await refusalOf(bytes, { sheet: 'Kunden' })).toMatchObject({
      code: 'sheet-not-found',
      params: { file: 'customers', sheet: 'Kunden', sheets: 'Customers, Lists (hidden)' },
    });
  });

  test('when nothing has rows, then that is said', async () => {
    expect((await refusalOf(workbookOf({ sheets: [sheet('A', null)] }))).code).toBe('sheet-empty');
    expect((await refusalOf(workbookOf({ sheets: [sheet('A', null), sheet('B', null)] }))).code).toBe('file-no-rows');
    expect((await refusalOf(workbookOf({ sheets: [] }))).code).toBe('file-no-sheets');
  });
});

test('given a long sheet, when it is read, then the first rows are shown once and progress is told', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `<row r="${index + 1}">${text(`A${index + 1}`)}</row>`);
  const heads: number[] = [];
  const fractions: number[] = [];
  const { table } = await tableOf(sheetOf(rows.join('')), {
    onHead: (head) => heads.push(head.rows.length),
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(table.rows).toHaveLength(60_000);
  expect(table.rows.at(-1)).toEqual(['A60000']);
  expect(heads).toEqual([250]);
  expect(fractions.length).toBeGreaterThan(3);
  expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
});
