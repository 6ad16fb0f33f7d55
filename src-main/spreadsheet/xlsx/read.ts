import type { CellTable } from '#shared/domain/import/cell.ts';
import { chooseSheet } from '../choose.ts';
import { oddAllowance, textAllowance } from '../limits.ts';
import { SHEET_HEAD_ROWS, type ReadRequest, type ReadTable, type SheetChoice } from '../result.ts';
import { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import type { Zip, ZipEntry } from '../zip/directory.ts';
import { inflated, inflatedWhole, verify } from '../zip/inflate.ts';
import { OddXml } from './bytes.ts';
import { plainXml } from './plain.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetScanner, type SheetSurroundings } from './sheet-scanner.ts';
import { SheetWindow } from './sheet-window.ts';
import { TextReader } from './text.ts';
import { dateStyles, openWorkbook, type Workbook, type Worksheet } from './workbook.ts';
import { MalformedXml } from './xml.ts';

/** Reads one sheet of an .xlsx, or says between which sheets to choose. Throws `Unreadable`. */
export async function readXlsx(zip: Zip, fileSize: number, request: ReadRequest): Promise<ReadTable | SheetChoice> {
  const workbook = await openWorkbook(zip);
  const reading = new WorkbookReading(workbook, fileSize);
  const sheets = workbook.worksheets.map(({ name, hidden }) => ({ name, hidden }));
  const chosen = await chooseSheet('xlsx', sheets, request, (name) => reading.head(worksheet(workbook, name)));
  if ('kind' in chosen) {
    await verifyOthers(workbook, null);
    return chosen;
  }
  const table = await reading.whole(worksheet(workbook, chosen.name), request);
  if (chosen.amongSeveral) await verifyOthers(workbook, chosen.name);
  return { kind: 'table', format: 'xlsx', sheets, sheet: chosen.name, encoding: null, delimiter: null, table };
}

function worksheet(workbook: Workbook, name: string): Worksheet {
  const found = workbook.worksheets.find((sheet) => sheet.name === name);
  if (!found) throw new Unreadable('sheet-not-found', { sheet: name, sheets: '' });
  return found;
}

/** Of sheets that were only looked at, the first rows were read, and the choice rests on these: they must have been right. */
async function verifyOthers(workbook: Workbook, read: string | null): Promise<void> {
  for (const { name, entry } of workbook.worksheets) if (name !== read) await verify(entry);
}

/** What the sheets of a workbook share while they are read: texts and styles, fetched once. */
class WorkbookReading {
  readonly #workbook: Workbook;
  readonly #fileSize: number;
  readonly #allowance: number;
  readonly #texts = new TextReader();
  #odd = false;
  #shared: { readonly strings: SharedStrings | null; readonly dates: readonly boolean[] } | null = null;

  constructor(workbook: Workbook, fileSize: number) {
    this.#workbook = workbook;
    this.#fileSize = fileSize;
    this.#allowance = textAllowance(fileSize);
  }

  async head(sheet: Worksheet): Promise<CellTable> {
    const table = await this.#read(sheet, {}, SHEET_HEAD_ROWS);
    return { numbers: table.numbers.slice(0, SHEET_HEAD_ROWS), rows: table.rows.slice(0, SHEET_HEAD_ROWS) };
  }

  whole(sheet: Worksheet, request: Pick<ReadRequest, 'onHead' | 'onProgress'>): Promise<CellTable> {
    return this.#read(sheet, request, Infinity);
  }

  async #read(sheet: Worksheet, request: Pick<ReadRequest, 'onHead' | 'onProgress'>, rows: number): Promise<CellTable> {
    try {
      if (!this.#odd) return await this.#pass(sheet, request, rows, inflated(sheet.entry));
    } catch (cause) {
      if (!(cause instanceof OddXml || cause instanceof MalformedXml)) throw cause;
      this.#odd = true;
      this.#shared = null;
    }
    try {
      const plain = plainXml(await inflatedWhole(sheet.entry, oddAllowance(this.#fileSize)));
      return await this.#pass(sheet, request, rows, slices(plain));
    } catch (cause) {
      if (!(cause instanceof OddXml || cause instanceof MalformedXml)) throw cause;
      throw malformed(sheet.entry);
    }
  }

  async #pass(
    sheet: Worksheet,
    request: Pick<ReadRequest, 'onHead' | 'onProgress'>,
    rows: number,
    pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<CellTable> {
    this.#shared ??= { strings: await this.#strings(), dates: await dateStyles(this.#workbook.styles) };
    const around: SheetSurroundings = {
      sheet: sheet.name,
      texts: this.#texts,
      from1904: this.#workbook.from1904,
      ...this.#shared,
    };
    const table = new TableInProgress(sheet.name, request.onHead);
    const window = new SheetWindow(new SheetScanner(around, table), sheet.name);
    let done = 0;
    let told = 0;
    for await (const piece of pieces) {
      window.push(piece);
      if (this.#texts.bytes > this.#allowance) {
        throw new Unreadable('sheet-too-much-text', { sheet: sheet.name, limit: this.#allowance });
      }
      if (table.length >= rows) return table.finished();
      done += piece.length;
      const fraction = Math.min(1, done / sheet.entry.size);
      if (fraction < told + 0.01) continue;
      told = fraction;
      request.onProgress?.(fraction);
    }
    window.end();
    return table.finished();
  }

  async #strings(): Promise<SharedStrings | null> {
    const entry = this.#workbook.strings;
    if (!entry) return null;
    const bytes = await inflatedWhole(entry, this.#odd ? oddAllowance(this.#fileSize) : this.#allowance);
    try {
      return new SharedStrings(this.#odd ? plainXml(bytes) : bytes, this.#texts);
    } catch (cause) {
      if (this.#odd && (cause instanceof OddXml || cause instanceof MalformedXml)) throw malformed(entry);
      throw cause;
    }
  }
}

const malformed = (entry: ZipEntry): Unreadable => new Unreadable('file-xml-malformed', { part: entry.name });

const PIECE = 1024 * 1024;

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
