import type { Block } from './ipv4.ts';
import { sizeOf } from './stretches.ts';

// There is no table of free addresses: what is taken is in an index, in its order, and what is free is between.

/** The taken addresses of a stretch in their order. Asked only as far as it is needed. */
export type TakenOf = (stretch: Block) => Iterable<number>;

/** The first free addresses, as many as are wanted, of stretches in their order. Held ones are not free either. */
export function firstFree(
  stretches: readonly Block[],
  takenOf: TakenOf,
  held: ReadonlySet<number>,
  wanted: number,
): number[] {
  const found: number[] = [];
  const fill = (from: number, to: number): void => {
    for (let ip = from; ip <= to && found.length < wanted; ip++) if (!held.has(ip)) found.push(ip);
  };
  for (const stretch of stretches) {
    if (found.length >= wanted) break;
    let at = stretch.first;
    for (const ip of takenOf(stretch)) {
      fill(at, ip - 1);
      at = ip + 1;
      if (found.length >= wanted) break;
    }
    fill(at, stretch.last);
  }
  return found;
}

/**
 * How many addresses are free. `takenIn` counts the different taken addresses of a stretch; `held` are those that are held
 * and not taken.
 */
export function countFree(
  stretches: readonly Block[],
  takenIn: (stretch: Block) => number,
  held: Iterable<number>,
): number {
  const taken = stretches.reduce((sum, stretch) => sum + takenIn(stretch), 0);
  const isOffered = (ip: number): boolean => stretches.some(({ first, last }) => first <= ip && ip <= last);
  return sizeOf(stretches) - taken - [...new Set(held)].filter(isOffered).length;
}
