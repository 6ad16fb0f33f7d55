import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { writeCsv } from '#main/spreadsheet/csv/write.ts';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';
import type { ReadResult } from '#main/spreadsheet/result.ts';
import { writeXlsx } from '#main/spreadsheet/xlsx/write.ts';
import en from '#shared/messages/en.json' with { type: 'json' };
import { customerRows } from '../fixtures/customers.ts';
import { damaged } from '../fixtures/damage.ts';
import { zipOf } from '../fixtures/package.ts';
import { textWorkbook, workbookParts } from '../fixtures/workbook.ts';
import { textsOf } from '../spreadsheet/reading.ts';

/** A sample in the ordinary run; FAULT_RUNS=1000 for the whole. */
const RUNS = Number(process.env['FAULT_RUNS'] ?? 100);
/** Far beyond what any of these files takes: only something that never ends reaches it. */
const HUNG = 20_000;

const rows = [...customerRows(300)];
const mostlyNumbers = rows.map((row, index) => [index, index * 1.5, ...row.slice(0, 3)]);

function sheetJs(cells: readonly (readonly (string | number)[])[], bookSST: boolean, sheets = 1): Buffer {
  const book = XLSX.utils.book_new();
  for (let sheet = 1; sheet <= sheets; sheet++) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells.map((row) => [...row])), `Sheet${sheet}`);
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression: true }) as Buffer; // Typed as any.
}

const notes = {
  name: 'Notes',
  look: 'text' as const,
  widths: [80],
  rows: [['How to fill this in'], ['Phones are text.']],
};
const customers = { name: 'Customers', look: 'table' as const, widths: [20], rows };

/** As the importer does: the only sheet whose first row has the headings. */
const pickSheet: Parameters<typeof readSpreadsheet>[1]['pickSheet'] = (heads) => {
  const official = heads.filter(({ head }) => head.rows[0]?.[0] === 'Username');
  return official.length === 1 ? (official[0]?.name ?? null) : null;
};

const WORKBOOKS: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'Excel-like with shared strings': () => textWorkbook(rows),
  'with inline strings': () => textWorkbook(rows, { shared: false }),
  'SheetJS with shared strings': () => sheetJs(rows, true),
  'SheetJS with numbers': () => sheetJs(mostlyNumbers, false),
  'several sheets by SheetJS': () => sheetJs(rows, true, 3),
  'our own with notes': () => writeXlsx([customers, notes]),
  'many parts': () =>
    zipOf([
      ...Array.from({ length: 200 }, (_, index) => ({ name: `xl/media/image${index}.png`, content: `image ${index}` })),
      ...workbookParts({
        sheets: [
          { name: 'Sheet1', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'.repeat(1) },
        ],
        strings: '<si><t>Username</t></si>',
      }),
    ]),
  'stored, sizes behind, ZIP64': () =>
    zipOf(
      workbookParts({ sheets: [{ name: 'S', rows: '<row r="1"><c r="A1" t="str"><v>Username</v></c></row>' }] }).map(
        (part, index) => ({ ...part, stored: index % 2 === 0, sizesFollow: index % 3 === 0 }),
      ),
      { zip64: true },
    ),
};

const CSVS: Readonly<Record<string, () => Buffer>> = {
  'UTF-8 by us': () => writeCsv(rows),
  'without quotation marks': () => Buffer.from(rows.map((row) => row.slice(0, 5).join(',')).join('\n')),
  'UTF-16': () => Buffer.from(`\ufeff${rows.map((row) => row.join('\t')).join('\r\n')}`, 'utf16le'),
  'with many quotation marks': () =>
    Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll(' ', '""')}"`).join(';')).join('\r\n')),
};

