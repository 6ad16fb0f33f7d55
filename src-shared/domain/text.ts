/**
 * Text as people write it: what counts as white space, and when two names are the same name.
 * Unicode's White_Space differs from String.trim in both directions: it has NEL (U+0085) and lacks the byte order mark.
 */
const EDGES = /^[\p{White_Space}\uFEFF]+|[\p{White_Space}\uFEFF]+$/gu;

/** Nothing below or above these code units can be white space at an edge, so most values need no regular expression. */
const isPlain = (code: number): boolean => code > 0x20 && code < 0x7f;

/** The text without surrounding white space of any kind (Unicode White_Space, byte order mark). */
export function trimmed(text: string): string {
  if (text === '') return text;
  if (isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))) return text;
  return text.replace(EDGES, '');
}

// eslint-disable-next-line no-control-regex -- the range is exactly ASCII
const ASCII = /^[\x00-\x7f]*$/;

/**
 * The form in which names, codes and usernames are compared: NFC, trimmed, without case. Upper case first, so that
 * letters which differ only in a lower-case variant (ß and ss, both sigmas) meet.
 */
export function folded(text: string): string {
  const trim = trimmed(text);
  if (ASCII.test(trim)) return trim.toLowerCase();
  return trim.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Digits of the Bengali and Arabic-Indic scripts as ASCII digits; everything else as it is. */
export function asciiDigits(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(/[\u09E6-\u09EF\u0660-\u0669\u06F0-\u06F9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = code >= 0x09e6 ? 0x09e6 : code >= 0x06f0 ? 0x06f0 : 0x0660;
    return String(code - zero);
  });
}
