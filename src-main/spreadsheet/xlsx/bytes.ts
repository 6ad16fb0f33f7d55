import { saysUtf8 } from './encoding.ts';

/** XML that may be right but is not in the plain shape that nearly all programs write; see plain.ts. */
export class OddXml extends Error {
  override readonly name = 'OddXml';
}

/** Characters of the markup, as bytes of UTF-8. */
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const SLASH = 0x2f;
export const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const SPACE = 0x20;
export const AMPERSAND = 0x26;
export const UNDERSCORE = 0x5f;
export const RETURN = 0x0d;

export const isSpace = (byte: number | undefined): boolean =>
  byte === SPACE || byte === 0x0a || byte === RETURN || byte === 0x09;

/** Whether these characters (ASCII) stand here. */
export function standsAt(bytes: Buffer, at: number, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index++) {
    if (bytes[at + index] !== ascii.charCodeAt(index)) return false;
  }
  return true;
}

/**
 * From the end of a tag's name, or from between two of its attributes, to the `>` or `/>` that ends it, whatever the
 * attributes. Throws `OddXml` at single quotes and at the end of the bytes.
 */
export function toTagEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte === GREATER || (byte === SLASH && bytes[at + 1] === GREATER)) return at;
    if (byte === QUOTE) {
      at++;
      while (bytes[at] !== QUOTE) {
        if (bytes[at] === LESS || bytes[at] === undefined) throw new OddXml();
        at++;
      }
    } else if (byte === LESS || byte === 0x27 || byte === undefined) throw new OddXml();
    at++;
  }
}

/** Where the root element of a part begins, which must be `<root`. Throws `OddXml`, also for all that is not UTF-8. */
export function rootOf(bytes: Buffer, root: string): number {
  if (!saysUtf8(bytes)) throw new OddXml();
  let at = standsAt(bytes, 0, '\xef\xbb\xbf') ? 3 : 0;
  if (standsAt(bytes, at, '<?xml')) {
    at = bytes.indexOf('?>', at) + 2;
    if (at < 2) throw new OddXml();
  }
  while (isSpace(bytes[at])) at++;
  const after = bytes[at + 1 + root.length];
  if (!standsAt(bytes, at, `<${root}`) || !(isSpace(after) || after === GREATER || after === SLASH)) throw new OddXml();
  return at;
}
