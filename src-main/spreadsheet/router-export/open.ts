import type { RouterExport } from '#shared/domain/router-export/export.ts';
import { readRouterExport } from '#shared/domain/router-export/read.ts';
import { textReader } from '../../routeros/text.ts';
import { LIMITS } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

const WIDE_MARKS = ['\xff\xfe', '\xfe\xff'];

/** Text of an export as it stands at its beginning: past the router's remarks a menu, alone on its line or with a command. */
const BEGINNING =
  /^(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*[ \t]*\/[a-z][a-z0-9-]*(?:[ /][a-z0-9-]+)*[ \t]*(?:[\r\n]|$|[ /](?:add|set)[ \t])/;
/** The router's own first line. */
const SIGNED = /^#[^\r\n]* by RouterOS \d/m;
const HEAD = 4096;

/** Whether a file is what `/export` of a router wrote, going by how it begins. */
export function looksLikeExport(bytes: Buffer): boolean {
  const head = bytes
    .toString('latin1', 0, HEAD)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
  return SIGNED.test(head) || BEGINNING.test(head);
}

/**
 * Reads an export. Routers write what is no ASCII as `\XX`; where an editor has put the bytes themselves they are read the
 * same way, value by value, as UTF-8 or else in the code page (a TextDecoder label). Throws `Unreadable`.
 */
export function openExport(bytes: Buffer, codePage = 'windows-1252'): RouterExport {
  if (bytes.length > LIMITS.exportFile) {
    throw new Unreadable('file-too-large', { size: megabytes(bytes.length), limit: megabytes(LIMITS.exportFile) });
  }
  if (!looksLikeExport(bytes)) throw new Unreadable('export-not-one');
  const read = textReader(codePage);
  return readRouterExport(textOf(bytes), (value) => read(value));
}

function textOf(bytes: Buffer): string {
  const mark = bytes.toString('latin1', 0, 2);
  // Notepad's "Unicode".
  if (WIDE_MARKS.includes(mark)) return new TextDecoder(mark === '\xff\xfe' ? 'utf-16le' : 'utf-16be').decode(bytes);
  const body = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return body.replace(/[\x80-\xff]/g, (byte) => `\\${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
