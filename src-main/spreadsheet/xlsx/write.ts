import type { Written } from '../csv/write.ts';
import { zipped, type PartToWrite } from '../zip/write.ts';
import { xmlAttribute } from './escape.ts';
import { contentTypes, packageRelations, styles, workbookRelations, XML_HEADER } from './parts.ts';
import { sheetXml } from './sheet-xml.ts';

export interface Dropdown {
  /** Column counted from 0. */
  readonly column: number;
  /** First and last row, counted from 1. */
  readonly rows: readonly [number, number];
  /** Where the values stand: a column of another sheet, which may be hidden. */
  readonly values: { readonly sheet: string; readonly column: number; readonly rows: readonly [number, number] };
}

export interface SheetToWrite {
  /** At most 31 characters, none of []:*?/\ */
  readonly name: string;
  readonly hidden?: boolean;
  /** `table`: the first row is bold and stays in sight, columns are text. `text`: long lines are wrapped. */
  readonly look: 'table' | 'text';
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  readonly dropdowns?: readonly Dropdown[];
  /** Taken once, while the file is made. */
  readonly rows: Iterable<readonly Written[]>;
}

/**
 * An .xlsx. Strings become text cells with the format "@", so that a phone keeps its zeros and nothing is ever run as a
 * formula; numbers become numeric cells. Throws a RangeError for what no workbook can hold.
 */
export async function writeXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  for (const { name } of sheets) {
    if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) throw new RangeError(`sheet name ${name}`);
  }
  const firstShown = Math.max(
    0,
    sheets.findIndex(({ hidden }) => hidden !== true),
  );
  const parts: PartToWrite[] = [
    { name: '[Content_Types].xml', text: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', text: [packageRelations] },
    { name: 'xl/workbook.xml', text: [workbook(sheets, firstShown)] },
    { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(sheets.length)] },
    { name: 'xl/styles.xml', text: [styles] },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${String(index + 1)}.xml`,
      text: sheetXml(sheet, index === firstShown),
    })),
  ];
  return zipped(parts);
}

function workbook(sheets: readonly SheetToWrite[], active: number): string {
  const listed = sheets.map(({ name, hidden }, index) => {
    const number = String(index + 1);
    const state = hidden === true ? ' state="hidden"' : '';
    return `<sheet name="${xmlAttribute(name)}" sheetId="${number}"${state} r:id="rId${number}"/>`;
  });
  return `${XML_HEADER}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView activeTab="${String(active)}"/></bookViews><sheets>${listed.join('')}</sheets></workbook>`;
}
