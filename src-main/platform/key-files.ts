import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { errorCode, syncFolder } from './disk.ts';
import type { KeyKeeper } from './platform.ts';

const KEY_BYTES = 32;
const OTHERS_MAY = 0o077;
/** Windows has no permission bits; there the profile folder's access list keeps others out. */
const hasPermissionBits = process.platform !== 'win32';

/**
 * Wrapping keys as files that only their owner may read, one for each data folder: `<keyId>.key`, 64 hexadecimal digits.
 * Refuses (`key-file-exposed`) a file that others may read, and (`key-file-damaged`) one that holds no key.
 */
export function keyFiles(folder: string): KeyKeeper {
  const fileOf = (keyId: string): string => join(folder, `${keyId}.key`);
  return {
    kind: 'key-file',
    load: (keyId) => Promise.resolve().then(() => readKey(fileOf(keyId))),
    create: (keyId) => Promise.resolve().then(() => writeKey(folder, fileOf(keyId))),
  };
}

function readKey(file: string): Uint8Array | null {
  let opened: number;
  try {
    opened = openSync(file, constants.O_RDONLY);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Refusal('key-file-unreadable', { file, reason: code });
  }
  try {
    // Asked of the open file, so that what is checked is what is read.
    if (hasPermissionBits && (fstatSync(opened).mode & OTHERS_MAY) !== 0)
      throw new Refusal('key-file-exposed', { file });
    const text = readFileSync(opened, 'latin1').trim();
    if (!/^[0-9a-f]{64}$/.test(text)) throw new Refusal('key-file-damaged', { file });
    return Buffer.from(text, 'hex');
  } finally {
    closeSync(opened);
  }
}

function writeKey(folder: string, file: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(file, 'wx', 0o600);
    try {
      writeSync(opened, `${key.toString('hex')}\n`);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    syncFolder(folder);
  } catch (error) {
    throw new Refusal('key-file-not-written', { file, reason: errorCode(error) });
  }
  return key;
}
