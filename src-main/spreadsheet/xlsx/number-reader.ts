import type { Cell } from '#shared/domain/import/cell.ts';
import { LESS } from './bytes.ts';
import { dateCell } from './dates.ts';
import { numberCell } from './numbers.ts';
import type { TextReader } from './text.ts';

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;

/** Powers of ten that a double holds exactly; a quotient of two exact numbers is rounded once, as Number() rounds. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);
/** Integers of so many digits are exact. */
const EXACT_DIGITS = 15;
/** Days that are remembered: some forty years of them. */
const KNOWN_DAYS = 16_384;

/** Reads numbers and dates out of the bytes of plain XML. `end` is where the last reading stopped. */
export class NumberReader {
  end = 0;
  readonly #texts: TextReader;
  readonly #dates: readonly boolean[];
  readonly #from1904: boolean;
  readonly #days = new Map<number, Cell>();

  constructor(around: { readonly texts: TextReader; readonly dates: readonly boolean[]; readonly from1904: boolean }) {
    this.#texts = around.texts;
    this.#dates = around.dates;
    this.#from1904 = around.from1904;
  }

  /** The number up to the next `<`, which must come; a date when the style shows one. Throws `OddXml`. */
  read(bytes: Buffer, from: number, style: number): Cell {
    const cell = this.#number(bytes, from);
    if (typeof cell !== 'number' || this.#dates[style] !== true) return cell;
    const known = this.#days.get(cell);
    if (known !== undefined) return known;
    const day = dateCell(cell, this.#from1904);
    if (this.#days.size < KNOWN_DAYS) this.#days.set(cell, day);
    return day;
  }

  /** Short numbers, which nearly all are, digit by digit; all others by their text. */
  #number(bytes: Buffer, from: number): Cell {
    const negative = bytes[from] === MINUS;
    const start = negative ? from + 1 : from;
    let at = start;
    let value = 0;
    let point = -1;
    let byte = bytes[at] ?? 0;
    for (;;) {
      if (byte >= ZERO && byte <= NINE) value = value * 10 + byte - ZERO;
      else if (byte === POINT && point < 0) point = at;
      else break;
      byte = bytes[++at] ?? 0;
    }
    const digits = at - start - (point < 0 ? 0 : 1);
    const leadingZero = bytes[start] === ZERO && at > start + 1 && point !== start + 1;
    if (byte !== LESS || digits === 0 || digits > EXACT_DIGITS || leadingZero) {
      const cell = numberCell(this.#texts.read(bytes, from));
      this.end = this.#texts.end;
      return cell;
    }
    this.end = at;
    if (point >= 0) value /= POWERS[at - point - 1] ?? 1;
    return negative && value !== 0 ? -value : value;
  }
}
