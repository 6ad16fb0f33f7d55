import { accessSync, constants, existsSync, openAsBlob, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { Refusal } from '../refusal.ts';
import { Usage } from './usage.ts';

/** Files past this size are not customer files. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file as the contract takes it. Refuses what cannot be read, by name and with the reason. */
export async function fileAt(path: string): Promise<File> {
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new Refusal('file-is-folder', { file: path });
    if (!found.isFile()) throw new Refusal('file-not-plain', { file: path });
    if (found.size > MOST_BYTES) {
      throw new Refusal('file-too-large', { file: path, size: megabytes(found.size), limit: megabytes(MOST_BYTES) });
    }
    accessSync(path, constants.R_OK);
    // Read once, where it is needed, instead of held twice.
    return new File([await openAsBlob(path)], basename(path));
  } catch (error) {
    throw fileRefusal(error, path);
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

/** What the file system says, as something that the operator can act on. Anything else is passed on. */
export function fileRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('file-missing', { file });
    case 'EISDIR':
      return new Refusal('file-is-folder', { file });
    case 'EACCES':
    case 'EPERM':
      return new Refusal('file-no-permission', { file });
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('file-disk-full', { file });
    case 'EROFS':
      return new Refusal('file-read-only-disk', { file });
    default:
      return error instanceof Refusal ? error : new Refusal('file-unreadable', { file, reason: error.message });
  }
}

/** The format that a name to write asks for; refuses others, and folders that cannot be written, before any work is done. */
export function formatToWrite(path: string): 'xlsx' | 'csv' {
  const extension = extname(path).toLowerCase();
  if (extension !== '.xlsx' && extension !== '.csv') throw new Usage('out-format', { file: path });
  const folder = dirname(path);
  if (!existsSync(folder)) throw new Refusal('file-folder-missing', { folder });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal('file-is-folder', { file: path });
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch (error) {
    throw fileRefusal(error, path);
  }
  return extension === '.xlsx' ? 'xlsx' : 'csv';
}
