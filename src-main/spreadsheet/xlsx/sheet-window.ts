import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import { GREATER, OddXml, SLASH, isSpace, rootOf, standsAt } from './bytes.ts';
import { endsName } from './markup.ts';
import type { SheetScanner } from './sheet-scanner.ts';

const OPENING = '<sheetData';
const CLOSING = '</sheetData';
const ROW = '<row';
/** What must be there of a tag to see what it is; the scanner may look so far behind the end. */
const LOOK_AHEAD = 16;
const LONGEST_PREAMBLE = 16 * 1024 * 1024;

/** A window that moves over the bytes of a sheet as they are unpacked: whole rows go to the scanner, the rest waits. */
export class SheetWindow {
  readonly #scanner: SheetScanner;
  readonly #sheet: string;
  #bytes = Buffer.alloc(1024 * 1024);
  #filled = 0;
  #place: 'before the rows' | 'among the rows' | 'behind the rows' = 'before the rows';

  constructor(scanner: SheetScanner, sheet: string) {
    this.#scanner = scanner;
    this.#sheet = sheet;
  }

  /** Takes the next piece. Throws `OddXml` and `Unreadable`. */
  push(piece: Buffer): void {
    if (this.#place === 'behind the rows') return;
    let fresh = this.#filled;
    this.#append(piece);
    if (this.#place === 'before the rows') {
      if (!this.#enter()) return;
      fresh = 0;
    }
    this.#scanWhole(fresh);
  }

  /** To be called behind the last piece. Throws `OddXml` when the rows have no end. */
  end(): void {
    if (this.#place !== 'behind the rows') throw new OddXml();
  }

  #append(piece: Buffer): void {
    const needed = this.#filled + piece.length + LOOK_AHEAD;
    if (needed > this.#bytes.length) {
      if (needed > LIMITS.rowBytes) throw new Unreadable('sheet-row-too-large', { sheet: this.#sheet });
      const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#filled);
      this.#bytes = larger;
    }
    piece.copy(this.#bytes, this.#filled);
    this.#filled += piece.length;
    // Nothing of an earlier, longer content may be taken for more of this one.
    this.#bytes.fill(0, this.#filled, this.#filled + LOOK_AHEAD);
  }

  /** Looks for the beginning of the rows; what stands before it must hide none. */
  #enter(): boolean {
    const bytes = this.#bytes;
    const at = bytes.subarray(0, this.#filled).indexOf(OPENING);
    if (at < 0 || at + LOOK_AHEAD > this.#filled) {
      if (this.#filled > LONGEST_PREAMBLE) throw new OddXml();
      return false;
    }
    const root = rootOf(bytes, 'worksheet');
    const preamble = bytes.subarray(root, at);
    if (preamble.includes('<!') || preamble.includes('<?')) throw new OddXml();
    let end = at + OPENING.length;
    while (isSpace(bytes[end])) end++;
    const empty = bytes[end] === SLASH && bytes[end + 1] === GREATER;
    if (!empty && bytes[end] !== GREATER) throw new OddXml();
    this.#place = empty ? 'behind the rows' : 'among the rows';
    this.#moveTo(end + 1);
    return !empty;
  }

  /** Scans up to the last row that may not be whole yet, or to the end of the rows. `fresh` is where new bytes begin. */
  #scanWhole(fresh: number): void {
    const bytes = this.#bytes;
    const filled = this.#filled;
    const unseen = Math.max(0, fresh - LOOK_AHEAD);
    // Backwards, for the last row is near the end; not into what was searched before.
    let row = bytes.subarray(unseen, Math.max(unseen, filled - 1)).lastIndexOf(ROW);
    if (row >= 0) row += unseen;
    const isRow = row >= 0 && endsName(bytes[row + ROW.length]);
    const close = bytes.subarray(0, filled).indexOf(CLOSING, isRow ? row : unseen);
    const to = close >= 0 ? close : isRow ? row : 0;
    if (to > 0) {
      if (!isUtf8(bytes.subarray(0, to))) throw new OddXml();
      this.#scanner.scan(bytes, 0, to);
    }
    if (close >= 0) {
      const end = close + CLOSING.length;
      if (end < filled && !standsAt(bytes, end, '>') && !isSpace(bytes[end])) throw new OddXml();
      this.#place = 'behind the rows';
    } else if (to > 0) this.#moveTo(to);
  }

  #moveTo(at: number): void {
    this.#bytes.copyWithin(0, at, this.#filled);
    this.#filled -= at;
    this.#bytes.fill(0, this.#filled, this.#filled + LOOK_AHEAD);
  }
}
