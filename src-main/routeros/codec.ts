/** The length prefix of a word: one to five bytes, big-endian, unsigned (MikroTik's manual, "API words"). */
export function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x4000) return bytes(length + 0x8000, 2);
  if (length < 0x200000) return bytes(length + 0xc00000, 3);
  if (length < 0x10000000) return bytes(length + 0xe0000000, 4);
  return bytes(length + 0xf0_0000_0000, 5);
}

/** A whole sentence on the wire: each word behind its length, and the empty word that ends it. */
export function encodeSentence(words: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([...words.flatMap((word) => [encodeLength(word.length), word]), Uint8Array.of(0)]);
}

function bytes(value: number, count: number): Uint8Array {
  const out = Buffer.alloc(count);
  out.writeUIntBE(value, 0, count);
  return out;
}

/** How many bytes of a length follow its first byte, and the bits that the first byte gives. */
export function firstOfLength(byte: number): { readonly more: number; readonly bits: number } | 'reserved' {
  if (byte < 0x80) return { more: 0, bits: byte };
  if (byte < 0xc0) return { more: 1, bits: byte & 0x3f };
  if (byte < 0xe0) return { more: 2, bits: byte & 0x1f };
  if (byte < 0xf0) return { more: 3, bits: byte & 0x0f };
  if (byte < 0xf8) return { more: 4, bits: byte & 0x07 };
  return 'reserved';
}
