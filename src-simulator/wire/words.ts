/** What a peer sent that is no sentence of the API; the connection is closed. */
export class BadWire extends Error {}

const LONGEST_WORD = 16 * 1024 * 1024;
/** Of all words of a sentence: whoever is on this machine may talk, and one that never ends would fill the memory. */
const LONGEST_SENTENCE = 16 * 1024 * 1024;
/** What a word costs beside its bytes. */
const WORD = 64;

/** The length of a word as it goes before it: one to five bytes, big-endian, as many as the number needs. */
export function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return Buffer.from([(length >> 8) | 0x80, length & 0xff]);
  if (length < 0x200000) return Buffer.from([(length >> 16) | 0xc0, (length >> 8) & 0xff, length & 0xff]);
  const four = Buffer.alloc(4);
  if (length < 0x10000000) {
    four.writeUInt32BE((length | 0xe0000000) >>> 0);
    return four;
  }
  four.writeUInt32BE(length);
  return Buffer.concat([Buffer.from([0xf0]), four]);
}

/** A sentence on the wire: its words and the empty word that ends it. */
export function sentenceBytes(words: readonly Buffer[]): Buffer {
  return Buffer.concat([...words.flatMap((word) => [lengthBytes(word.length), word]), Buffer.from([0])]);
}

/** Takes bytes as they come and gives whole sentences, however the network cut them. */
export class SentenceReader {
  #rest: Buffer = Buffer.alloc(0);
  #words: Buffer[] = [];
  #size = 0;

  /** The sentences that these bytes complete. Throws BadWire. */
  push(bytes: Buffer): readonly (readonly Buffer[])[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const sentences: (readonly Buffer[])[] = [];
    let at = 0;
    for (;;) {
      const head = headAt(this.#rest, at);
      if (head === null || this.#rest.length < at + head.size + head.length) break;
      at += head.size;
      const word = this.#rest.subarray(at, at + head.length);
      at += head.length;
      if (word.length > 0) {
        this.#size += word.length + WORD;
        if (this.#size > LONGEST_SENTENCE) throw new BadWire('sentence too long');
        this.#words.push(word);
      } else if (this.#words.length > 0) {
        // An empty sentence is nothing: the router goes over it.
        sentences.push(this.#words);
        this.#words = [];
        this.#size = 0;
      }
    }
    this.#rest = this.#rest.subarray(at);
    return sentences;
  }
}

/** A length and how many bytes it took; null: not all of it is there yet. */
function headAt(bytes: Buffer, at: number): { readonly size: number; readonly length: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first >= 0xf8) throw new BadWire('reserved control byte');
  const [size, mask] =
    first < 0x80 ? [1, 0x7f] : first < 0xc0 ? [2, 0x3f] : first < 0xe0 ? [3, 0x1f] : first < 0xf0 ? [4, 0x0f] : [5, 0];
  if (bytes.length < at + size) return null;
  let length = first & mask;
  for (let more = 1; more < size; more++) length = length * 256 + (bytes[at + more] ?? 0);
  if (length > LONGEST_WORD) throw new BadWire('word too long');
  return { size, length };
}
