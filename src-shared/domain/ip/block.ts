import { asciiDigits, trimmed } from '../text.ts';
import { type Block, formatIpv4, isUsableHost, parseCidr, parseIpv4 } from './ipv4.ts';

/** A block and its gateway as somebody typed them, or what is wrong with which of them. */
export type ReadBlock =
  | { readonly kind: 'block'; readonly block: Block; readonly gateway: number | null }
  | { readonly kind: 'cidr' }
  /** `fix` is the block that the address lies in. */
  | { readonly kind: 'cidr-start'; readonly fix: string }
  | { readonly kind: 'gateway' };

/** Reads "10.0.0.0/22" and "10.0.0.1". The gateway must be an address that a host of the block can have. */
export function readBlock(cidr: string, gateway: string | null): ReadBlock {
  const block = parseCidr(cidr);
  if (!block) {
    const fix = startingPoint(cidr);
    return fix === null ? { kind: 'cidr' } : { kind: 'cidr-start', fix };
  }
  if (gateway === null) return { kind: 'block', block, gateway: null };
  const address = parseIpv4(gateway);
  return address !== null && isUsableHost(address, block)
    ? { kind: 'block', block, gateway: address }
    : { kind: 'gateway' };
}

/** "10.0.0.0/22" for "10.0.0.5/22", an address inside a block in place of its first one. */
export function startingPoint(cidr: string): string | null {
  const [address, bits] = asciiDigits(trimmed(cidr)).split('/');
  const inside = parseIpv4(address ?? '');
  if (inside === null || bits === undefined || !/^(\d|[12]\d|3[0-2])$/.test(bits)) return null;
  const size = 2 ** (32 - Number(bits));
  return `${formatIpv4(inside - (inside % size))}/${bits}`;
}

/** A block that shares addresses with this one; undefined when there is none. */
export function overlapping<Other extends Block>(block: Block, others: readonly Other[]): Other | undefined {
  return others.find((other) => block.first <= other.last && other.first <= block.last);
}

/** How many addresses of a block customers can have, apart from the gateway. */
export function usableSize(block: Block, gateway: number | null): number {
  const all = block.last - block.first + 1;
  return Math.max(0, (all >= 4 ? all - 2 : all) - (gateway === null ? 0 : 1));
}
