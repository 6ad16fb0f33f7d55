import { formatIpv4 } from '../ip/ipv4.ts';
import { asciiDigits, folded } from '../text.ts';

/** What a customer is found by. */
export interface SearchParts {
  readonly username: string;
  readonly fullName: string;
  /** As the office wrote it. */
  readonly phone: string | null;
  /** International digits without a plus: "8801711223344". */
  readonly phoneKey: string | null;
  /** IPv4 as an unsigned 32-bit integer. */
  readonly ip: number | null;
  /** "AA:BB:CC:DD:EE:FF" */
  readonly macs: readonly string[];
  readonly accountNumber: string | null;
  readonly zoneName: string | null;
  /** What the customer has in the custom fields that there are. */
  readonly custom: readonly string[];
}

/**
 * The text that a search for parts of a customer looks into: one folded line for every writing in which a part may be
 * asked for. No search word has a line break in it, so nothing is found across two lines.
 */
export function searchText(parts: SearchParts): string {
  const { username, fullName, phone, phoneKey, ip, macs, accountNumber, zoneName, custom } = parts;
  const lines = [searchable(username), searchable(fullName)];
  for (const writing of phoneWritings(phone, phoneKey)) lines.push(writing);
  if (ip !== null) lines.push(formatIpv4(ip));
  for (const mac of macs) lines.push(searchable(mac), bareMac(mac));
  if (accountNumber !== null) lines.push(searchable(accountNumber));
  if (zoneName !== null) lines.push(searchable(zoneName));
  for (const value of custom) lines.push(searchable(value));
  return lines.join('\n');
}

/** Text as it is compared in a search: folded, with ASCII digits. */
export function searchable(text: string): string {
  return asciiDigits(folded(text));
}

/** The digits of a MAC address, or of the beginning of one, in lower case: "aabbcc". */
export function bareMac(mac: string): string {
  return mac.replace(/[^0-9a-f]/gi, '').toLowerCase();
}

/** As written ("+880 1711-223344"), its digits, the international digits and the national form ("01711223344"), each once. */
function phoneWritings(phone: string | null, phoneKey: string | null): ReadonlySet<string> {
  const writings = new Set<string>();
  if (phone !== null) {
    const written = searchable(phone);
    writings.add(written);
    writings.add(written.replace(/\D/g, ''));
  }
  if (phoneKey !== null) {
    writings.add(phoneKey);
    writings.add(nationalForm(phoneKey));
  }
  writings.delete('');
  return writings;
}

/** Calling codes of two digits; 1 and 7 have one, every other has three (ITU-T E.164, list of assigned codes). */
const TWO_DIGIT_CODES = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** "01711223344" for "8801711223344": the trunk prefix is 0 in nearly every country, and elsewhere nobody types it. */
function nationalForm(phoneKey: string): string {
  const one = phoneKey.startsWith('1') || phoneKey.startsWith('7');
  const digits = one ? 1 : TWO_DIGIT_CODES.has(phoneKey.slice(0, 2)) ? 2 : 3;
  return `0${phoneKey.slice(digits)}`;
}