/** Reads, and fails when it throws, never ends, or refuses in words that nobody wrote. */
async function read(bytes: Buffer): Promise<ReadResult> {
  let watchdog: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    watchdog = setTimeout(() => reject(new Error('never ends')), HUNG);
  });
  try {
    const result = await Promise.race([
      readSpreadsheet(bytes, { fileName: 'customers', sheet: undefined, pickSheet }),
      hung,
    ]);
    if (result.kind === 'refused') expect(Object.keys(en.refused)).toContain(result.code);
    return result;
  } finally {
    clearTimeout(watchdog);
  }
}

/** Equal to the last cell; when not, told in a few words instead of all rows. */
function expectSame(result: ReadResult, sound: ReadResult, which: string): void {
  if (isDeepStrictEqual(result, sound)) return;
  throw new Error(`${which}: ${outline(result)} instead of ${outline(sound)}`);
}

function outline(result: ReadResult): string {
  if (result.kind !== 'table') return JSON.stringify(result).slice(0, 600);
  const { table, ...rest } = result;
  return `${JSON.stringify(rest)}, ${table.rows.length} rows: ${JSON.stringify(table.rows.slice(0, 2))}`;
}

const seedOf = (name: string, run: number): number => name.length * 1_000_003 + run;

describe.each(Object.keys(WORKBOOKS))('given a workbook (%s)', (name) => {
  let file: Buffer;
  let sound: ReadResult;
  beforeAll(async () => {
    file = (await WORKBOOKS[name]?.()) ?? Buffer.alloc(0);
    sound = await read(file);
  });

  test('when nothing happened to it, then it is read or the sheets are shown', () => {
    expect(sound.kind).toBe(name.startsWith('several') ? 'choose-sheet' : 'table');
  });

  test(`when it is damaged in ${RUNS} ways, then each time it is refused or gives exactly the same`, async () => {
    let refused = 0;
    for (let run = 0; run < RUNS; run++) {
      const { kind, bytes } = damaged(file, seedOf(name, run));
      const result = await read(bytes);
      if (result.kind === 'refused') refused++;
      else expectSame(result, sound, `${kind}, run ${run}`);
    }
    expect(refused).toBeGreaterThan(RUNS / 2);
  });

  test('when any single byte is flipped, then it is refused or gives exactly the same', async () => {
    const step = Math.max(1, Math.ceil(file.length / (RUNS * 2)));
    for (let at = seedOf(name, 0) % step; at < file.length; at += step) {
      const bytes = Buffer.from(file);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const result = await read(bytes);
      if (result.kind !== 'refused') expectSame(result, sound, `byte ${at}`);
    }
  });
});

/** How often each letter and digit occurs: damage may change what a text says, but reading may not lose any of it. */
function letters(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [letter] of text.matchAll(/[\p{L}\p{N}\p{M}]/gu)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

const decodedAs = (bytes: Buffer, encoding: string): string => new TextDecoder(encoding).decode(bytes);

describe.each(Object.keys(CSVS))('given a .csv (%s)', (name) => {
  const file = CSVS[name]?.() ?? Buffer.alloc(0);

  test(`when it is damaged in ${RUNS} ways, then each time it is refused or every letter of it is in the table`, async () => {
    for (let run = 0; run < RUNS; run++) {
      const { kind, bytes } = damaged(file, seedOf(name, run));
      const result = await read(bytes);
      if (result.kind !== 'table') continue;
      const text = decodedAs(bytes, result.encoding ?? 'utf-8');
      const table = textsOf(result.table).join(' ');
      expect(letters(table), `${kind}, run ${run}`).toEqual(letters(text));
    }
  });

  test('when a single byte is flipped, then it is refused or has at most one row more or less', async () => {
    const sound = await read(file);
    const step = Math.max(1, Math.ceil(file.length / (RUNS * 2)));
    for (let at = seedOf(name, 0) % step; at < file.length; at += step) {
      const bytes = Buffer.from(file);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const result = await read(bytes);
      if (result.kind !== 'table' || sound.kind !== 'table') continue;
      expect(Math.abs(result.table.rows.length - sound.table.rows.length), `byte ${at}`).toBeLessThanOrEqual(1);
    }
  });
});
