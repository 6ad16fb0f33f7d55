import type { Package } from './package.ts';

type Speeds = Pick<Package, 'downKbps' | 'upKbps' | 'burstDownKbps' | 'burstUpKbps' | 'burstSeconds'>;

export interface BurstFault {
  readonly field: 'burstDownKbps' | 'burstUpKbps' | 'burstSeconds';
  /** Of the message catalogue. */
  readonly code: 'package-burst' | 'package-burst-seconds';
}

/** What is wrong with a burst: it is faster than the speed itself, and somebody must say for how long. */
export function burstFaults({ downKbps, upKbps, burstDownKbps, burstUpKbps, burstSeconds }: Speeds): BurstFault[] {
  const isSlower = (burst: number | null, speed: number | null): boolean => burst !== null && burst < (speed ?? 0);
  const has = burstDownKbps !== null || burstUpKbps !== null;
  return [
    ...(isSlower(burstDownKbps, downKbps) ? [{ field: 'burstDownKbps', code: 'package-burst' } as const] : []),
    ...(isSlower(burstUpKbps, upKbps) ? [{ field: 'burstUpKbps', code: 'package-burst' } as const] : []),
    ...(has === (burstSeconds === null)
      ? [{ field: has ? 'burstSeconds' : 'burstDownKbps', code: 'package-burst-seconds' } as const]
      : []),
  ];
}
