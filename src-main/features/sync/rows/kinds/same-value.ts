import { isDeepStrictEqual } from 'node:util';

/** The names of fields that say something else than they did before. The order within an object says nothing. */
export function differing(to: object, before: object): string[] {
  const were = new Map<string, unknown>(Object.entries(before));
  return Object.entries(to)
    .filter(([name, value]: [string, unknown]) => {
      const was = were.get(name);
      return value !== was && !isDeepStrictEqual(value, was);
    })
    .map(([name]) => name);
}
