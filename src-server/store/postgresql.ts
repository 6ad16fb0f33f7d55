import pg from 'pg';
import { arrayLiteral } from './array-literal.ts';
import { copied } from './copy-query.ts';
import type { Database, Queries } from './database.ts';

/** The connections of one server: more would not be quicker, as writers take their turns at the head. */
const CONNECTIONS = 16;

/** Versions, instants and money lie far within what a number holds. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: Parameters<typeof pg.types.getTypeParser>[0], format?: 'text' | 'binary'): unknown =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

const names = new Map<string, string>();

/**
 * By its name PostgreSQL parses and plans a statement once for a connection, which is an eighth of what a push costs it. Those
 * of transactions alone: their texts are few, where others have a limit in them.
 */
function namedStatement(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `lastmile_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/**
 * A PostgreSQL of its own, version 15 or later. A connection that breaks while nobody uses it is told to `lost` and replaced.
 * Nothing is connected yet.
 */
export function postgresql(url: string, lost: (error: Error) => void): Database {
  const pool = new pg.Pool({
    ...{ connectionString: url, max: CONNECTIONS, types, application_name: 'lastmile-server' },
    // Statements go out before those ahead of them are answered, where nobody waits for that.
    pipeline: true,
  });
  pool.on('error', lost);
  const over = (
    on: Pick<pg.Pool | pg.PoolClient, 'query'>,
    nameOf: (text: string) => string | undefined = () => undefined,
  ): Queries => ({
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const name = params.length === 0 ? undefined : nameOf(text);
      // Arrays made here: of thousands of keys, pg looks at each three times.
      const values = params.map((one) => (Array.isArray(one) ? arrayLiteral(one) : one));
      const { rows } = await on.query({ text, values, ...(name === undefined ? {} : { name }) });
      // The statement says what its rows are, and whoever wrote it says so by `Row`.
      return rows as readonly Row[];
    },
  });
  return {
    kind: 'postgresql',
    ...over(pool),
    run: async (sql) => {
      await pool.query(sql);
    },
    transaction: async (job) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // It may break between two statements (PostgreSQL is restarted), which no statement is told. Whoever lends a connection from
      // a pool listens to it; unheard, it would end the whole server.
      const breaks = (error: Error): void => {
        broken = error;
      };
      client.on('error', breaks);
      let isOver = false;
      // A job that has failed in one place may go on in another: by then this connection is somebody else's.
      const within = <T>(ask: () => Promise<T>): Promise<T> =>
        isOver ? Promise.reject(new Error('The transaction is over')) : ask();
      const queries = over(client, namedStatement);
      try {
        const [, done] = await Promise.all([
          client.query('BEGIN'),
          job({
            query: (text, params) => within(() => queries.query(text, params)),
            run: (sql) =>
              within(async () => {
                await client.query(sql);
              }),
            copy: (into, parts) => within(() => copied(client, into, parts)),
          }),
        ]);
        isOver = true;
        const { command } = await client.query('COMMIT');
        // What failed and was passed over fails the transaction none the less, which PostgreSQL says only here.
        if (command !== 'COMMIT') throw new Error('A statement of the transaction has failed');
        return done;
      } catch (error) {
        isOver = true;
        await client.query('ROLLBACK').catch((failed: unknown) => {
          broken = failed instanceof Error ? failed : new Error(String(failed));
        });
        throw error;
      } finally {
        // One that has broken, or could not even roll back, is not used again.
        client.off('error', breaks).release(broken);
      }
    },
    close: () => pool.end(),
  };
}
