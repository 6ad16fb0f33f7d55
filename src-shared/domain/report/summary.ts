import type { CustomerType } from '../customer/customer.ts';
import type { Standing } from './population.ts';
import { megabitsOf, type Subscriber } from './subscriber.ts';

/** How many subscribers there are of a kind, by its name; null: they have none. */
export type Totals = ReadonlyMap<string | null, number>;

/** What the summary of a report counts. */
export interface Summary {
  readonly population: number;
  readonly joined: number;
  readonly left: number;
  readonly byType: Totals;
  readonly byZone: Totals;
  readonly byBandwidth: Totals;
}

/** Counts subscribers one by one. */
export interface Counting {
  readonly add: (subscriber: Subscriber & { readonly type: CustomerType }, standing: Standing) => void;
  readonly summary: () => Summary;
}

export function countSubscribers(): Counting {
  let population = 0;
  let joined = 0;
  let left = 0;
  const byType = new Map<string | null, number>();
  const byZone = new Map<string | null, number>();
  const byKbps = new Map<number | null, number>();
  return {
    add: ({ type, zone, downKbps }, standing) => {
      population++;
      if (standing.joined) joined++;
      if (standing.left) left++;
      raise(byType, type);
      raise(byZone, zone);
      raise(byKbps, downKbps);
    },
    summary: () => ({
      population,
      joined,
      left,
      byType: sorted(byType, byText),
      byZone: sorted(byZone, byText),
      byBandwidth: new Map(
        [...sorted(byKbps, (a, b) => a - b)].map(([kbps, count]) => [
          kbps === null ? null : `${megabitsOf(kbps)} Mbps`,
          count,
        ]),
      ),
    }),
  };
}

function raise<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** By code units: the same file on every machine, whatever its language. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In order, those without a value last. */
function sorted<Key>(counts: ReadonlyMap<Key | null, number>, compare: (a: Key, b: Key) => number) {
  return new Map([...counts].sort(([a], [b]) => (a === null ? (b === null ? 0 : 1) : b === null ? -1 : compare(a, b))));
}
