import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import papaparse from 'papaparse';
import { expect, test } from 'vitest';
import { csv, refusalOf, tableOf, textsOf } from './reading.ts';
import { readSpreadsheet } from '#main/spreadsheet/read.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'রহিম', ',', ';', '\t', '|', '"', '\n', '\r', ' ', '😀', '='), maxLength: 8 }),
  fc.string({ maxLength: 10 }).map((text) => text.replaceAll('\0', '')),
);
const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 });

const blank = (cells: readonly (string | null)[]): boolean =>
  cells.every((cell) => cell === null || /^[\s\u0085]*$/.test(cell));

/** The table's rules for empty cells and rows, written out plainly. */
const kept = (given: readonly (readonly string[])[]) =>
  given.flatMap((cells, index) => {
    const row: (string | null)[] = cells.map((cell) => (cell === '' ? null : cell));
    while (row.length > 0 && row.at(-1) === null) row.pop();
    return blank(row) ? [] : [{ number: index + 1, row }];
  });

test('given any rows in any of the delimiters, when they are read, then they are what was written and what csv-parse and papaparse read', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      async (given, delimiter, end, ends) => {
        const quoted = (text: string, first: boolean): string =>
          /["\r\n]/.test(text) || text.includes(delimiter) || (first && text.startsWith('\ufeff'))
            ? `"${text.replaceAll('"', '""')}"`
            : text;
        const lines = given.map((cells, row) =>
          cells.map((text, column) => quoted(text, row + column === 0)).join(delimiter),
        );
        const text = lines.join(end) + (ends ? end : '');
        fc.pre(!/^"?sep=/i.test(text));
        const want = kept(given);
        const result = await readSpreadsheet(csv(text), { fileName: 'f.csv', delimiter, encoding: 'utf-8' });
        if (result.kind !== 'table') {
          // Some texts look like something else than a table, or hold nothing.
          expect(result).toMatchObject({ code: expect.stringMatching(/^file-(no-rows|empty|unknown|is-)/) as string });
          return;
        }
        const { table } = result;
        expect(table.rows.map((row, index) => ({ number: table.numbers[index], row }))).toEqual(want);
        const oracle = parse(text, {
          delimiter,
          record_delimiter: end,
          relax_column_count: true,
          skip_empty_lines: false,
        });
        expect(table.rows).toEqual(kept(oracle).map(({ row }) => row));
        // papaparse, too; it takes an apart quotation mark differently, so only where the text has none.
        if (!text.includes('"')) {
          const { data } = papaparse.parse<string[]>(text, { delimiter, newline: end });
          expect(table.rows).toEqual(kept(data).map(({ row }) => row));
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('given any text, when it is read, then no character of a value is lost, or the file is refused', async () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'b', 'র', ',', '"', '\n', '\r\n', ' ', '""', '",', ',"'),
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(letters, async (text) => {
      const result = await readSpreadsheet(csv(text), { fileName: 'f.csv', delimiter: ',', encoding: 'utf-8' });
      if (result.kind !== 'table') return;
      const all = textsOf(result.table).join('');
      for (const letter of ['a', 'b', 'র']) expect(all.split(letter)).toHaveLength(text.split(letter).length);
    }),
    { numRuns: 1000 },
  );
});

test('given a file of another encoding than was chosen, when it is read, then it is refused or has no replacement characters', async () => {
  const bytes = Buffer.from('a,caf\xe9\n', 'latin1');
  expect((await refusalOf(bytes, { encoding: 'utf-8' })).code).toBe('csv-not-encoding');
  const { table } = await tableOf(Buffer.from('a,রহিম\n'), { encoding: 'windows-1252' });
  expect(JSON.stringify(table.rows)).not.toContain('\ufffd');
});
