/** Turns the bytes of a word into text. */
export type ReadText = (bytes: Uint8Array) => string;

/** Strict UTF-8, and where that fails the code page the router's people type in (a TextDecoder label, windows-1252 unless told). */
export function textReader(codePage = 'windows-1252'): ReadText {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const fallback = new TextDecoder(codePage);
  return (bytes) => {
    try {
      return strict.decode(bytes);
    } catch {
      return fallback.decode(bytes);
    }
  };
}

/** Words are written in UTF-8, whatever the router's code page. */
export function writeText(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
