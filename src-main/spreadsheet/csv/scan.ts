import { LIMITS } from '../limits.ts';
import { columnName } from '../place.ts';
import { Unreadable } from '../unreadable.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Characters of a record that is not complete; a record of full columns of full cells is shorter. */
const LONGEST_RECORD = LIMITS.columns * (LIMITS.cellCharacters + 3);

/**
 * Reads records of delimited text (RFC 4180; lines end with CRLF, LF or CR) from pieces that may break anywhere.
 * A quotation mark counts at the beginning of a cell only; what follows a closing one belongs to the cell, as in Excel.
 * `onRecord` gets every record, empty lines too, with its number counted from 1 and cells that it must copy.
 */
export class RecordScanner {
  readonly #delimiter: number;
  readonly #onRecord: (number: number, cells: readonly (string | null)[], count: number) => void;
  readonly #cells: (string | null)[] = [];
  #rest = '';
  #number = 0;

  constructor(delimiter: string, onRecord: (number: number, cells: readonly (string | null)[], count: number) => void) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#onRecord = onRecord;
  }

  /** Takes the next piece. Throws `Unreadable`. */
  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    this.#rest = text.slice(this.#scan(text, false));
    if (this.#rest.length > LONGEST_RECORD) throw new Unreadable('csv-record-too-long', { row: this.#number + 1 });
  }

  /** To be called behind the last piece. Throws `Unreadable`. */
  end(): void {
    if (this.#rest !== '') this.#scan(this.#rest, true);
    this.#rest = '';
  }

  /** Reads the records that are complete and returns where the next one begins. */
  #scan(text: string, isLast: boolean): number {
    const delimiter = this.#delimiter;
    const cells = this.#cells;
    const length = text.length;
    let count = 0;
    let record = 0;
    let at = 0;
    while (at < length) {
      const from = at;
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1);
        // A quotation mark at the very end may be the first of two.
        if (close < 0 || (!isLast && close + 1 >= length)) {
          this.#refuseOpenQuote(length - at, close < 0 && isLast, count);
          return record;
        }
        cell = text.slice(at + 1, close);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        at = this.#cellEnd(text, close + 1);
        if (at > close + 1) {
          // Two cells that each have one quotation mark would swallow the rows between them.
          if (/[\r\n]/.test(cell)) throw new Unreadable('csv-quote-stray', this.#place(count));
          cell += text.slice(close + 1, at);
        }
      } else {
        at = this.#cellEnd(text, at);
        cell = text.slice(from, at);
      }
      if (at >= length && !isLast) {
        this.#refuseLong(cell, count);
        return record;
      }
      this.#refuseLong(cell, count);
      cells[count++] = cell === '' ? null : cell;
      if (at >= length) break;
      const end = text.charCodeAt(at);
      if (end === delimiter) {
        at++;
        if (at >= length && isLast) cells[count++] = null;
        continue;
      }
      if (end === CR) {
        if (at + 1 >= length && !isLast) return record;
        if (text.charCodeAt(at + 1) === LF) at++;
      }
      at++;
      this.#tell(cells, count);
      count = 0;
      record = at;
    }
    if (!isLast) return record;
    if (count > 0) this.#tell(cells, count);
    return length;
  }

  #tell(cells: readonly (string | null)[], count: number): void {
    this.#number++;
    this.#onRecord(this.#number, cells, count);
  }

  /** Where the cell ends that goes on here: at a delimiter, a line end, or the end of the text. */
  #cellEnd(text: string, from: number): number {
    const length = text.length;
    let at = from;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === LF || code === CR) break;
      at++;
    }
    return at;
  }

  #refuseOpenQuote(length: number, atEnd: boolean, column: number): void {
    if (atEnd || length > 2 * LIMITS.cellCharacters + 2) throw new Unreadable('csv-quote-open', this.#place(column));
  }

  #refuseLong(cell: string, column: number): void {
    if (cell.length <= LIMITS.cellCharacters) return;
    throw new Unreadable('csv-cell-too-long', {
      ...this.#place(column),
      characters: cell.length,
      limit: LIMITS.cellCharacters,
    });
  }

  #place(column: number): { row: number; column: string } {
    return { row: this.#number + 1, column: columnName(column) };
  }
}

/** The quotation mark that closes a cell, passing over doubled ones; -1 if it is not there. */
function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote >= 0 && text.charCodeAt(quote + 1) === QUOTE) quote = text.indexOf('"', quote + 2);
  return quote;
}
