import { parse } from 'node:path';
import { type ImportField, REPORT_HEADINGS, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import type { RefusedRow, WorkTable } from '#shared/domain/import/work-table.ts';
import { writeCsv, type Written } from '../../spreadsheet/csv/write.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { say } from '../../words.ts';
import { referenceTo } from './referred-passwords.ts';
import type { ReportTerms } from './worker-protocol.ts';

/**
 * The error report: the refused rows in the template's columns, as the person wrote them, with the reasons, so that it can
 * be corrected and imported as it is. Passwords are left out unless they were asked for; the reference finds them again
 * on this console (null: the file was not kept, there is nothing to refer to).
 */
export function errorReport(table: WorkTable, terms: ReportTerms, session: string | null): Promise<Buffer> {
  const rows = reportRows(table, terms, session);
  return written(terms.format, rows, [...fieldsOf(table).map(({ label }) => Math.max(14, label.length + 2)), 60, 44]);
}

function written(format: ReportTerms['format'], rows: Iterable<readonly Written[]>, widths: number[]): Promise<Buffer> {
  if (format === 'csv') return Promise.resolve(writeCsv(rows));
  return writeXlsx([{ name: 'Customers', look: 'table', widths, rows }]);
}

function* reportRows(table: WorkTable, { passwords }: ReportTerms, session: string | null): Generator<Written[]> {
  const fields = fieldsOf(table);
  yield [...fields.map(({ label }) => label), REPORT_HEADINGS.reasons, REPORT_HEADINGS.reference];
  const columns = fields.map(({ field }) => table.fields.findIndex((other) => other.field === field));
  const secret = fields.findIndex(({ field }) => field === 'password');
  const labels = new Map(table.fields.map(({ field, label }) => [field, label]));
  for (const row of table.refused()) {
    yield [
      ...columns.map((column, i) => (i === secret && !passwords ? '' : (row.values[column] ?? ''))),
      reasons(row, (field) => labels.get(field) ?? field),
      session === null ? '' : referenceTo(session, row.number),
    ];
  }
}

/** All ten of the template, and of the others those in which a refused row has something, or needs it. */
function fieldsOf(table: WorkTable): WorkTable['fields'] {
  const filled = new Set<number>();
  for (const { values, problems } of table.refused()) {
    values.forEach((value, i) => value !== '' && filled.add(i));
    for (const { field } of problems) filled.add(table.fields.findIndex((other) => other.field === field));
  }
  const template: readonly ImportField[] = TEMPLATE_FIELDS;
  return table.fields.filter(({ field }, i) => template.includes(field) || filled.has(i));
}

type Problem = RefusedRow['problems'][number];

function reasons({ number, problems }: RefusedRow, column: (field: Problem['field']) => string): string {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, field, value, suggestion, params }) =>
      say(`problem.${code}`, { ...params, row: number, column: column(field), value, suggestion: suggestion ?? '' }),
    )
    .join(' ');
}

export function reportName(fileName: string, format: ReportTerms['format']): string {
  return `${parse(fileName).name} - errors.${format}`;
}

/** The name under which the refused rows of a file go on as an import of their own. */
export function correctionName(fileName: string): string {
  return `${parse(fileName).name} - corrections.xlsx`;
}
