import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { customerRow, customerRows } from '../fixtures/customers.ts';
import { sheetOf, sheetXmlOf, textWorkbook, workbookOf } from '../fixtures/workbook.ts';
import { refusalOf, rowsOf, tableOf } from '../spreadsheet/reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'lastmile-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CELL = '<c r="A1" t="str"><v>x</v></c>';
const columns = (count: number): string[] => {
  const names: string[] = [];
  for (let column = 0; names.length < count; column++) {
    let name = '';
    for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    }
    names.push(name);
  }
  return names;
};

describe('given a sheet of unusual size', () => {
  test('when a million rows are empty, then the others are read', async () => {
    let rows = `<row r="1">${CELL}</row>`;
    for (let row = 2; row < 1_048_576; row++) rows += `<row r="${row}" s="1" customFormat="1"/>`;
    rows += '<row r="1048576"><c r="A1048576"><v>1</v></c></row>';
    expect((await tableOf(sheetOf(rows))).table).toEqual({ numbers: [1, 1048576], rows: [['x'], [1]] });
  });

  test('when all 16,384 columns have a style and two a value, then it is read', async () => {
    const cells = columns(16_384).map((name, index) =>
      index === 0 ? CELL : index === 255 ? `<c r="${name}1"><v>7</v></c>` : `<c r="${name}1" s="1"/>`,
    );
    const [row = []] = await rowsOf(sheetOf(`<row r="1">${cells.join('')}</row>`));
    expect([row[0], row.at(-1), row.length]).toEqual(['x', 7, 256]);
  });

  test('when all 16,384 columns have a value, then the refusal names the first cell that is too many', async () => {
    const cells = columns(16_384).map((name) => `<c r="${name}1"><v>1</v></c>`);
    const rows = `<row r="1">${cells.join('')}</row>`;
    expect(await refusalOf(sheetOf(rows))).toMatchObject({
      code: 'sheet-too-wide',
      params: { cell: 'IW1', limit: 256 },
    });
  });

  test('when a cell has 10 MB, then the refusal names it', async () => {
    const long = 'ab'.repeat(5 * 1024 * 1024);
    const found = { code: 'sheet-cell-too-long', params: { cell: 'B1', characters: long.length, limit: 32_767 } };
    const inline = `<row r="1">${CELL}<c r="B1" t="inlineStr"><is><t>${long}</t></is></c></row>`;
    expect(await refusalOf(sheetOf(inline))).toMatchObject(found);
    const shared = `<row r="1">${CELL}<c r="B1" t="s"><v>0</v></c></row>`;
    expect(await refusalOf(sheetOf(shared, { strings: `<si><t>${long}</t></si>` }))).toMatchObject(found);
  });

  test('when a row is longer than any piece of it, then it is whole', async () => {
    const noise = (index: number): string => randomBytes(12_000).toString('hex') + String(index);
    const values = columns(200).map((_, index) => noise(index));
    const cells = columns(200).map((name, index) => `<c r="${name}1" t="str"><v>${values[index] ?? ''}</v></c>`);
    const second = '<row r="2"><c r="A2"><v>2</v></c></row>';
    expect(await rowsOf(sheetOf(`<row r="1">${cells.join('')}</row>${second}`))).toEqual([values, [2]]);
  });

  test('when ten thousand validations and much more follow the rows, then they are passed over', async () => {
    const validation = '<dataValidation type="list" sqref="B2:B9"><formula1>"a,b"</formula1></dataValidation>';
    const trailer = `<dataValidations>${validation.repeat(10_000)}</dataValidations><rowBreaks><brk id="1"/></rowBreaks>`;
    const rows = [...customerRows(100)];
    expect((await rowsOf(textWorkbook(rows, { trailer }))).map((row) => row[0])).toEqual(rows.map((row) => row[0]));
  });

  test('when nothing but the columns stands before the rows, however much, then the rows are found', async () => {
    const cols = `<cols>${'<col min="1" max="1" width="10"/>'.repeat(20_000)}</cols>`;
    const whole = sheetXmlOf(`<row r="1">${CELL}</row>`).replace('<sheetData>', `${cols}<sheetData>`);
    expect(await rowsOf(workbookOf({ sheets: [{ name: 'Sheet1', whole }] }))).toEqual([['x']]);
  });
});

test('given rows at every distance from the ends of the pieces, when they are read, then none is lost or broken', async () => {
  for (const shift of [0, 7]) {
    const rows = [['x'.repeat(shift + 1)], ...Array.from({ length: 20_000 }, (_, index) => customerRow(index))];
    for (const shared of [true, false]) {
      const read = await rowsOf(textWorkbook(rows, { shared }));
      expect(read.length).toBe(rows.length);
      for (const index of [0, 1, 2, 4999, 12_345, 19_999, 20_000]) {
        expect(read[index]).toEqual(rows[index]?.map((text) => (text === '' ? null : text)));
      }
      expect(read.map((row) => row[9] ?? '')).toEqual(rows.map((row) => row[9] ?? ''));
    }
  }
});

describe('given a file of 20 MB', () => {
  const READ = `
    import { readFileSync } from 'node:fs';
    import { readSpreadsheet } from './src-main/spreadsheet/read.ts';
    const read = await readSpreadsheet(readFileSync(process.argv[1]), { fileName: 'f' });
    const rows = read.kind === 'table' ? read.table.rows.length : read.code;
    console.log(JSON.stringify({ rows, peak: process.resourceUsage().maxRSS / 1024 }));`;
  const peakOf = (name: string, bytes: Buffer): { rows: number | string; peak: number } => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const out = execFileSync(process.execPath, ['--input-type=module', '--eval', READ, file], { encoding: 'utf8' });
    return JSON.parse(out) as { rows: number; peak: number }; // Printed by READ.
  };

  test('when it is a .csv or a workbook, then reading it stays below 600 MB of memory', { timeout: 120_000 }, () => {
    const rows = [...customerRows(200_000)];
    const text = Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'));
    const csv = peakOf('large.csv', text.subarray(0, text.lastIndexOf('\n', 20 * 1024 * 1024)));
    expect(csv.rows).toBeGreaterThan(100_000);
    expect(csv.peak).toBeLessThan(600);
    // What cannot be packed well makes a package of 20 MB.
    const noisy = rows
      .slice(0, 100_000)
      .map((row) => [...row.slice(0, 3), randomBytes(80).toString('base64'), randomBytes(80).toString('base64')]);
    const workbook = textWorkbook(noisy);
    expect(workbook.length).toBeGreaterThan(16 * 1024 * 1024);
    const xlsx = peakOf('large.xlsx', workbook);
    expect(xlsx.rows).toBe(100_000);
    expect(xlsx.peak).toBeLessThan(600);
  });
});
