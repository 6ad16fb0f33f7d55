/** What came of taking a row in. */
export interface Arrival {
  /** The key was never here before: the store has to be asked for it. */
  readonly isNew: boolean;
  /** The row that lost the first place and has become a duplicate. */
  readonly displaced: number | null;
}

const NEW: Arrival = { isNew: true, displaced: null };
const KNOWN: Arrival = { isNew: false, displaced: null };

/**
 * In which rows a key stands: who is first, who is a later duplicate. A key that was here stays known when its last row
 * leaves, so that the store is never asked for it twice. Rows are positions in the table, not numbers of the file.
 */
export class Occurrences<K> {
  /** The first row of each key; -1: known, in no row now. */
  readonly #first = new Map<K, number>();
  /** The later rows, ascending, of the few keys that have any. */
  readonly #later = new Map<K, number[]>();
  readonly #isLater = new Set<number>();

  /** The row whose key stands in an earlier row too; null when it is the first or the key stands nowhere. */
  firstBefore(key: K, row: number): number | null {
    return this.#isLater.has(row) ? (this.#first.get(key) ?? null) : null;
  }

  /** Whether an earlier row has this row's key. */
  isLater(row: number): boolean {
    return this.#isLater.has(row);
  }

  add(key: K, row: number): Arrival {
    const first = this.#first.get(key);
    if (first === undefined || first < 0) {
      this.#first.set(key, row);
      return first === undefined ? NEW : KNOWN;
    }
    const later = this.#later.get(key) ?? [];
    this.#later.set(key, later);
    if (row > first) {
      later.splice(placeOf(later, row), 0, row);
      this.#isLater.add(row);
      return KNOWN;
    }
    this.#first.set(key, row);
    later.unshift(first);
    this.#isLater.add(first);
    return { isNew: false, displaced: first };
  }

  /** The row that comes first with this, if the row that leaves was the first: it is no duplicate any more. */
  remove(key: K, row: number): number | null {
    const later = this.#later.get(key);
    if (this.#isLater.delete(row)) {
      later?.splice(placeOf(later, row), 1);
      return null;
    }
    const next = later?.shift();
    this.#first.set(key, next ?? -1);
    if (next === undefined) return null;
    this.#isLater.delete(next);
    return next;
  }
}

/** Where the row stands, or would, in an ascending list. Mostly that is the end. */
function placeOf(rows: readonly number[], row: number): number {
  let low = 0;
  let high = rows.length;
  if ((rows[high - 1] ?? -1) < row) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
