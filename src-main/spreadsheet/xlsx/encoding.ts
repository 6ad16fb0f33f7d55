import { isUtf8 } from 'node:buffer';
import { MalformedXml } from './xml.ts';

const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** The encoding that a part names or shows (XML 1.0, appendix F). */
function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return DECLARED.exec(bytes.toString('latin1', first === 0xef ? 3 : 0, 200))?.[1]?.toLowerCase() ?? 'utf-8';
}

/** Whether a part is UTF-8, going by its beginning. ASCII is. */
export function saysUtf8(bytes: Buffer): boolean {
  const encoding = encodingOf(bytes);
  return encoding === 'utf-8' || encoding === 'utf8' || encoding === 'us-ascii';
}

/** A whole part as text. Throws `MalformedXml` when its bytes are not in the encoding that it names. */
export function xmlText(bytes: Buffer): string {
  if (saysUtf8(bytes)) {
    if (!isUtf8(bytes)) throw new MalformedXml('not UTF-8');
    return bytes.toString('utf8');
  }
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedXml(`not ${encodingOf(bytes)}`);
  }
}
