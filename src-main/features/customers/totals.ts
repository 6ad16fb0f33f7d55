import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { EXPIRING_DAYS, expiringBefore } from '#shared/domain/customer/expiring.ts';
import type { Actor } from '../../procedure.ts';
import type { Condition, Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { baseSet } from './base-set.ts';
import { whichOf } from './filter.ts';
import { timeZoneOf } from './isp.ts';
import { notOnRouter, notSynced } from './sync-state.ts';

/** Answers that hold until somebody writes. Counting a million customers takes a while, and nobody writes between two pages. */
export interface Kept {
  readonly of: <T>(question: string, answer: () => T) => T;
  /** The answer to a question that was asked before; undefined when it was not, or no longer holds. */
  readonly known: (question: string) => unknown;
}

/** How many answers are kept, unless said: some filters, each in some orders. */
const USUAL = 50;

export function keptUntilWritten({ reader }: Pick<Store, 'reader'>, most = USUAL): Kept {
  let version: unknown;
  const answers = new Map<string, unknown>();
  const known = (question: string): unknown => {
    // Changes with every commit of the writing connection.
    const current: unknown = reader.pragma('data_version', { simple: true });
    if (current !== version) answers.clear();
    version = current;
    return answers.get(question);
  };
  return {
    known,
    of: (question, answer) => {
      type Answer = ReturnType<typeof answer>;
      const before = known(question);
      // Cast: the question names what is asked and with which values, so its answer has one type.
      if (before !== undefined) return before as Answer;
      const found = answer();
      if (answers.size >= most) answers.clear();
      answers.set(question, found);
      // What failed, or what nobody waited for any more, is asked again.
      if (found instanceof Promise)
        found.catch(() => {
          if (answers.get(question) === found) answers.delete(question);
        });
      return found;
    },
  };
}

/** How many customers within reach are in each state. */
export function countsByStatus(
  { reader }: Pick<Store, 'reader'>,
  kept: Kept,
  actor: Actor,
): Readonly<Record<CustomerStatus, number>> {
  const reach = reachCondition({ reader }, actor, 'operator_id');
  return kept.of(`counts ${JSON.stringify(reach)}`, () => {
    const within = (status: CustomerStatus): number => countIn(reader, status, reach);
    const [pending, suspended, expired, deleted] = (['pending', 'suspended', 'expired', 'deleted'] as const).map(
      within,
    );
    const few = { pending: pending ?? 0, suspended: suspended ?? 0, expired: expired ?? 0, deleted: deleted ?? 0 };
    if (reach) return { ...few, active: within('active') };
    // SQLite knows the number of all rows at once; counting the active ones would read most of an index.
    const all = reader.prepare<[], number>('SELECT count(*) FROM customer').pluck().get() ?? 0;
    return { ...few, active: all - few.pending - few.suspended - few.expired - few.deleted };
  });
}

function countIn(reader: Store['reader'], status: CustomerStatus, reach: Condition | null): number {
  const { sql, params } = reach ?? { sql: 'TRUE', params: [] };
  const count = reader.prepare<unknown[], number>(`SELECT count(*) FROM customer WHERE status = ? AND ${sql}`).pluck();
  return count.get(status, ...params) ?? 0;
}

/** How many active customers within reach are paid for a few days more at most. */
export function countExpiring({ reader }: Pick<Store, 'reader'>, kept: Kept, actor: Actor, now: Date): number {
  const before = expiringBefore(now.getTime(), EXPIRING_DAYS, timeZoneOf(reader));
  const { base } = whichOf({ reader }, actor, { status: 'active' }, now);
  const active = baseSet(reader, kept, base);
  // From the index alone: to ask the rows for their state would take a hundred times as long.
  return kept.of(`expiring ${JSON.stringify([base, before])}`, () => {
    const numbers = reader
      .prepare<[number], number>('SELECT seq FROM customer WHERE expires_at < ?')
      .pluck()
      .all(before);
    return numbers.reduce((count, seq) => (active.has(seq) ? count + 1 : count), 0);
  });
}

/** How many customers within reach the central server does not have as they are here. */
export function countNotSynced({ reader }: Pick<Store, 'reader'>, kept: Kept, actor: Actor): number {
  const reach = reachCondition({ reader }, actor, '+operator_id') ?? { sql: 'TRUE', params: [] };
  const { sql } = notSynced.numbers ?? { sql: '' };
  return kept.of(
    `not synced ${JSON.stringify(reach)}`,
    () =>
      reader
        .prepare<unknown[], number>(`SELECT count(*) FROM customer WHERE seq IN (${sql}) AND ${reach.sql}`)
        .pluck()
        .get(...reach.params) ?? 0,
  );
}

/** How many customers within reach are not on a router as they should be. Deleted ones are in no list but their own. */
export function countNotOnRouter({ reader }: Pick<Store, 'reader'>, kept: Kept, actor: Actor): number {
  const reach = reachCondition({ reader }, actor, '+operator_id') ?? { sql: 'TRUE', params: [] };
  const { sql } = notOnRouter.numbers ?? { sql: '' };
  return kept.of(
    `not on router ${JSON.stringify(reach)}`,
    () =>
      reader
        .prepare<unknown[], number>(
          `SELECT count(*) FROM customer WHERE seq IN (${sql}) AND +status <> 'deleted' AND ${reach.sql}`,
        )
        .pluck()
        .get(...reach.params) ?? 0,
  );
}
