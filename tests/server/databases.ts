import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { migrate } from '#server/store/migrate.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { postgresql } from '#server/store/postgresql.ts';
import { embeddedDatabase } from '#server/store/embedded.ts';
import type { Database } from '#server/store/database.ts';

/** Whether a real PostgreSQL is at hand. */
export const hasPostgreSql = (): boolean => inject('postgresql') !== null;

const failed = (error: Error): never => {
  throw error;
};

/** The address of a new database, empty, which goes with the test. */
export async function newDatabaseUrl(): Promise<string> {
  const server = inject('postgresql');
  if (server === null) throw new Error('There is no PostgreSQL');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const root = postgresql(`${server}/postgres`, failed);
  await root.run(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await root.run(`DROP DATABASE ${name} WITH (FORCE)`);
    await root.close();
  });
  return `${server}/${name}`;
}

/** A database with the tables of the central server: of the real PostgreSQL, or the embedded one. */
export async function newDatabase(kind: Database['kind'] = 'postgresql'): Promise<Database> {
  const database =
    kind === 'embedded' ? await embeddedDatabase('memory://') : postgresql(await newDatabaseUrl(), () => undefined);
  onTestFinished(() => database.close());
  await migrate(database, migrations, () => new Date('2026-11-20T10:00:00.000Z'));
  return database;
}
