import { chooseSheet } from '../choose.ts';
import { LIMITS } from '../limits.ts';
import { SHEET_HEAD_ROWS, type ReadRequest, type ReadTable, type SheetChoice } from '../result.ts';
import { Unreadable } from '../unreadable.ts';
import { xmlText } from '../xlsx/encoding.ts';
import { partOf } from '../xlsx/relationships.ts';
import { MalformedXml, readXml } from '../xlsx/xml.ts';
import type { Zip } from '../zip/directory.ts';
import { inflatedWhole } from '../zip/inflate.ts';
import { OdsContent } from './content.ts';

/** Reads one table of an .ods, or says between which to choose. Throws `Unreadable`. */
export async function readOds(zip: Zip, request: ReadRequest): Promise<ReadTable | SheetChoice> {
  const entry = partOf(zip, 'content.xml');
  const content = new OdsContent();
  try {
    readXml(xmlText(await inflatedWhole(entry, LIMITS.odsContent)), content);
  } catch (cause) {
    if (cause instanceof MalformedXml) throw new Unreadable('file-xml-malformed', { part: entry.name });
    throw cause;
  }
  const sheets = content.sheets.map(({ name, hidden }) => ({ name, hidden }));
  const tableOf = (name: string) => content.sheets.find((sheet) => sheet.name === name)?.table.finished();
  const chosen = await chooseSheet('ods', sheets, request, (name) => {
    const { numbers = [], rows = [] } = tableOf(name) ?? {};
    return Promise.resolve({ numbers: numbers.slice(0, SHEET_HEAD_ROWS), rows: rows.slice(0, SHEET_HEAD_ROWS) });
  });
  if ('kind' in chosen) return chosen;
  const table = tableOf(chosen.name) ?? { numbers: [], rows: [] };
  request.onHead?.(table);
  request.onProgress?.(1);
  return { kind: 'table', format: 'ods', sheets, sheet: chosen.name, encoding: null, delimiter: null, table };
}
