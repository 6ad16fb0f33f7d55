import { asciiDigits, trimmed } from '../text.ts';

/** Six octets with one kind of separator, three groups of four as Cisco and Huawei write them, or none at all. */
const NOTATIONS = [
  /^[0-9a-f]{12}$/i,
  /^[0-9a-f]{2}([:\-. ])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i,
  /^[0-9a-f]{4}([.\-:])[0-9a-f]{4}\1[0-9a-f]{4}$/i,
];

/**
 * The address of one device as "AA:BB:CC:DD:EE:FF", from any common notation; null when it is none. The first octet's
 * lowest bit marks a group of devices (multicast, broadcast), which no subscriber's device has; neither is it all zeros.
 */
export function parseMac(text: string): string | null {
  const plain = asciiDigits(trimmed(text));
  if (!NOTATIONS.some((notation) => notation.test(plain))) return null;
  const digits = plain.replace(/[^0-9a-f]/gi, '').toUpperCase();
  const isGroup = (Number.parseInt(digits.slice(0, 2), 16) & 1) === 1;
  if (isGroup || digits === '000000000000') return null;
  return digits.replace(/..(?!$)/g, '$&:');
}
