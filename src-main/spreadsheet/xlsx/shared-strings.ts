import { isUtf8 } from 'node:buffer';
import { GREATER, LESS, OddXml, SLASH, isSpace, rootOf, standsAt, toTagEnd } from './bytes.ts';
import type { TextReader } from './text.ts';

/** The texts that cells refer to by number. Each is decoded when a cell first asks for it. */
export class SharedStrings {
  readonly #bytes: Buffer;
  readonly #texts: TextReader;
  #starts = new Uint32Array(4096);
  readonly #decoded: (string | undefined)[];
  readonly length: number;

  /** Takes the whole part. Throws `OddXml`. */
  constructor(bytes: Buffer, texts: TextReader) {
    if (!isUtf8(bytes)) throw new OddXml();
    this.#bytes = bytes;
    this.#texts = texts;
    this.length = this.#index();
    this.#decoded = new Array<string | undefined>(this.length);
  }

  /** Text number `index`, or undefined when there are not so many. Throws `OddXml`. */
  get(index: number): string | undefined {
    const known = this.#decoded[index];
    if (known !== undefined) return known;
    const start = index < this.length ? this.#starts[index] : undefined;
    if (start === undefined) return undefined;
    const tagEnd = toTagEnd(this.#bytes, start + 1);
    const text = this.#bytes[tagEnd] === SLASH ? '' : this.#texts.readRich(this.#bytes, tagEnd + 1, '</si>');
    return (this.#decoded[index] = text);
  }

  /** Notes where each `<si>` begins, and sees that nothing else stands between them. */
  #index(): number {
    const bytes = this.#bytes;
    let count = 0;
    let at = toTagEnd(bytes, rootOf(bytes, 'sst') + 1);
    if (bytes[at] === SLASH) return 0;
    at++;
    for (;;) {
      while (isSpace(bytes[at])) at++;
      if (!standsAt(bytes, at, '<si')) break;
      if (count === this.#starts.length) this.#grow();
      this.#starts[count++] = at;
      at = bytes[at + 3] === GREATER ? at + 3 : toTagEnd(bytes, at + 3);
      at = bytes[at] === SLASH ? at + 2 : behindItem(bytes, at + 1);
    }
    // Extensions may follow the texts; they hold none.
    if (!standsAt(bytes, at, '</sst>') && !(standsAt(bytes, at, '<extLst') && bytes.indexOf('</sst>', at) > 0)) {
      throw new OddXml();
    }
    return count;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }
}

function behindItem(bytes: Buffer, from: number): number {
  const length = bytes.length;
  let at = from;
  for (;;) {
    while (at < length && bytes[at] !== LESS) at++;
    const next = bytes[at + 1];
    // A comment or CDATA could hide a closing tag.
    if (next === undefined || next === 0x21 || next === 0x3f) throw new OddXml();
    if (next === SLASH && standsAt(bytes, at + 2, 'si>')) return at + 5;
    at += 2;
  }
}
