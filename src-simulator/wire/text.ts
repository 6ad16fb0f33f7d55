const strict = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');
const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [western.decode(Uint8Array.of(byte)), byte]));

/** What a word says: UTF-8, or windows-1252 where it is none. (A real router keeps the bytes; here they are text.) */
export function textOf(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

/** The bytes of a word; in windows-1252 as a router that was kept by an old WinBox has them. */
export function bytesOf(text: string, encoding: 'utf-8' | 'windows-1252'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  return Buffer.from(Array.from(text, (letter) => byteOf.get(letter) ?? 0x3f));
}
