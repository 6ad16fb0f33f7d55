import type { Written } from '../csv/write.ts';
import { LIMITS } from '../limits.ts';
import { cellName, columnName } from '../place.ts';
import { xmlText } from './escape.ts';
import { STYLE, XML_HEADER } from './parts.ts';
import type { Dropdown, SheetToWrite } from './write.ts';

const PIECE = 64 * 1024;

/** A sheet as XML, in pieces, so that a long one is never whole in memory. Throws a RangeError. */
export function* sheetXml(sheet: SheetToWrite, active: boolean): Generator<string, void, undefined> {
  const frozen =
    sheet.look === 'table' ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const selected = active ? ' tabSelected="1"' : '';
  const bodyStyle = sheet.look === 'table' ? STYLE.text : STYLE.wrapped;
  let text =
    `${XML_HEADER}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    `<sheetViews><sheetView${selected} workbookViewId="0">${frozen}</sheetView></sheetViews>` +
    `${columns(sheet.widths, bodyStyle)}<sheetData>`;
  let row = 0;
  for (const cells of sheet.rows) {
    row++;
    if (row > LIMITS.rows) throw new RangeError(`more than ${LIMITS.rows} rows`);
    const style = row === 1 && sheet.look === 'table' ? STYLE.heading : bodyStyle;
    text += `<row r="${row}">${cells.map((cell, column) => cellXml(cell, column, row, style)).join('')}</row>`;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData>${dropdowns(sheet.dropdowns ?? [])}</worksheet>`;
}

function columns(widths: readonly number[], style: number): string {
  if (widths.length === 0) return '';
  const listed = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`,
  );
  return `<cols>${listed.join('')}</cols>`;
}

function cellXml(cell: Written, column: number, row: number, style: number): string {
  if (cell === null || cell === '') return '';
  const place = cellName(column, row);
  if (typeof cell === 'number') return `<c r="${place}" s="${STYLE.general}"><v>${cell}</v></c>`;
  if (cell.length > LIMITS.cellCharacters) throw new RangeError(`${place} has ${cell.length} characters`);
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

function dropdowns(all: readonly Dropdown[]): string {
  if (all.length === 0) return '';
  const listed = all.map(({ column, rows, values }) => {
    const from = columnName(values.column);
    const range = `$${from}$${values.rows[0]}:$${from}$${values.rows[1]}`;
    const source = xmlText(`'${values.sheet.replaceAll("'", "''")}'!${range}`);
    const cells = `${cellName(column, rows[0])}:${cellName(column, rows[1])}`;
    // A value that is not in the list may still be typed: the importer offers to create it.
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" sqref="${cells}"><formula1>${source}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${all.length}">${listed.join('')}</dataValidations>`;
}
