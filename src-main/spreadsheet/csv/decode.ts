import { isUtf8 } from 'node:buffer';
import type { Encoding } from '#shared/domain/import/choices.ts';
import { Unreadable } from '../unreadable.ts';
import { inspectUtf8, lineOf, markLength } from './encoding.ts';

const PIECE = 512 * 1024;

/** What Windows-1252 has in the place of the C1 control characters, 0x80 to 0x9F; five places are not taken. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * The text of a file in pieces, without its byte order mark. No byte becomes another character than it is: what does not
 * fit the encoding throws `Unreadable` with its line, before the first piece or at the piece it is in.
 */
export function* decoded(bytes: Buffer, encoding: Encoding): Generator<string, void, undefined> {
  const body = bytes.subarray(markLength(bytes, encoding));
  switch (encoding) {
    case 'utf-8':
      return yield* decodedUtf8(body);
    case 'windows-1252':
      refuseZeros(body);
      for (let at = 0; at < body.length; at += PIECE) {
        yield body
          .toString('latin1', at, at + PIECE)
          .replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
      }
      return;
    case 'utf-16le':
      return yield* decodedUtf16(body);
    case 'utf-16be':
      return yield* decodedUtf16(body.length % 2 === 0 ? Buffer.from(body).swap16() : body);
  }
}

function* decodedUtf8(body: Buffer): Generator<string, void, undefined> {
  if (!isUtf8(body)) {
    throw new Unreadable('csv-not-encoding', { encoding: 'UTF-8', line: lineOf(body, inspectUtf8(body).at) });
  }
  refuseZeros(body);
  for (let at = 0; at < body.length;) {
    let to = Math.min(body.length, at + PIECE);
    // Not between the bytes of one character.
    while (to < body.length && ((body[to] ?? 0) & 0xc0) === 0x80) to--;
    yield body.toString('utf8', at, to);
    at = to;
  }
}

function* decodedUtf16(body: Buffer): Generator<string, void, undefined> {
  let line = 1;
  if (body.length % 2 !== 0) throw new Unreadable('csv-cut-short', { encoding: 'UTF-16' });
  for (let at = 0; at < body.length;) {
    let to = Math.min(body.length, at + PIECE);
    // Not between the halves of a character outside the basic plane.
    if (to < body.length && ((body[to - 1] ?? 0) & 0xfc) === 0xd8) to -= 2;
    const text = body.toString('utf16le', at, to);
    const zero = text.indexOf('\0');
    if (zero >= 0) throw new Unreadable('csv-zero-bytes', { line: line + lines(text.slice(0, zero)) });
    if (!text.isWellFormed()) {
      const bad = text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      throw new Unreadable('csv-not-encoding', { encoding: 'UTF-16', line: line + lines(text.slice(0, bad)) });
    }
    line += lines(text);
    yield text;
    at = to;
  }
}

const lines = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0;

/** Zero bytes are in no text; a disk that failed leaves rows of them. */
function refuseZeros(body: Buffer): void {
  const zero = body.indexOf(0);
  if (zero >= 0) throw new Unreadable('csv-zero-bytes', { line: lineOf(body, zero) });
}
