import type { Block } from './ipv4.ts';
import { type BlockPlan, claimOn, type Claim } from './plan.ts';

export interface MappedAddress {
  readonly ip: number;
  readonly state: 'free' | 'taken' | 'held' | Claim;
}

/**
 * A stretch of a block address by address. Whoever has an address has it, though it was set aside later; what is set aside
 * is told before that a draft holds it.
 */
export function mapOf(
  plan: BlockPlan,
  { first, last }: Block,
  isTaken: (ip: number) => boolean,
  isHeld: (ip: number) => boolean,
): MappedAddress[] {
  const mapped: MappedAddress[] = [];
  for (let ip = Math.max(first, plan.first); ip <= Math.min(last, plan.last); ip++) {
    mapped.push({ ip, state: isTaken(ip) ? 'taken' : (claimOn(ip, plan) ?? (isHeld(ip) ? 'held' : 'free')) });
  }
  return mapped;
}
