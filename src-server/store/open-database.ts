import { ServerRefusal } from '../refusal.ts';
import type { Database } from './database.ts';
import { embeddedDatabase } from './embedded.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { postgresql } from './postgresql.ts';

/** PostgreSQL 15. */
const OLDEST = 150_000;

/** Where the database is: a PostgreSQL by its address, or a folder for the embedded one. */
export type Place = { readonly url: string } | { readonly folder: string };

/**
 * Opens the database and brings it up to date. Throws ServerRefusal `server-database-unreachable`,
 * `server-database-password`, `server-database-old`, or those of a migration.
 */
export async function openDatabase(place: Place, now: () => Date, lost: (error: Error) => void): Promise<Database> {
  const database = 'url' in place ? postgresql(place.url, lost) : await embeddedDatabase(place.folder);
  try {
    const version = await versionOf(database);
    if (version < OLDEST) throw new ServerRefusal('server-database-old', { found: Math.floor(version / 10_000) });
    await migrate(database, migrations, now);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function versionOf(database: Database): Promise<number> {
  try {
    const [row] = await database.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    return row?.version ?? 0;
  } catch (error) {
    // As the client library says it when the address has none.
    if (error instanceof Error && error.message.includes('client password must be a string'))
      throw new ServerRefusal('server-database-password');
    // The reason is PostgreSQL's own, which names user and database, and never the password.
    throw new ServerRefusal('server-database-unreachable', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
