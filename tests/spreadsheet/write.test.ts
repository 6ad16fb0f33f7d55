import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { unguarded } from '#shared/domain/import/formula-guard.ts';
import { writeCsv, type Written } from '#main/spreadsheet/csv/write.ts';
import { readXml } from '#main/spreadsheet/xlsx/xml.ts';
import { writeXlsx, type SheetToWrite } from '#main/spreadsheet/xlsx/write.ts';
import { openZip } from '#main/spreadsheet/zip/directory.ts';
import { inflatedWhole } from '#main/spreadsheet/zip/inflate.ts';
import { csv, rowsOf, tableOf } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'lastmile-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sheet = (rows: readonly (readonly Written[])[], more: Partial<SheetToWrite> = {}): SheetToWrite => ({
  name: 'Customers',
  look: 'table',
  widths: [18, 16],
  rows,
  ...more,
});

const template = (): Promise<Buffer> =>
  writeXlsx([
    sheet([['Username', 'Package']], {
      dropdowns: [{ column: 1, rows: [2, 5000], values: { sheet: "What's there", column: 0, rows: [1, 2] } }],
    }),
    { name: 'Notes', look: 'text', widths: [90], rows: [['Phones are text, so that they keep their zero.']] },
    sheet([['Home 5M'], ['Home & Office 10M']], { name: "What's there", hidden: true }),
  ]);

const values = fc.array(
  fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom('_x0041_', 'a\r\nb', ' x ', '\ud800', '00017', '=1'),
      fc.integer(),
      fc.constant(null),
    ),
    {
      maxLength: 6,
    },
  ),
  { maxLength: 12 },
);
const isShown = (cells: readonly Written[]): boolean =>
  cells.some((cell) => cell !== null && !/^[\s\u0085]*$/.test(String(cell)));
const trimmed = (cells: readonly Written[]): Written[] => {
  const row = cells.map((cell) => (cell === '' ? null : cell));
  while (row.length > 0 && row.at(-1) === null) row.pop();
  return row;
};

describe('given a workbook of ours', () => {
  test('when any text is written, then reading gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (rows) => {
        fc.pre(rows.some(isShown));
        const bytes = await writeXlsx([sheet(rows)]);
        expect(await rowsOf(bytes)).toEqual(rows.filter(isShown).map(trimmed));
      }),
      { numRuns: 200 },
    );
  });

  test('when SheetJS reads it, then it finds the cells as text, the hidden sheet and the names', async () => {
    const book = XLSX.read(await template(), { cellNF: true });
    expect(book.SheetNames).toEqual(['Customers', 'Notes', "What's there"]);
    expect(book.Workbook?.Sheets?.map(({ Hidden }) => Hidden)).toEqual([0, 0, 1]);
    expect(book.Sheets['Customers']?.['A1']).toMatchObject({ t: 's', v: 'Username', z: '@' });
    expect(book.Sheets["What's there"]?.['A2']).toMatchObject({ v: 'Home & Office 10M' });
  });

  test('when its parts are read, then each is well-formed XML with the dropdown, the frozen row and text columns', async () => {
    const zip = openZip(await template());
    for (const entry of zip.values()) {
      const xml = (await inflatedWhole(entry, 1e6)).toString('utf8');
      readXml(xml, { open: () => undefined, close: () => undefined, text: () => undefined });
      if (!entry.name.endsWith('sheet1.xml')) continue;
      expect(xml).toContain(`sqref="B2:B5000"><formula1>'What''s there'!$A$1:$A$2</formula1>`);
      expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(xml).toContain('<col min="1" max="1" width="18" style="1" customWidth="1"/>');
    }
  });

  test('when the same is written twice, then the bytes are the same', async () => {
    expect((await template()).equals(await template())).toBe(true);
  });

  test('when something does not fit into a workbook, then writing fails', async () => {
    await expect(writeXlsx([sheet([['x'.repeat(32_768)]])])).rejects.toThrow('A1');
    await expect(writeXlsx([sheet([], { name: 'a/b' })])).rejects.toThrow(RangeError);
  });

  const office = spawnSync('soffice', ['--version']).status === 0;
  test.skipIf(!office)('when LibreOffice opens it, then it shows the same', { timeout: 120_000 }, async () => {
    const file = join(folder, 'template.xlsx');
    writeFileSync(
      file,
      await writeXlsx([
        sheet([
          ['Username', 'Phone'],
          ['রহিম', '01711000000'],
          ['=1+1', '<a & "b">'],
        ]),
      ]),
    );
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';
    execFileSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, file], {
      stdio: 'ignore',
    });
    expect(readFileSync(join(folder, 'template.csv'), 'utf8')).toBe(
      'Username,Phone\nরহিম,01711000000\n=1+1,"<a & ""b"">"\n',
    );
  });
});

describe('given a .csv of ours', () => {
  test('when any text is written, then reading and taking the guard off gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (rows) => {
        // A file of nothing but control characters is taken for no text at all.
        const clean = rows.map((row) =>
          row.map((cell) =>
            cell === null
              ? null
              : String(cell)
                  .toWellFormed()
                  .replace(/(?![\t\r\n])\p{Cc}/gu, ''),
          ),
        );
        fc.pre(clean.some(isShown));
        const { table } = await tableOf(writeCsv(clean), { delimiter: ',' });
        const read = table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? unguarded(cell) : null)));
        // A row of nothing but a tab or a return is guarded, and so one that is there.
        expect(read.filter(isShown).map(trimmed)).toEqual(clean.filter(isShown).map(trimmed));
      }),
      { numRuns: 300 },
    );
  });

  test('when a value could be run as a formula, then an apostrophe stands before it', () => {
    const text = writeCsv([['=1+1', '+880', '-5', '@x', '\tx', '\rx', "'=x", 'a=1', -5]]).toString('utf8');
    expect(text).toBe(`\ufeff'=1+1,'+880,'-5,'@x,"'\tx","'\rx",''=x,a=1,-5\r\n`);
  });

  test('when it is written, then it has a byte order mark, CRLF and the quotation marks of RFC 4180', () => {
    const bytes = writeCsv([
      ['a', 'b,c', 'd"e', 'f\ng', null],
      ['রহিম', 5],
    ]);
    expect(bytes.equals(csv('\ufeffa,"b,c","d""e","f\ng",\r\nরহিম,5\r\n'))).toBe(true);
  });
});
