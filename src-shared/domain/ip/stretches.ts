import type { Block } from './ipv4.ts';

// Sets of addresses as stretches: in their order, none touching or overlapping the next. What is done with them costs as
// much as there are stretches, however many addresses they have.

/** Any blocks as stretches. */
export function joined(blocks: readonly Block[]): Block[] {
  const stretches: Block[] = [];
  for (const block of blocks.toSorted((one, other) => one.first - other.first)) {
    const before = stretches.at(-1);
    if (before && block.first <= before.last + 1) {
      stretches[stretches.length - 1] = { first: before.first, last: Math.max(before.last, block.last) };
    } else {
      stretches.push({ first: block.first, last: block.last });
    }
  }
  return stretches;
}

/** The addresses that are in both. */
export function common(some: readonly Block[], others: readonly Block[]): Block[] {
  const found: Block[] = [];
  for (let i = 0, j = 0; ;) {
    const [one, other] = [some[i], others[j]];
    if (!one || !other) return found;
    const first = Math.max(one.first, other.first);
    const last = Math.min(one.last, other.last);
    if (first <= last) found.push({ first, last });
    if (one.last < other.last) i += 1;
    else j += 1;
  }
}

/** The addresses that are in the first and not in the second. */
export function without(some: readonly Block[], away: readonly Block[]): Block[] {
  const left: Block[] = [];
  let j = 0;
  for (const { first, last } of some) {
    let at = first;
    while ((away[j]?.last ?? Infinity) < first) j += 1;
    for (let k = j; at <= last; k++) {
      const next = away[k];
      if (!next || next.first > last) {
        left.push({ first: at, last });
        break;
      }
      if (next.first > at) left.push({ first: at, last: next.first - 1 });
      at = Math.max(at, next.last + 1);
    }
  }
  return left;
}

/** How many addresses they have. */
export const sizeOf = (stretches: readonly Block[]): number =>
  stretches.reduce((sum, { first, last }) => sum + last - first + 1, 0);
