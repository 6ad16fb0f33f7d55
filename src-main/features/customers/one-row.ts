import type { FieldProblem } from '#shared/contract/customers.ts';
import type { RowProblem } from '#shared/contract/import.ts';
import { cellOfText } from '#shared/domain/import/cell-text.ts';
import { type FieldTable, inTemplateOrder, labelOf } from '#shared/domain/import/field-table.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import type { Reference } from '#shared/domain/import/reference.ts';

/** A form as a table of one row, so that what is typed passes the same checks as a row of a file. */
export function oneRow(values: ReadonlyMap<ImportField, string>, { customFields }: Reference): FieldTable {
  const columns = [...values].map(([field, text]) => ({
    field,
    label: labelOf(field, customFields),
    cells: [cellOfText(text)],
  }));
  return { numbers: [1], columns: inTemplateOrder(columns) };
}

/** The errors as a form tells them; a warning keeps nobody out. */
export function formProblems(problems: Iterable<RowProblem>): FieldProblem[] {
  return [...problems]
    .filter(({ severity }) => severity === 'error')
    .map(({ field, code, value, params, suggestion }) => ({
      field,
      code,
      params: { ...params, value, ...(suggestion === undefined ? {} : { suggestion }) },
    }));
}
