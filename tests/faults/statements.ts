import DatabaseFile from 'better-sqlite3';

/** Called before every statement that writes, in this process, with its number from 1. */
export type BeforeStatement = (number: number) => void;

/**
 * Lets a test stand between any two statements that write: every INSERT, UPDATE, DELETE, BEGIN and COMMIT of better-sqlite3
 * in this process first calls `before`. The answer ends it.
 */
export function beforeStatements(before: BeforeStatement): () => void {
  let number = 0;
  const count = (sql: string): void => {
    if (/^\s*(INSERT|UPDATE|DELETE|REPLACE|BEGIN|COMMIT)/i.test(sql)) before((number += 1));
  };
  const prepare = Reflect.get(DatabaseFile.prototype, 'prepare') as Method<Runnable>;
  const exec = Reflect.get(DatabaseFile.prototype, 'exec') as Method<unknown>;
  const watched: Record<'prepare' | 'exec', Method<unknown>> = {
    prepare(sql) {
      const statement = prepare.call(this, sql);
      const run = statement.run.bind(statement);
      statement.run = (...values) => {
        count(sql);
        return run(...values);
      };
      return statement;
    },
    exec(sql) {
      count(sql);
      return exec.call(this, sql);
    },
  };
  Object.assign(DatabaseFile.prototype, watched);
  return () => {
    Object.assign(DatabaseFile.prototype, { prepare, exec });
  };
}

type Method<R> = (this: unknown, sql: string) => R;

interface Runnable {
  run: (...values: unknown[]) => unknown;
}
