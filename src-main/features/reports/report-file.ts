import { fractionDigits } from '#shared/domain/money/money.ts';
import type { ReportLayout } from '#shared/domain/report/layout.ts';
import type { Summary, Totals } from '#shared/domain/report/summary.ts';
import { Refusal } from '../../refusal.ts';
import { writeCsv, type Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { say } from '../../words.ts';

export interface ReportTerms {
  readonly month: string;
  readonly summary: Summary;
}

type Row = readonly Written[];

/** A report that is being written: rows go in a page at a time, in the layout's columns; the file comes out at the end. */
export interface ReportInWork {
  readonly add: (rows: readonly Row[]) => void;
  readonly file: (terms: ReportTerms) => Promise<Buffer>;
}

/** The list alone, as a .csv has no sheets for the totals. */
export function csvReport({ columns }: ReportLayout, currency: string): ReportInWork {
  const digits = fractionDigits(currency);
  const isMoney = columns.map(({ source }) => source === 'price');
  // A number has no zeros at its end: 952.38, 5000 and 761.9 in one column are hard to read and to compare.
  const written = (cell: Written, at: number): Written =>
    typeof cell === 'number' && isMoney[at] === true ? cell.toFixed(digits) : cell;
  const pieces = [writeCsv([columns.map(({ heading }) => heading)])];
  return {
    // One byte order mark is enough.
    add: (rows) => void pieces.push(writeCsv(rows.map((row) => row.map(written))).subarray(BYTE_ORDER_MARK)),
    file: () => Promise.resolve(Buffer.concat(pieces)),
  };
}

const BYTE_ORDER_MARK = 3;

/** The list, phones and days as text, and the totals on a sheet of their own. Throws Refusal `report-too-long`. */
export function xlsxReport({ columns }: ReportLayout): ReportInWork {
  const headings = columns.map(({ heading }) => heading);
  // As text: a million rows of cells would take a gigabyte until the sheet is written.
  const pages: string[] = [];
  let count = 0;
  const all = function* (): Generator<Row> {
    yield headings;
    // Cast: `add` wrote it.
    for (const page of pages) yield* JSON.parse(page) as Row[];
  };
  return {
    add: (rows) => {
      count += rows.length;
      if (count >= LIMITS.rows) throw new Refusal('report-too-long', { count, most: LIMITS.rows - 1 });
      pages.push(JSON.stringify(rows));
    },
    file: ({ month, summary }) =>
      writeXlsx([
        {
          name: 'Subscribers',
          look: 'table',
          widths: headings.map((heading) => Math.max(16, heading.length + 2)),
          rows: all(),
        },
        { name: 'Summary', look: 'text', widths: [36, 14], rows: summaryRows(month, summary) },
      ]),
  };
}

function summaryRows(month: string, summary: Summary): readonly (readonly Written[])[] {
  return [
    [say('reports.sheet-title', { month }), null],
    [null, null],
    [say('reports.sheet-population'), summary.population],
    [say('reports.sheet-joined'), summary.joined],
    [say('reports.sheet-left'), summary.left],
    ...group(say('reports.sheet-by-type'), summary.byType, (type) => say(`customers.type-${type}`)),
    ...group(say('reports.sheet-by-zone'), summary.byZone, (zone) => zone),
    ...group(say('reports.sheet-by-bandwidth'), summary.byBandwidth, (bandwidth) => bandwidth),
  ];
}

function group(title: string, totals: Totals, word: (key: string) => string): readonly (readonly Written[])[] {
  const lines = [...totals].map(
    ([key, count]) => [key === null ? say('reports.sheet-none') : word(key), count] as const,
  );
  return [[null, null], [title, null], ...lines];
}
