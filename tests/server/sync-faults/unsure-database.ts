import type { Database, Queries, Transaction } from '#server/store/database.ts';

/** Told of each statement of a transaction before it is done, with its number from 1; what it throws is what the statement does. */
export type BeforeStatement = (number: number, within: Queries) => Promise<void>;

/** What a connection does that breaks once the commit was done: the answer is lost. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** A database between whose statements a test stands. */
export function unsureDatabase(database: Database): Database & { before: BeforeStatement; losesAnswer: boolean } {
  const unsure = {
    ...database,
    before: (() => Promise.resolve()) as BeforeStatement,
    losesAnswer: false,
    transaction: async <T>(job: (tx: Transaction) => Promise<T>): Promise<T> => {
      let number = 0;
      const done = await database.transaction(async (tx) =>
        job({
          query: async (text, params) => {
            number += 1;
            await unsure.before(number, tx);
            return tx.query(text, params);
          },
          run: (sql) => tx.run(sql),
          copy: async (into, lines) => {
            number += 1;
            await unsure.before(number, tx);
            return tx.copy(into, lines);
          },
        }),
      );
      if (unsure.losesAnswer) throw new AnswerLost();
      return done;
    },
  };
  return unsure;
}
