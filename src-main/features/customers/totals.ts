import { CUSTOMER_STATUSES, type CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { Actor } from '../../procedure.ts';
import type { Condition, Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Answers that hold until somebody writes. Counting a million customers takes a while, and nobody writes between two pages. */
export interface Kept {
  readonly of: <T>(question: string, answer: () => T) => T;
}

/** How many answers are kept: some filters, each in some orders. */
const MOST = 50;

export function keptUntilWritten({ reader }: Pick<Store, 'reader'>): Kept {
  let version: unknown;
  const answers = new Map<string, unknown>();
  return {
    of: (question, answer) => {
      // Changes with every commit of the writing connection.
      const current: unknown = reader.pragma('data_version', { simple: true });
      if (current !== version || answers.size >= MOST) answers.clear();
      version = current;
      if (!answers.has(question)) answers.set(question, answer());
      // Cast: the question names what is asked and with which values, so its answer has one type.
      return answers.get(question) as ReturnType<typeof answer>;
    },
  };
}

/** How many customers answer to a condition. */
export function totalOf({ reader }: Pick<Store, 'reader'>, kept: Kept, { sql, params }: Condition): number {
  return kept.of(`total ${sql} ${JSON.stringify(params)}`, () => {
    const count = reader.prepare<unknown[], number>(`SELECT count(*) FROM customer WHERE ${sql}`).pluck();
    return count.get(...params) ?? 0;
  });
}

/** How many customers within reach are in each state. */
export function countsByStatus(store: Pick<Store, 'reader'>, kept: Kept, actor: Actor): Record<CustomerStatus, number> {
  const { sql, params } = reachCondition(store, actor, 'operator_id') ?? { sql: 'TRUE', params: [] };
  const rows = kept.of(`counts ${sql} ${JSON.stringify(params)}`, () =>
    store.reader
      .prepare<unknown[], { status: CustomerStatus; count: number }>(
        `SELECT status, count(*) AS count FROM customer WHERE ${sql} GROUP BY status`,
      )
      .all(...params),
  );
  const found = new Map(rows.map(({ status, count }) => [status, count]));
  // Cast: one entry for every status.
  return Object.fromEntries(CUSTOMER_STATUSES.map((status) => [status, found.get(status) ?? 0])) as Record<
    CustomerStatus,
    number
  >;
}
