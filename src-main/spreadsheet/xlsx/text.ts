import { AMPERSAND, GREATER, LESS, OddXml, RETURN, SLASH, SPACE, UNDERSCORE, standsAt, toTagEnd } from './bytes.ts';
import { resolved } from './xml.ts';

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Text with the escapes that spreadsheets use for characters XML cannot hold (ST_Xstring, ECMA-376-1, 22.9.2.19). */
const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;

const RECENT = 4096;
const LONGEST_RECENT = 48;
const LOWER_T = 0x74;
const LOWER_R = 0x72;

/** Reads text out of the bytes of plain XML. `end` is where the last reading stopped. */
export class TextReader {
  end = 0;
  /** Bytes of memory that all texts take which were made; two a character where one is beyond ASCII. */
  bytes = 0;
  /** Texts met lately, by a hash of their bytes: columns like the package repeat few values, and one copy will do. */
  readonly #recent: string[] = new Array<string>(RECENT).fill('');

  /** The text up to the next `<`, which must come; `end` is its place. */
  read(bytes: Buffer, from: number): string {
    let at = from;
    let hash = 0;
    let all = 0;
    let special = false;
    let byte = bytes[at];
    while (byte !== LESS) {
      if (byte === undefined) throw new OddXml();
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === RETURN) special = true;
      all |= byte;
      hash = (Math.imul(hash, 31) + byte) | 0;
      byte = bytes[++at];
    }
    this.end = at;
    const length = at - from;
    if (length === 0) return '';
    if (special || all >= 0x80) return this.#keep(plainText(bytes, from, at), all >= 0x80 ? 2 : 1);
    if (length > LONGEST_RECENT) return this.#keep(bytes.toString('latin1', from, at), 1);
    const slot = (hash ^ (hash >>> 12)) & (RECENT - 1);
    const recent = this.#recent[slot] ?? '';
    if (recent.length === length && standsAt(bytes, from, recent)) return recent;
    return (this.#recent[slot] = this.#keep(bytes.toString('latin1', from, at), 1));
  }

  /**
   * The text of an `<si>` or `<is>` whose tag ends before `from`: its `<t>` and those of its runs, without the phonetic
   * ones. `end` is behind the closing tag. Throws `OddXml`.
   */
  readRich(bytes: Buffer, from: number, closing: '</si>' | '</is>'): string {
    let text = '';
    let at = from;
    for (;;) {
      while (bytes[at] !== LESS) {
        if ((bytes[at] ?? 0xff) > SPACE) throw new OddXml();
        at++;
      }
      const next = bytes[at + 1];
      if (next === LOWER_T && (bytes[at + 2] === GREATER || bytes[at + 2] === SPACE || bytes[at + 2] === SLASH)) {
        at = bytes[at + 2] === GREATER ? at + 2 : toTagEnd(bytes, at + 2);
        if (bytes[at] === SLASH) {
          at += 2;
          continue;
        }
        const piece = this.read(bytes, at + 1);
        text = text === '' ? piece : text + piece;
        if (!standsAt(bytes, this.end, '</t>')) throw new OddXml();
        at = this.end + 4;
      } else if (standsAt(bytes, at, closing)) {
        this.end = at + closing.length;
        return text;
      } else if (standsAt(bytes, at, '</r>')) at += 4;
      else if (next === LOWER_R && bytes[at + 2] === GREATER) at += 3;
      else if (standsAt(bytes, at, '<rPr') || standsAt(bytes, at, '<rPh')) {
        at = behindElement(bytes, at, bytes[at + 3] === 0x72 ? '</rPr>' : '</rPh>');
      } else if (standsAt(bytes, at, '<phoneticPr')) {
        at = behindElement(bytes, at, '</phoneticPr>');
      } else throw new OddXml();
    }
  }

  #keep(text: string, width: 1 | 2): string {
    this.bytes += text.length * width;
    return text;
  }
}

function plainText(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return unescaped(resolved(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text));
}

function behindElement(bytes: Buffer, from: number, closing: string): number {
  const tagEnd = toTagEnd(bytes, from + 1);
  if (bytes[tagEnd] === SLASH) return tagEnd + 2;
  const close = bytes.indexOf(closing, tagEnd, 'latin1');
  if (close < 0) throw new OddXml();
  return close + closing.length;
}
