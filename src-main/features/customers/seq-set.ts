/** Whether a customer is one of some, by its number on this console. */
export interface Membership {
  readonly size: number;
  has(seq: number): boolean;
}

/** A set of customers' numbers, a bit for each: a million take 125 kB. */
export class SeqSet implements Membership {
  readonly #bits: Uint32Array;
  #size = 0;

  /** `highest`: no number above it is ever added. */
  constructor(highest: number) {
    this.#bits = new Uint32Array((highest >>> 5) + 1);
  }

  get size(): number {
    return this.#size;
  }

  has(seq: number): boolean {
    return (((this.#bits[seq >>> 5] ?? 0) >>> (seq & 31)) & 1) === 1;
  }

  add(seq: number): void {
    if (this.has(seq)) return;
    this.#bits[seq >>> 5] = (this.#bits[seq >>> 5] ?? 0) | (1 << (seq & 31));
    this.#size += 1;
  }

  delete(seq: number): void {
    if (!this.has(seq)) return;
    this.#bits[seq >>> 5] = (this.#bits[seq >>> 5] ?? 0) & ~(1 << (seq & 31));
    this.#size -= 1;
  }

  /** In the order of the numbers. */
  *[Symbol.iterator](): Generator<number> {
    for (const [word, bits] of this.#bits.entries()) {
      for (let left = bits; left !== 0; left &= left - 1) yield word * 32 + (31 - Math.clz32(left & -left));
    }
  }
}

/** All `of` customers but those of a set. */
export const allBut = (set: Membership, of: number): Membership => ({
  size: of - set.size,
  has: (seq) => !set.has(seq),
});
