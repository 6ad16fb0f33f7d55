import type { Cell } from '#shared/domain/import/cell.ts';
import { LIMITS } from '../limits.ts';
import { cellName } from '../place.ts';
import type { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import { EQUALS, GREATER, LESS, OddXml, QUOTE, SLASH, SPACE, isSpace, standsAt, toTagEnd } from './bytes.ts';
import { isoDateCell } from './dates.ts';
import {
  CELL_TYPES,
  behindAttribute,
  behindValue,
  cellType,
  digit,
  endsName,
  hasRowNumber,
  type CellType,
} from './markup.ts';
import { NumberReader } from './number-reader.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { TextReader } from './text.ts';

/** What the cells of a sheet refer to. */
export interface SheetSurroundings {
  readonly sheet: string;
  readonly texts: TextReader;
  readonly strings: SharedStrings | null;
  /** By style number: whether its number format shows a day. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
/** A formula that no program has worked out yet: there is nothing to import, and nothing must look like a value. */
const NOT_CALCULATED: Cell = { kind: 'error', text: '#NOT-CALCULATED' };

/**
 * Reads rows out of the bytes of a sheet in plain XML. Every byte between the rows and cells is looked at: what is not
 * in the plain shape throws `OddXml`, what contradicts itself `Unreadable`.
 */
export class SheetScanner {
  readonly #around: SheetSurroundings;
  readonly #table: TableInProgress;
  readonly #cells: Cell[] = [];
  readonly #numbers: NumberReader;
  #count = 0;
  #row = 0;
  /** Where the reading of a part of a cell stopped. */
  #at = 0;
  #style = 0;

  constructor(around: SheetSurroundings, table: TableInProgress) {
    this.#around = around;
    this.#table = table;
    this.#numbers = new NumberReader(around);
  }

  /** Reads the whole rows between two places. At `to` there must stand a `<`, with some bytes to read behind it. */
  scan(bytes: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      if (bytes[at] !== LESS) {
        if (!isSpace(bytes[at])) throw new OddXml();
        at++;
        continue;
      }
      if (!standsAt(bytes, at, '<row') || !endsName(bytes[at + 4])) throw new OddXml();
      at = this.#rowTag(bytes, at + 4);
      this.#count = 0;
      at = bytes[at] === SLASH ? at + 2 : this.#rowCells(bytes, at + 1);
      this.#table.add(this.#row, this.#cells, this.#count);
    }
    // A row that was not closed has run into what follows.
    if (at !== to) throw new OddXml();
  }

  /** From the end of `<row` to the end of the tag; sets the row's number. */
  #rowTag(bytes: Buffer, from: number): number {
    let row = this.#row + 1;
    let at = from;
    while (isSpace(bytes[at])) at++;
    if (standsAt(bytes, at, 'r="')) {
      const start = (at += 3);
      row = 0;
      while (bytes[at] !== QUOTE) row = row * 10 + digit(bytes[at++]);
      if (at === start || at > start + 9) throw new OddXml();
      at++;
    } else if (hasRowNumber(bytes, from)) throw new OddXml();
    if (row <= this.#row) {
      throw new Unreadable('sheet-row-order', { sheet: this.#around.sheet, row, before: this.#row });
    }
    if (row > LIMITS.rows) {
      throw new Unreadable('sheet-too-long', { sheet: this.#around.sheet, row, limit: LIMITS.rows });
    }
    this.#row = row;
    return toTagEnd(bytes, at);
  }

  /** From the end of a row's tag to behind `</row>`. */
  #rowCells(bytes: Buffer, from: number): number {
    const cells = this.#cells;
    let column = -1;
    let at = from;
    for (;;) {
      if (bytes[at] !== LESS) {
        if (!isSpace(bytes[at])) throw new OddXml();
        at++;
        continue;
      }
      if (bytes[at + 1] !== LOWER_C) {
        if (standsAt(bytes, at, '</row>')) return at + 6;
        throw new OddXml();
      }
      at += 2;
      let type: CellType = CELL_TYPES.n;
      this.#style = 0;
      let here = column + 1;
      while (bytes[at] !== GREATER && bytes[at] !== SLASH) {
        if (bytes[at] !== SPACE) throw new OddXml();
        const name = bytes[at + 1];
        const plain = bytes[at + 2] === EQUALS && bytes[at + 3] === QUOTE;
        if (plain && name === LOWER_R) {
          here = this.#reference(bytes, at + 4, column);
          at = this.#at;
        } else if (plain && name === LOWER_S) {
          at += 4;
          while (bytes[at] !== QUOTE) this.#style = this.#style * 10 + digit(bytes[at++]);
          at++;
        } else if (plain && name === LOWER_T) {
          type = cellType(bytes, at + 4);
          at = behindValue(bytes, at + 3);
        } else at = behindAttribute(bytes, at + 1);
      }
      if (here >= LIMITS.sheetColumns) {
        throw new Unreadable('sheet-too-wide', {
          sheet: this.#around.sheet,
          cell: cellName(here, this.#row),
          limit: LIMITS.columns,
        });
      }
      column = here;
      if (bytes[at] === SLASH) {
        if (bytes[at + 1] !== GREATER) throw new OddXml();
        at += 2;
        continue;
      }
      const value = this.#content(bytes, at + 1, type, column);
      at = this.#at;
      if (value === null || value === '') continue;
      while (this.#count < column) cells[this.#count++] = null;
      cells[this.#count++] = value;
    }
  }

  /** The column of a reference like AB12, which must lie to the right of the last one and in this row. */
  #reference(bytes: Buffer, from: number, last: number): number {
    let at = from;
    let column = 0;
    let row = 0;
    let byte = bytes[at] ?? 0;
    while (byte >= 0x41 && byte <= 0x5a) {
      column = column * 26 + byte - 0x40;
      byte = bytes[++at] ?? 0;
    }
    const letters = at - from;
    while (byte !== QUOTE) {
      row = row * 10 + digit(byte);
      byte = bytes[++at] ?? 0;
    }
    if (letters === 0 || letters > 3 || at - from > 10) throw new OddXml();
    this.#at = at + 1;
    if (row !== this.#row || column - 1 <= last) {
      const cell = bytes.toString('latin1', from, at);
      throw new Unreadable('sheet-cell-order', { sheet: this.#around.sheet, cell, row: this.#row });
    }
    return column - 1;
  }

  /** From the end of a cell's tag to behind `</c>`. */
  #content(bytes: Buffer, from: number, type: CellType, column: number): Cell {
    let value: Cell = null;
    let formula = false;
    let valued = false;
    let at = from;
    for (;;) {
      if (bytes[at] !== LESS) {
        if (!isSpace(bytes[at])) throw new OddXml();
        at++;
        continue;
      }
      const name = bytes[at + 1];
      if (name === LOWER_V && endsName(bytes[at + 2])) {
        at = bytes[at + 2] === GREATER ? at + 2 : toTagEnd(bytes, at + 2);
        if (bytes[at] === SLASH) {
          valued ||= type !== CELL_TYPES.n;
          at += 2;
          continue;
        }
        value = this.#value(bytes, at + 1, type, column);
        valued = type !== CELL_TYPES.n || value !== null;
        if (!standsAt(bytes, this.#at, '</v>')) throw new OddXml();
        at = this.#at + 4;
      } else if (name === SLASH && bytes[at + 2] === LOWER_C && bytes[at + 3] === GREATER) {
        this.#at = at + 4;
        return formula && !valued ? NOT_CALCULATED : value;
      } else if (standsAt(bytes, at, '<is>')) {
        value = this.#bounded(this.#around.texts.readRich(bytes, at + 4, '</is>'), column);
        valued = true;
        at = this.#around.texts.end;
      } else if (standsAt(bytes, at, '<is/>')) {
        at += 5;
      } else if (name === LOWER_F && endsName(bytes[at + 2])) {
        formula = true;
        at = toTagEnd(bytes, at + 2);
        if (bytes[at] === SLASH) at += 2;
        else {
          while (bytes[at] !== LESS) at++;
          if (!standsAt(bytes, at, '</f>')) throw new OddXml();
          at += 4;
        }
      } else throw new OddXml();
    }
  }

  /** What stands in `<v>`; stops at the next `<`. */
  #value(bytes: Buffer, from: number, type: CellType, column: number): Cell {
    if (type === CELL_TYPES.s) return this.#shared(bytes, from, column);
    if (type === CELL_TYPES.n) {
      const cell = this.#numbers.read(bytes, from, this.#style);
      this.#at = this.#numbers.end;
      return cell;
    }
    const text = this.#around.texts.read(bytes, from);
    this.#at = this.#around.texts.end;
    if (type === CELL_TYPES.b && (text === '1' || text === 'true')) return true;
    if (type === CELL_TYPES.b && (text === '0' || text === 'false')) return false;
    if (type === CELL_TYPES.e) return { kind: 'error', text };
    if (type === CELL_TYPES.d) return isoDateCell(text);
    return this.#bounded(text, column);
  }

  #shared(bytes: Buffer, from: number, column: number): Cell {
    let at = from;
    let index = 0;
    while (bytes[at] !== LESS) index = index * 10 + digit(bytes[at++]);
    this.#at = at;
    if (at === from) return null;
    const text = at > from + 9 ? undefined : this.#around.strings?.get(index);
    if (text !== undefined) return this.#bounded(text, column);
    throw new Unreadable('sheet-text-missing', {
      sheet: this.#around.sheet,
      cell: cellName(column, this.#row),
      texts: this.#around.strings?.length ?? 0,
    });
  }

  #bounded(text: string, column: number): string {
    if (text.length <= LIMITS.cellCharacters) return text;
    throw new Unreadable('sheet-cell-too-long', {
      sheet: this.#around.sheet,
      cell: cellName(column, this.#row),
      characters: text.length,
      limit: LIMITS.cellCharacters,
    });
  }
}
