import { asciiDigits, trimmed } from '../text.ts';

/** A block of addresses, both ends belonging to it, as unsigned 32-bit integers. */
export interface Block {
  readonly first: number;
  readonly last: number;
}

const DOT = 46;
const ZERO = 48;

/**
 * The address as an unsigned 32-bit integer, or null. Strictly four decimal parts without leading zeros: some programs
 * read "010" as eight, so nothing that two programs read differently gets in. Bengali and Arabic digits are digits.
 */
export function parseIpv4(text: string): number | null {
  const plain = asciiDigits(trimmed(text));
  if (plain.length < 7 || plain.length > 15) return null;
  let address = 0;
  let part = -1;
  let parts = 0;
  for (let at = 0; at <= plain.length; at++) {
    const code = at === plain.length ? DOT : plain.charCodeAt(at);
    if (code === DOT) {
      if (part < 0) return null;
      address = address * 256 + part;
      part = -1;
      parts++;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || part === 0) return null;
    part = part < 0 ? digit : part * 10 + digit;
    if (part > 255) return null;
  }
  return parts === 4 ? address : null;
}

/** "10.0.3.9" */
export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** "10.0.0.0/22" as a block; null when it is no CIDR or does not begin at the block's first address. */
export function parseCidr(text: string): Block | null {
  const match = /^([^/]+)\/(\d|[12]\d|3[0-2])$/.exec(asciiDigits(trimmed(text)));
  if (!match?.[1] || !match[2]) return null;
  const first = parseIpv4(match[1]);
  const size = 2 ** (32 - Number(match[2]));
  return first === null || first % size !== 0 ? null : { first, last: first + size - 1 };
}

/** "10.0.0.0/22" */
export function formatCidr({ first, last }: Block): string {
  return `${formatIpv4(first)}/${32 - Math.log2(last - first + 1)}`;
}

/**
 * Whether a customer can have the address: it is in the block and, in blocks of four and more (up to /30), neither the
 * network nor the broadcast address. In /31 and /32 every address is a host (RFC 3021).
 */
export function isUsableHost(address: number, { first, last }: Block): boolean {
  return last - first >= 3 ? address > first && address < last : address >= first && address <= last;
}
