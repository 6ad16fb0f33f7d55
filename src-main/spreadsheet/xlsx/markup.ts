import { EQUALS, GREATER, LESS, OddXml, QUOTE, SLASH, SPACE, isSpace, standsAt } from './bytes.ts';

/** The types of a cell (ST_CellType). A cell without one is a number. */
export const CELL_TYPES = {
  n: 0,
  s: 1,
  str: 2,
  inlineStr: 3,
  b: 4,
  e: 5,
  d: 6,
} as const;
export type CellType = (typeof CELL_TYPES)[keyof typeof CELL_TYPES];

const ZERO = 0x30;
const LOWER_S = 0x73;

/** The value of an ASCII digit. Throws `OddXml` at anything else. */
export function digit(byte: number | undefined): number {
  if (byte === undefined || byte < ZERO || byte > ZERO + 9) throw new OddXml();
  return byte - ZERO;
}

/** Whether a name of an element ends before this byte. */
export const endsName = (byte: number | undefined): boolean => byte === GREATER || byte === SLASH || isSpace(byte);

/** The cell type whose attribute value begins here. Throws `OddXml`. */
export function cellType(bytes: Buffer, at: number): CellType {
  if (bytes[at + 1] === QUOTE) {
    const letter = bytes[at];
    if (letter === LOWER_S) return CELL_TYPES.s;
    if (letter === 0x6e) return CELL_TYPES.n;
    if (letter === 0x62) return CELL_TYPES.b;
    if (letter === 0x65) return CELL_TYPES.e;
    if (letter === 0x64) return CELL_TYPES.d;
  }
  if (standsAt(bytes, at, 'str"')) return CELL_TYPES.str;
  if (standsAt(bytes, at, 'inlineStr"')) return CELL_TYPES.inlineStr;
  throw new OddXml();
}

/** From an attribute's name to behind its closing quote. Throws `OddXml`. */
export function behindAttribute(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== EQUALS) {
    const byte = bytes[at++];
    if (byte === undefined || byte === LESS || byte === GREATER || byte === SPACE) throw new OddXml();
  }
  return behindValue(bytes, at + 1);
}

/** From an attribute's opening quote to behind the closing one. Throws `OddXml`. */
export function behindValue(bytes: Buffer, from: number): number {
  if (bytes[from] !== QUOTE) throw new OddXml();
  let at = from + 1;
  while (bytes[at] !== QUOTE) {
    if (bytes[at] === undefined || bytes[at] === LESS) throw new OddXml();
    at++;
  }
  return at + 1;
}

/** Whether a `<row` whose name ends here has a number among its attributes. Throws `OddXml`. */
export function hasRowNumber(bytes: Buffer, from: number): boolean {
  let at = from;
  while (isSpace(bytes[at])) {
    while (isSpace(bytes[at])) at++;
    if (standsAt(bytes, at, 'r=')) return true;
    if (bytes[at] !== GREATER && bytes[at] !== SLASH) at = behindAttribute(bytes, at);
  }
  return false;
}
