import { firstOfLength } from './codec.ts';
import type { ProtocolProblem } from './failure.ts';

export type Sentence = readonly Uint8Array[];
export type Read = { readonly sentences: readonly Sentence[]; readonly problem?: ProtocolProblem };

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_WORDS = 65_536;

/** Gives whole sentences from bytes in any chunks. After the first problem it gives nothing any more. */
export class SentenceReader {
  #words: Uint8Array[] = [];
  #bytes = 0;
  #length = 0;
  #lengthBytes = 0;
  #word: Uint8Array | undefined;
  #filled = 0;
  #broken = false;

  /** Takes the next chunk. An empty sentence is passed over, as the manual says. */
  push(chunk: Uint8Array): Read {
    const sentences: Sentence[] = [];
    let at = 0;
    while (at < chunk.length && !this.#broken) {
      if (this.#word !== undefined) {
        at += this.#fill(this.#word, chunk.subarray(at));
        continue;
      }
      const problem = this.#takeLength(chunk[at] ?? 0, sentences);
      at += 1;
      if (problem !== undefined) {
        this.#broken = true;
        return { sentences, problem };
      }
    }
    return { sentences };
  }

  #fill(word: Uint8Array, rest: Uint8Array): number {
    const part = rest.subarray(0, word.length - this.#filled);
    word.set(part, this.#filled);
    this.#filled += part.length;
    if (this.#filled === word.length) {
      this.#words.push(word);
      this.#word = undefined;
    }
    return part.length;
  }

  #takeLength(byte: number, sentences: Sentence[]): ProtocolProblem | undefined {
    if (this.#lengthBytes > 0) {
      // Not a shift: five-byte lengths reach beyond 31 bits.
      this.#length = this.#length * 256 + byte;
      this.#lengthBytes -= 1;
    } else {
      const first = firstOfLength(byte);
      if (first === 'reserved') return 'reserved-length';
      this.#length = first.bits;
      this.#lengthBytes = first.more;
    }
    return this.#lengthBytes === 0 ? this.#begin(this.#length, sentences) : undefined;
  }

  #begin(length: number, sentences: Sentence[]): ProtocolProblem | undefined {
    if (length === 0) {
      if (this.#words.length > 0) sentences.push(this.#words);
      this.#words = [];
      this.#bytes = 0;
      return undefined;
    }
    if (length > MAX_BYTES) return 'word-too-long';
    this.#bytes += length;
    if (this.#bytes > MAX_BYTES || this.#words.length >= MAX_WORDS) return 'sentence-too-long';
    this.#word = new Uint8Array(length);
    this.#filled = 0;
    return undefined;
  }
}
