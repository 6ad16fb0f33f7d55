import { type Block, isUsableHost } from './ipv4.ts';
import { joined, without } from './stretches.ts';

/** A block with what of it no customer is given. Ranges that are reserved are in their order and do not overlap. */
export interface BlockPlan extends Block {
  readonly gateway: number | null;
  readonly reserved: readonly Block[];
}

/** Why no customer is given an address: it is the network's or the broadcast address, the router's, or kept back. */
export type Claim = 'edge' | 'gateway' | 'reserved';

/** What an address of the block is set aside for; null: a customer may have it. */
export function claimOn(ip: number, plan: BlockPlan): Claim | null {
  if (!isUsableHost(ip, plan)) return 'edge';
  if (ip === plan.gateway) return 'gateway';
  return plan.reserved.some(({ first, last }) => first <= ip && ip <= last) ? 'reserved' : null;
}

/** The addresses of a block that customers may be given, taken or not. */
export function offered(plan: BlockPlan): Block[] {
  const { first, last, gateway, reserved } = plan;
  const hosts = last - first >= 3 ? { first: first + 1, last: last - 1 } : { first, last };
  const router = gateway === null ? [] : [{ first: gateway, last: gateway }];
  return without([hosts], joined([...reserved, ...router]));
}

/**
 * Finds what an address is set aside for by any of many blocks, none of which overlaps another; null for an address that
 * is in none of them.
 */
export function claimsOf(plans: readonly BlockPlan[]): (ip: number) => Claim | null {
  const inOrder = plans.toSorted((one, other) => one.first - other.first);
  return (ip) => {
    let [low, high] = [0, inOrder.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const plan = inOrder[middle];
      if (!plan) return null;
      if (ip < plan.first) high = middle - 1;
      else if (ip > plan.last) low = middle + 1;
      else return claimOn(ip, plan);
    }
    return null;
  };
}
