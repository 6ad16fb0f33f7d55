import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import type { Cell } from '#shared/domain/import/cell.ts';
import { tableOf } from './reading.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('রহিম উদ্দিন', '<&>"\'', ' a ', '_x0041_', '=1+1', '00123', 'a\nb', '__proto__', '😀'),
);
/** SheetJS itself loses the very largest and the very smallest doubles in .xls. */
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
  .filter((value) => value === 0 || Math.abs(value) > 1e-100);
const cell = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: double },
  { weight: 2, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.constant(null) },
);
const rows = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 30 });

/** What a reading of these rows must give: the table's rules for empty cells and rows, written out plainly. */
function expected(given: readonly (readonly (string | number | boolean | null)[])[]) {
  const numbers: number[] = [];
  const kept: Cell[][] = [];
  given.forEach((row, index) => {
    const cells = row.map((value) => (value === '' ? null : value === 0 ? 0 : value));
    while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    if (cells.every((value) => value === null || (typeof value === 'string' && /^[\s\u0085]*$/.test(value)))) return;
    numbers.push(index + 1);
    kept.push(cells);
  });
  return { numbers, rows: kept };
}

const asWritten = (table: { numbers: readonly number[]; rows: readonly (readonly Cell[])[] }) => ({
  numbers: table.numbers,
  // A double of more digits than 15 may be kept as it is written; it is the same number.
  rows: table.rows.map((row) =>
    row.map((value) => (typeof value === 'object' && value?.kind === 'number' ? Number(value.written) : value)),
  ),
});

test.each(['xlsx', 'xls', 'ods'] as const)(
  'given any rows that SheetJS writes as .%s, when they are read, then they are the same rows',
  async (bookType) => {
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), fc.boolean(), async (given, bookSST, compression) => {
        // SheetJS' writers of .xls and .ods do not carry control characters.
        const clean = given.map((row) =>
          row.map((value) =>
            typeof value === 'string'
              ? value
                  .replace(/[\p{Cc}\ufffe\uffff]|_x/gu, ' ')
                  .replace(/ +/g, ' ')
                  .trim()
              : value,
          ),
        );
        const want = expected(clean);
        if (want.rows.length === 0) return;
        const book = XLSX.utils.book_new();
        XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(clean.map((row) => [...row])), 'Sheet1');
        const bytes = XLSX.write(book, { type: 'buffer', bookType, bookSST, compression }) as Buffer; // Typed as any.
        const { table } = await tableOf(bytes);
        expect(asWritten(table)).toEqual(want);
      }),
      { numRuns: bookType === 'xlsx' ? 150 : 60 },
    );
  },
);
