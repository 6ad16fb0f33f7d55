import { existsSync, writeFileSync } from 'node:fs';
import type { DataFolder } from '../data-folder.ts';
import type { Seal } from '../key/seal.ts';
import { isOfKey } from '../key/is-of-key.ts';
import { ServerRefusal } from '../refusal.ts';
import type { Database } from './database.ts';
import { openDatabase, type Place } from './open-database.ts';

interface Own {
  readonly place: Place;
  readonly seal: Seal;
  readonly now: () => Date;
}

/**
 * Opens the database that belongs to a data folder. Throws what openDatabase throws, ServerRefusal `server-database-which` where the
 * folder's is a PostgreSQL and none was named, and `server-key-other` where the folder's key is not the database's.
 */
export async function openOwn(
  { path, elsewhere }: DataFolder,
  { place, seal, now }: Own,
  lost: (error: Error) => void,
): Promise<Database> {
  // Else a forgotten option would have everything go into a new database that nobody looks at.
  if (!('url' in place) && existsSync(elsewhere)) throw new ServerRefusal('server-database-which', { folder: path });
  const database = await openDatabase(place, now, lost);
  try {
    if (!(await isOfKey(database, seal))) throw new ServerRefusal('server-key-other', { folder: path });
    if ('url' in place) writeFileSync(elsewhere, '', { mode: 0o600 });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
