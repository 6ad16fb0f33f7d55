import { LIMITS } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** One part of a package, with the place of its compressed bytes already checked. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  /** Bytes when unpacked, as declared. */
  readonly size: number;
  readonly compressed: Buffer;
}

/** The parts by their name in lower case, as the packaging standard compares names (ECMA-376-2, 9.1.1). */
export type Zip = ReadonlyMap<string, ZipEntry>;

interface Directory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/** What the central directory says of one part. */
interface Listed {
  readonly nameBytes: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ELSEWHERE = 0xffffffff;
const END_SIZE = 22;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;

const damaged = (where: string): Unreadable => new Unreadable('file-damaged', { part: where });

/**
 * The parts of a package (APPNOTE.TXT 6.3.10). The central directory must be whole, agree with every local header and
 * name no byte twice; what it declares must stay within the limits. Throws `Unreadable`.
 */
export function openZip(bytes: Buffer): Zip {
  const directory = findDirectory(bytes);
  if (directory.entries > LIMITS.parts) {
    throw new Unreadable('file-too-many-parts', { parts: directory.entries, limit: LIMITS.parts });
  }
  const listed = listParts(bytes, directory);
  refuseBombs(bytes, listed);
  const taken: { from: number; to: number }[] = [];
  const zip = new Map<string, ZipEntry>();
  for (const part of listed) {
    const { entry, to } = locate(bytes, part, directory.offset);
    taken.push({ from: part.offset, to });
    const key = entry.name.toLowerCase();
    if (zip.has(key)) throw damaged(entry.name);
    zip.set(key, entry);
  }
  taken.sort((one, other) => one.from - other.from);
  for (let index = 1; index < taken.length; index++) {
    if ((taken[index]?.from ?? 0) < (taken[index - 1]?.to ?? 0)) throw damaged('zip');
  }
  return zip;
}

function findDirectory(bytes: Buffer): Directory {
  const lowest = Math.max(0, bytes.length - END_SIZE - 0xffff);
  for (let at = bytes.length - END_SIZE; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== END) continue;
    const found = directoryAt(bytes, at);
    if (found.offset + found.size !== found.end) throw damaged('zip');
    return found;
  }
  // The directory comes last, so a file without one was cut off.
  throw new Unreadable('file-truncated');
}

function directoryAt(bytes: Buffer, end: number): Directory & { readonly end: number } {
  const short = {
    entries: bytes.readUInt16LE(end + 10),
    size: bytes.readUInt32LE(end + 12),
    offset: bytes.readUInt32LE(end + 16),
    end,
  };
  const locator = end - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== END_64_LOCATOR) return short;
  const at = Number(bytes.readBigUInt64LE(locator + 8));
  if (at + 56 > locator || bytes.readUInt32LE(at) !== END_64) throw damaged('zip');
  return {
    entries: Number(bytes.readBigUInt64LE(at + 32)),
    size: Number(bytes.readBigUInt64LE(at + 40)),
    offset: Number(bytes.readBigUInt64LE(at + 48)),
    end: at,
  };
}

function listParts(bytes: Buffer, directory: Directory): Listed[] {
  const end = directory.offset + directory.size;
  const parts: Listed[] = [];
  let at = directory.offset;
  while (at < end) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw damaged('zip');
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > end) throw damaged('zip');
    parts.push({
      nameBytes: bytes.subarray(at + 46, nameEnd),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      ...longNumbers(bytes.subarray(nameEnd, extraEnd), {
        size: bytes.readUInt32LE(at + 24),
        compressedSize: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42),
      }),
    });
    at = next;
  }
  if (parts.length !== directory.entries) throw damaged('zip');
  return parts;
}

interface Numbers {
  readonly size: number;
  readonly compressedSize: number;
  readonly offset: number;
}

/** ZIP64 keeps the numbers that need more than 32 bits in an extra field, in this order (APPNOTE 4.5.3). */
function longNumbers(extra: Buffer, short: Numbers): Numbers {
  if (short.size !== ELSEWHERE && short.compressedSize !== ELSEWHERE && short.offset !== ELSEWHERE) return short;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    const long = (value: number): number => {
      if (value !== ELSEWHERE) return value;
      if (place + 8 > extra.length) throw damaged('zip');
      place += 8;
      return Number(extra.readBigUInt64LE(place - 8));
    };
    return { size: long(short.size), compressedSize: long(short.compressedSize), offset: long(short.offset) };
  }
  throw damaged('zip');
}

function refuseBombs(bytes: Buffer, parts: readonly Listed[]): void {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const swollen = total > LIMITS.inflatedAnyway && total > LIMITS.ratio * bytes.length;
  if (total <= LIMITS.inflated && !swollen) return;
  throw new Unreadable('file-unpacks-too-large', {
    size: Math.ceil(total / 1024 / 1024),
    limit: Math.floor(
      Math.min(LIMITS.inflated, Math.max(LIMITS.inflatedAnyway, LIMITS.ratio * bytes.length)) / 1024 / 1024,
    ),
  });
}

/** The compressed bytes behind a part's local header, which must say the same as the directory. */
function locate(bytes: Buffer, part: Listed, directoryOffset: number): { entry: ZipEntry; to: number } {
  const name = part.nameBytes.toString('utf8').replaceAll('\\', '/');
  const at = part.offset;
  if (at + 30 > directoryOffset || bytes.readUInt32LE(at) !== LOCAL) throw damaged(name);
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const from = nameEnd + bytes.readUInt16LE(at + 28);
  const to = from + part.compressedSize;
  const flags = bytes.readUInt16LE(at + 6);
  if (to > directoryOffset || !bytes.subarray(at + 30, nameEnd).equals(part.nameBytes)) throw damaged(name);
  if (((flags ^ part.flags) & ENCRYPTED) !== 0 || bytes.readUInt16LE(at + 8) !== part.method) throw damaged(name);
  if ((part.flags & ENCRYPTED) !== 0) throw new Unreadable('file-encrypted');
  for (const [value, listed] of [
    [bytes.readUInt32LE(at + 14), part.crc],
    [bytes.readUInt32LE(at + 18), part.compressedSize],
    [bytes.readUInt32LE(at + 22), part.size],
  ] as const) {
    const later = (flags & SIZES_FOLLOW) !== 0 && value === 0;
    if (value !== listed && value !== ELSEWHERE && !later) throw damaged(name);
  }
  const method = part.method === 8 ? 'deflated' : part.method === 0 ? 'stored' : null;
  if (method === null) throw new Unreadable('file-compression-unknown', { part: name });
  if (method === 'stored' && part.size !== part.compressedSize) throw damaged(name);
  return { entry: { name, method, crc: part.crc, size: part.size, compressed: bytes.subarray(from, to) }, to };
}
