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
  const { prototype } = DatabaseFile;
  const { prepare, exec } = prototype;
  prototype.prepare = function (this: InstanceType<typeof DatabaseFile>, sql: string) {
    const statement = prepare.call(this, sql);
    const run = statement.run.bind(statement);
    statement.run = (...values: unknown[]) => {
      count(sql);
      return run(...values);
    };
    return statement;
  } as typeof prepare;
  prototype.exec = function (this: InstanceType<typeof DatabaseFile>, sql: string) {
    count(sql);
    return exec.call(this, sql);
  };
  return () => {
    Object.assign(prototype, { prepare, exec });
  };
}
