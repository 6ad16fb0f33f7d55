import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { compoundFile } from '../fixtures/compound-file.ts';
import { zipOf } from '../fixtures/package.ts';
import { refusalOf, rowsOf, tableOf } from './reading.ts';

function xls(sheets: Readonly<Record<string, XLSX.WorkSheet>>, hidden: readonly string[] = []): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) XLSX.utils.book_append_sheet(book, sheet, name);
  book.Workbook = { Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) };
  return XLSX.write(book, { type: 'buffer', bookType: 'xls' }) as Buffer; // The library types it as any.
}

const ods = (tables: string, styles = ''): Buffer =>
  zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    {
      name: 'content.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ]);
const odsRows = (rows: string): Buffer => ods(`<table:table table:name="Sheet1">${rows}</table:table>`);
const p = (text: string): string => `<text:p>${text}</text:p>`;

describe('given an .xls', () => {
  test('when it has text, numbers, dates, errors and booleans, then they are read', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['Username', 'রহিম', 8801712345678, 0.1, true], [], [null, 'x']]);
    sheet['A4'] = { t: 'n', v: 46387.5, z: 'dd/mm/yyyy hh:mm' };
    sheet['B4'] = { t: 'e', v: 0x17 };
    sheet['C4'] = { t: 'n', v: 0.5, z: 'hh:mm' };
    sheet['!ref'] = 'A1:E4';
    const read = await tableOf(xls({ Sheet1: sheet }));
    expect(read).toMatchObject({ format: 'xls', sheet: 'Sheet1' });
    expect(read.table).toEqual({
      numbers: [1, 3, 4],
      rows: [
        ['Username', 'রহিম', 8801712345678, 0.1, true],
        [null, 'x'],
        [{ kind: 'date', iso: '2026-12-31' }, { kind: 'error', text: '#REF!' }, 0.5],
      ],
    });
  });

  test('when it has a hidden sheet, then the visible one is read', async () => {
    const bytes = xls({ Lists: XLSX.utils.aoa_to_sheet([['x']]), Customers: XLSX.utils.aoa_to_sheet([['y']]) }, [
      'Lists',
    ]);
    expect(await tableOf(bytes)).toMatchObject({ sheet: 'Customers', table: { rows: [['y']] } });
  });

  test('when its end is missing, then it is refused', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => [`user ${index}`, index]);
    const bytes = xls({ Sheet1: XLSX.utils.aoa_to_sheet(rows) });
    for (const share of [0.1, 0.5, 0.9]) {
      expect((await refusalOf(bytes.subarray(0, Math.floor(bytes.length * share)))).code).toMatch(/^file-/);
    }
  });

  test('when it is a Word document, then that is said', async () => {
    const bytes = compoundFile('/WordDocument');
    expect((await refusalOf(bytes)).code).toBe('file-is-document');
  });
});

describe('given an .ods', () => {
  test('when it has all kinds of cells, then they are read', async () => {
    const cells =
      `<table:table-cell office:value-type="string">${p('a &amp; <text:span>b</text:span>')}${p('c<text:s text:c="2"/>d<text:tab/>e<text:line-break/>f')}</table:table-cell>` +
      `<table:table-cell office:value-type="float" office:value="8801712345678">${p('8.80171E+12')}</table:table-cell>` +
      `<table:table-cell office:value-type="date" office:date-value="2026-12-31T10:00:00">${p('31/12/26')}</table:table-cell>` +
      `<table:table-cell office:value-type="boolean" office:boolean-value="true">${p('TRUE')}</table:table-cell>` +
      `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="">${p('#DIV/0!')}</table:table-cell>` +
      `<table:table-cell office:value-type="string"><office:annotation>${p('a note')}</office:annotation>${p('value')}</table:table-cell>`;
    expect(await rowsOf(odsRows(`<table:table-row>${cells}</table:table-row>`))).toEqual([
      [
        'a & b\nc  d\te\nf',
        8801712345678,
        { kind: 'date', iso: '2026-12-31' },
        true,
        { kind: 'error', text: '#DIV/0!' },
        'value',
      ],
    ]);
  });

  test('when rows and cells are repeated, then they stand there so often, and blank ones cost nothing', async () => {
    const rows =
      `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string">${p('x')}</table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>` +
      `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
      `<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string">${p('y')}</table:table-cell></table:table-row>`;
    expect((await tableOf(odsRows(rows))).table).toEqual({
      numbers: [1, 2, 1000003],
      rows: [
        ['x', 'x'],
        ['x', 'x'],
        [null, 'y'],
      ],
    });
  });

  test('when it repeats values to exhaust the memory, then it is refused', async () => {
    const cell = `<table:table-cell table:number-columns-repeated="200" office:value-type="string">${p('x')}</table:table-cell>`;
    const row = (times: number): string =>
      `<table:table-row table:number-rows-repeated="${times}">${cell}</table:table-row>`;
    expect((await refusalOf(odsRows(row(1_000_000)))).code).toBe('sheet-too-many-cells');
    expect((await refusalOf(odsRows(row(2_000_000)))).code).toBe('sheet-too-long');
    expect((await refusalOf(odsRows(row(1).replace('200', '300')))).code).toBe('sheet-too-wide');
  });

  test('when a sheet is hidden, then the visible one is read', async () => {
    const table = (name: string, style: string): string =>
      `<table:table table:name="${name}" table:style-name="${style}"><table:table-row><table:table-cell office:value-type="string">${p(name)}</table:table-cell></table:table-row></table:table>`;
    const styles =
      '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>';
    const bytes = ods(table('Lists', 'ta2') + table('Customers', 'ta1'), styles);
    expect(await tableOf(bytes)).toMatchObject({ format: 'ods', sheet: 'Customers', table: { rows: [['Customers']] } });
  });
});
