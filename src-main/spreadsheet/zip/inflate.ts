import { crc32, createGunzip } from 'node:zlib';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from './directory.ts';

const CHUNK = 256 * 1024;
// RFC 1952 2.3.1: a header that says "deflate" and nothing else.
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * The bytes of a part in pieces of at most 256 kB, unpacked beside the caller. Between a gzip header and trailer zlib
 * itself checks CRC-32 and length, in its own thread, which costs the caller nothing.
 * Throws `Unreadable` when they are not as declared; whoever stops early has checked nothing.
 */
export async function* inflated(entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
  const damaged = new Unreadable('file-damaged', { part: entry.name });
  if (entry.method === 'stored') {
    if (crc32(entry.compressed) !== entry.crc) throw damaged;
    for (let at = 0; at < entry.size; at += CHUNK) yield entry.compressed.subarray(at, at + CHUNK);
    return;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(entry.crc, 0);
  trailer.writeUInt32LE(entry.size, 4);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.write(GZIP_HEADER);
  gunzip.write(entry.compressed);
  gunzip.end(trailer);
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) throw damaged;
      yield chunk;
    }
  } catch {
    throw damaged;
  }
  if (size !== entry.size) throw damaged;
}

/** A part whole and checked, if it is not larger than `limit` bytes. Throws `Unreadable`. */
export async function inflatedWhole(entry: ZipEntry, limit: number): Promise<Buffer> {
  if (entry.size > limit) {
    throw new Unreadable('file-part-too-large', { part: entry.name, size: entry.size, limit });
  }
  const whole = Buffer.allocUnsafe(entry.size);
  let at = 0;
  for await (const chunk of inflated(entry)) at += chunk.copy(whole, at);
  return whole;
}

/** Unpacks a part only to see that its CRC-32 and length are right. Throws `Unreadable`. */
export async function verify(entry: ZipEntry): Promise<void> {
  const chunks = inflated(entry);
  while (!(await chunks.next()).done);
}
