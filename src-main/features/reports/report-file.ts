import type { ReportLayout } from '#shared/domain/report/layout.ts';
import type { Summary, Totals } from '#shared/domain/report/summary.ts';
import { Refusal } from '../../refusal.ts';
import { writeCsv, type Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { say } from '../../words.ts';

export interface ReportTerms {
  readonly month: string;
  readonly layout: ReportLayout;
  /** In the layout's columns. */
  readonly rows: readonly (readonly Written[])[];
  readonly summary: Summary;
}

/**
 * The report as it is handed in: the layout's headings and a row for each subscriber, phones and days as text. The .xlsx
 * has the totals on a sheet of their own; the .csv, which has no sheets, is the list alone.
 */
export function reportFile({ month, layout, rows, summary }: ReportTerms, format: 'xlsx' | 'csv'): Promise<Buffer> {
  if (format === 'xlsx' && rows.length >= LIMITS.rows)
    throw new Refusal('report-too-long', { count: rows.length, most: LIMITS.rows - 1 });
  const headings = layout.columns.map(({ heading }) => heading);
  const all = [headings, ...rows];
  if (format === 'csv') return Promise.resolve(writeCsv(all));
  return writeXlsx([
    {
      name: 'Subscribers',
      look: 'table',
      widths: headings.map((heading) => Math.max(16, heading.length + 2)),
      rows: all,
    },
    { name: 'Summary', look: 'text', widths: [36, 14], rows: summaryRows(month, summary) },
  ]);
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
