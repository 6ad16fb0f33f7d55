import type { CellObject, ParsingOptions, WorkBook } from 'xlsx';
import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import { chooseSheet } from '../choose.ts';
import { LIMITS } from '../limits.ts';
import { cellName } from '../place.ts';
import { SHEET_HEAD_ROWS, type ReadRequest, type ReadTable, type SheetChoice } from '../result.ts';
import { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import { dateCell, showsDay } from '../xlsx/dates.ts';
import { cellCounts } from './records.ts';

/** Values of an error cell ([MS-XLS] 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** The library's reader of compound files, which it types as any. */
interface CompoundFiles {
  read(bytes: Buffer, options: { type: 'buffer' }): unknown;
  find(file: unknown, name: string): { readonly content: Uint8Array } | null;
}
interface Library {
  readonly CFB: CompoundFiles;
  readonly read: (file: Buffer, options: ParsingOptions) => WorkBook;
}

/**
 * Reads one sheet of an .xls (Excel 97 to 2003), or says between which to choose. Done by a library, whose result is
 * held against a count of the file's cells. Throws `Unreadable`.
 */
export async function readXls(file: Buffer, request: ReadRequest): Promise<ReadTable | SheetChoice> {
  if (file.length > LIMITS.xlsFile) {
    throw new Unreadable('file-too-large', { size: toMegabytes(file.length), limit: toMegabytes(LIMITS.xlsFile) });
  }
  const library: Library = await import('xlsx');
  const counts = cellCounts(workbookStream(file, library.CFB));
  let workbook: WorkBook;
  try {
    workbook = library.read(file, { type: 'buffer', dense: true, cellHTML: false, cellText: false, cellNF: true });
  } catch {
    throw new Unreadable('file-damaged', { part: 'Workbook' });
  }
  const sheets = workbook.SheetNames.map((name, index) => ({
    name,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
  }));
  const tables = sheets.map(({ name }, index) => sheetTable(workbook, name, counts[index] ?? 0));
  const tableOf = (name: string): CellTable =>
    tables[sheets.findIndex((sheet) => sheet.name === name)] ?? { numbers: [], rows: [] };
  const chosen = await chooseSheet('xls', sheets, request, (name) => {
    const { numbers, rows } = tableOf(name);
    return Promise.resolve({ numbers: numbers.slice(0, SHEET_HEAD_ROWS), rows: rows.slice(0, SHEET_HEAD_ROWS) });
  });
  if ('kind' in chosen) return chosen;
  const table = tableOf(chosen.name);
  request.onHead?.(table);
  request.onProgress?.(1);
  return { kind: 'table', format: 'xls', sheets, sheet: chosen.name, encoding: null, delimiter: null, table };
}

/** The stream that holds the workbook; what else a compound file may be is refused by name. */
function workbookStream(file: Buffer, compound: CompoundFiles): Buffer {
  let container: unknown;
  try {
    container = compound.read(file, { type: 'buffer' });
  } catch {
    throw new Unreadable('file-damaged', { part: 'OLE' });
  }
  if (compound.find(container, '/EncryptedPackage')) throw new Unreadable('file-encrypted');
  const stream = compound.find(container, '/Workbook');
  if (stream) return Buffer.from(stream.content);
  if (compound.find(container, '/Book')) throw new Unreadable('file-is-old-xls');
  const isDocument = ['/WordDocument', '/PowerPoint Document'].some((name) => compound.find(container, name));
  throw new Unreadable(isDocument ? 'file-is-document' : 'file-unknown');
}

function sheetTable(workbook: WorkBook, name: string, count: number): CellTable {
  const table = new TableInProgress(name);
  const rows = workbook.Sheets[name]?.['!data'] ?? [];
  const from1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  let found = 0;
  // The library leaves holes where rows and cells are empty.
  for (let row = 0; row < rows.length; row++) {
    const cells: Cell[] = [];
    for (const [column, object] of (rows[row] ?? []).entries()) {
      const cell = cellOf(object, from1904);
      if (cell !== null) found++;
      if (typeof cell === 'string' && cell.length > LIMITS.cellCharacters) {
        throw new Unreadable('sheet-cell-too-long', {
          sheet: name,
          cell: cellName(column, row + 1),
          characters: cell.length,
          limit: LIMITS.cellCharacters,
        });
      }
      cells.push(cell === '' ? null : cell);
    }
    table.add(row + 1, cells);
  }
  if (found < count) throw new Unreadable('file-damaged', { part: name });
  return table.finished();
}

function cellOf(object: CellObject | undefined, from1904: boolean): Cell {
  if (!object || object.t === 'z') return null;
  const { v: value } = object;
  if (object.t === 'e') return { kind: 'error', text: ERRORS[Number(value)] ?? '#VALUE!' };
  if (typeof value === 'number' && object.z !== undefined && showsDay(-1, String(object.z))) {
    return dateCell(value, from1904);
  }
  if (value === 0) return 0;
  // The library cannot read the very largest doubles.
  if (Number.isNaN(value)) return { kind: 'error', text: '#NUM!' };
  return value === undefined || value instanceof Date ? null : value;
}

const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
