/**
 * In which rows a key stands: who is first, who is a later duplicate. A key that was here stays known when its last row
 * leaves, so that the store is never asked for it twice. Rows are positions in the table, not numbers of the file.
 */
export class Occurrences<K> {
  /** The first row of each key; -1: known, in no row now. */
  readonly #first = new Map<K, number>();
  /** The later rows, ascending, of the few keys that have any. */
  readonly #later = new Map<K, number[]>();

  has(key: K): boolean {
    return this.#first.has(key);
  }

  firstOf(key: K): number | null {
    const first = this.#first.get(key) ?? -1;
    return first < 0 ? null : first;
  }

  /** The row whose first place another took with this, if any: it has become a duplicate. */
  add(key: K, row: number): number | null {
    const first = this.#first.get(key) ?? -1;
    if (first < 0) {
      this.#first.set(key, row);
      return null;
    }
    const later = this.#later.get(key) ?? [];
    this.#later.set(key, later);
    if (row > first) {
      later.splice(placeOf(later, row), 0, row);
      return null;
    }
    this.#first.set(key, row);
    later.unshift(first);
    return first;
  }

  /** The row that comes first with this, if the row that leaves was the first: it is no duplicate any more. */
  remove(key: K, row: number): number | null {
    const later = this.#later.get(key);
    if (this.#first.get(key) !== row) {
      later?.splice(placeOf(later, row), 1);
      return null;
    }
    const next = later?.shift();
    this.#first.set(key, next ?? -1);
    return next ?? null;
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
