import type { Package } from '../package/package.ts';

export type Speeds = Pick<Package, 'downKbps' | 'upKbps' | 'burstDownKbps' | 'burstUpKbps' | 'burstSeconds'>;

const pair = (up: number, down: number): string => `${up}k/${down}k`;

/**
 * RouterOS's `rate-limit`, which is rx/tx seen from the router: upload first. With a burst: rate, burst rate, threshold
 * (the rate itself), time. Empty: no limit.
 */
export function rateLimit({ downKbps, upKbps, burstDownKbps, burstUpKbps, burstSeconds }: Speeds): string {
  if (downKbps === null || upKbps === null) return '';
  const rate = pair(upKbps, downKbps);
  if (burstSeconds === null || (burstDownKbps === null && burstUpKbps === null)) return rate;
  const burst = pair(burstUpKbps ?? upKbps, burstDownKbps ?? downKbps);
  return `${rate} ${burst} ${rate} ${burstSeconds}/${burstSeconds}`;
}

/** The same for a simple queue, in fields of its own. */
export function queueLimits(speeds: Speeds): Readonly<Record<string, string>> {
  const [rate = '', burst, threshold, time] = rateLimit(speeds).split(' ');
  return {
    'max-limit': rate === '' ? '0/0' : rate,
    'burst-limit': burst ?? '0/0',
    'burst-threshold': threshold ?? '0/0',
    'burst-time': time === undefined ? '0s/0s' : time.replace(/\d+/g, '$&s'),
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1000, M: 1_000_000, G: 1_000_000_000 };

/** Rates in one writing, whichever the router has: "5M/10M" and "5000000/10000k" are the same. */
export function plainRate(text: string): string {
  return text
    .trim()
    .replace(/(\d+(?:\.\d+)?)([kMG]?)(?=[/\s]|$)/g, (_all, digits: string, unit: string) =>
      String(Math.round(Number(digits) * (UNITS[unit] ?? 1))),
    );
}
