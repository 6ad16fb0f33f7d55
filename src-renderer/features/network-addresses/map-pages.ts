import { asciiDigits, trimmed } from '#shared/domain/text.ts';
import { type Block, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { beginningWith } from '#shared/domain/ip/prefix.ts';

/** A page of a map is a /24, or the block where that is smaller. */
export const A_PAGE = 256;

export function pageOf(ip: number, block: Block): Block {
  const within = Math.min(Math.max(ip, block.first), block.last);
  const first = Math.max(block.first, within - (within % A_PAGE));
  return { first, last: Math.min(block.last, first + A_PAGE - 1) };
}

/** Where "10.0.3.9" or "10.0.3" leads to; null: it is neither. */
export function placeTyped(typed: string): number | null {
  const text = asciiDigits(trimmed(typed));
  return text === '' ? null : (parseIpv4(text) ?? beginningWith(text)[0]?.first ?? null);
}
