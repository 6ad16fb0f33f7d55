import { PGlite } from '@electric-sql/pglite';
import type { Database, Queries } from './database.ts';

/**
 * PostgreSQL within this process, in a folder of its own: for a trial, since nobody else can connect to it (FreeRADIUS cannot),
 * and there is one connection. Rejects when the folder cannot be opened.
 */
export async function embeddedDatabase(folder: string): Promise<Database> {
  const db = await PGlite.create(folder);
  const over = (on: Pick<PGlite, 'query'>): Queries => ({
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const { rows } = await on.query<Row>(text, [...params]);
      return rows;
    },
  });
  return {
    kind: 'embedded',
    ...over(db),
    run: async (sql) => {
      await db.exec(sql);
    },
    transaction: (job) =>
      db.transaction((tx) =>
        job({
          ...over(tx),
          run: async (sql) => {
            await tx.exec(sql);
          },
          copy: async (into, parts) => {
            await tx.query(`COPY ${into} FROM '/dev/blob' WITH (FORMAT binary)`, [], { blob: new Blob([...parts]) });
          },
        }),
      ),
    close: () => db.close(),
  };
}
