import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import type { Seal } from '../../store/key/seal.ts';

// The copy of a customer file that an import session works from. It holds passwords, so it is sealed like every other
// secret of the folder, with the session's id as associated data.

const placeOf = (folder: string, session: string): string => join(folder, 'import', `${session}.sealed`);

/** Whole or not at all: written beside its place, flushed, then renamed. */
export async function keepFile(folder: string, session: string, bytes: Uint8Array, seal: Seal): Promise<void> {
  const place = placeOf(folder, session);
  mkdirSync(join(folder, 'import'), { recursive: true, mode: 0o700 });
  const file = await open(`${place}.part`, 'w', 0o600);
  try {
    await file.writeFile(seal.seal(bytes, session, 'file'));
    await file.sync();
  } catch (error) {
    await file.close();
    rmSync(`${place}.part`, { force: true });
    if (isFull(error)) throw new Refusal('store-disk-full', { folder });
    throw error;
  }
  await file.close();
  await rename(`${place}.part`, place);
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(String(error.code));

/** The bytes of a session's file. Refuses when the copy is not there any more, as after a restore. */
export function keptFile(folder: string, session: string, seal: Seal, fileName: string): Buffer {
  const place = placeOf(folder, session);
  if (!hasFile(folder, session)) throw new Refusal('import-file-gone', { file: fileName });
  return seal.open(readFileSync(place), session, 'file');
}

export function hasFile(folder: string, session: string): boolean {
  return statSync(placeOf(folder, session), { throwIfNoEntry: false }) !== undefined;
}

export function dropFile(folder: string, session: string): void {
  rmSync(placeOf(folder, session), { force: true });
  rmSync(`${placeOf(folder, session)}.part`, { force: true });
}

/** The sessions of which a copy is kept, whole or as a kill left it. */
export function keptSessions(folder: string): ReadonlySet<string> {
  const place = join(folder, 'import');
  if (!existsSync(place)) return new Set();
  return new Set(readdirSync(place).map((name) => name.replace(/\.sealed(\.part)?$/, '')));
}
