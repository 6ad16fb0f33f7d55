import { isUtf8 } from 'node:buffer';
import type { Encoding } from '#shared/domain/import/choices.ts';
import { Unreadable } from '../unreadable.ts';

const SAMPLE = 64 * 1024;

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes of the byte order mark of this encoding that the text begins with. */
export function markLength(bytes: Buffer, encoding: Encoding): number {
  const mark = MARKS.find(([marked]) => marked === encoding)?.[1] ?? [];
  return mark.every((byte, index) => bytes[index] === byte) ? mark.length : 0;
}

/**
 * The encoding of a text: by its byte order mark; by where its zero bytes are; UTF-8 when it is valid; else Windows-1252.
 * Text that is UTF-8 but for some bytes is refused, not read as something else: throws `Unreadable`.
 */
export function encodingOf(bytes: Buffer): Encoding {
  const marked = MARKS.find(([encoding]) => markLength(bytes, encoding) > 0);
  if (marked) return marked[0];
  const wide = wideEncoding(bytes.subarray(0, SAMPLE));
  if (wide) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  const { characters, faults, at } = inspectUtf8(bytes);
  if (characters >= faults) throw new Unreadable('csv-bytes-damaged', { line: lineOf(bytes, at) });
  return 'windows-1252';
}

/**
 * Half of the bytes of UTF-16 are zero where it is ASCII (delimiters and line ends always are), and always the same half.
 * Text of one byte a character that has zero bytes by accident has many more pairs of ASCII.
 */
function wideEncoding(sample: Buffer): Encoding | null {
  let even = 0;
  let odd = 0;
  let narrow = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    const first = sample[at] ?? 0;
    const second = sample[at + 1] ?? 0;
    if (first === 0) even++;
    else if (second === 0) odd++;
    else if (first < 0x80 && second < 0x80) narrow++;
  }
  if (odd * 2 > narrow && even * 16 < odd) return 'utf-16le';
  if (even * 2 > narrow && odd * 16 < even) return 'utf-16be';
  return null;
}

/** How much of a text that is not UTF-8 looks like it, and where it stops to. ASCII says nothing. */
export function inspectUtf8(bytes: Buffer): { characters: number; faults: number; at: number } {
  let characters = 0;
  let faults = 0;
  let first = bytes.length;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      characters++;
      at += length;
    } else {
      faults++;
      first = Math.min(first, at);
      at++;
    }
  }
  return { characters, faults, at: first };
}

/** The line, counted from 1, in which a byte stands. */
export function lineOf(bytes: Buffer, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index++) {
    const byte = bytes[index];
    if (byte === 0x0a || (byte === 0x0d && bytes[index + 1] !== 0x0a)) line++;
  }
  return line;
}
