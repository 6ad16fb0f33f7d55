import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { isEnrolled } from '../settings/index.ts';
import { keepLastRunIn, lastRunOf, restsSince } from './rest.ts';
import { NOTHING, settleCustomers, type Settled } from './settle-customers.ts';

export type ClockDeps = Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>;

/** How many customers one transaction takes: other writes get their turn between two. */
const CHUNK = 200;
const MINUTE = 60_000;
/** Not every look of the clock is worth a write. */
const WORTH_KEEPING = 3_600_000;

const DUE = `SELECT id FROM customer WHERE next_due_at <= ? AND id NOT IN (SELECT value FROM json_each(?))
  ORDER BY next_due_at LIMIT ?`;

/**
 * The billing clock: takes every customer who is due through to an instant. Everything comes about at a time of its own, so
 * that it may run late, twice, or after a month's pause; set back, it finds nothing to do.
 */
export interface BillingClock {
  /** Goes through once, behind what is under way. Answers what came about. */
  run(until: number): Promise<Settled>;
  /** The same through to now, as somebody says that the date is right: from then on it goes by this one. */
  affirm(): Promise<Settled>;
  /** When it last went through to the end; null: never. */
  lastRun(): number | null;
  /** How many customers it has not come to yet. */
  waiting(): number;
  /** Runs at once and from then on whenever something is due, at least each minute. */
  start(): void;
  /** Ends behind the customers in hand, and waits for that. */
  stop(): Promise<void>;
}

export function billingClock(deps: ClockDeps): BillingClock {
  const { store, now, log } = deps;
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let ranAt: number | null = null;
  let isTold = false;

  const lastRun = (): number | null => ranAt ?? lastRunOf(store.reader);

  const through = async (until: number): Promise<Settled> => {
    const failed = new Set<string>();
    let sum = NOTHING;
    while (!isStopped) {
      const some = await carefully(deps, until, failed);
      if (some === null) {
        // An instant of long ago takes nothing back of what was done since, and one still to come has not come by it.
        const reached = Math.max(Math.min(until, now().getTime()), lastRun() ?? 0);
        await keepLastRun(store, reached, sum.customers > 0, lastRun());
        ranAt = reached;
        break;
      }
      sum = added(sum, some);
    }
    return sum;
  };

  const run = (until: number): Promise<Settled> => {
    const turn = last.then(() => through(until));
    last = turn.catch(() => undefined);
    return turn;
  };

  const tick = (): void => {
    clearTimeout(timer);
    const at = now().getTime();
    const isOurs = !store.locked && !isEnrolled(store.reader);
    const rests = isOurs ? restsSince(store.reader, at) : null;
    if (rests !== null && !isTold) log.warn('billing rests: the clock has leapt', { last: rests, now: at });
    isTold = rests !== null;
    const ran = isOurs && rests === null ? run(at) : Promise.resolve(NOTHING);
    void ran
      .then(
        ({ customers, suspended, expired }) => {
          if (customers > 0) log.info('the billing clock went on', { customers, suspended, expired });
        },
        (error: unknown) => log.failure(error, { during: 'billing' }),
      )
      .then(() => {
        if (isStopped) return;
        timer = setTimeout(tick, untilNext(store, now().getTime()));
        // It must not keep a program alive that has nothing else to do.
        timer.unref();
      });
  };

  return {
    run,
    affirm: async () => {
      const at = now().getTime();
      const came = await run(at);
      await store.write(({ db }) => keepLastRunIn(db, at));
      ranAt = at;
      return came;
    },
    lastRun,
    waiting: () => waitingAt(store, now().getTime()),
    start: tick,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}

/** The next customers who are due; null: there are none. Whoever cannot be settled stands in nobody else's way. */
async function carefully(deps: ClockDeps, until: number, failed: Set<string>): Promise<Settled | null> {
  try {
    return await settleSome(deps, until, failed, CHUNK);
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  const [first] = dueIds(deps.store.reader, until, failed, 1);
  try {
    return await settleSome(deps, until, failed, 1);
  } catch (error) {
    if (error instanceof Refusal || first === undefined) throw error;
    deps.log.failure(error, { during: 'billing', customer: first });
    failed.add(first);
    return NOTHING;
  }
}

function settleSome(
  deps: ClockDeps,
  until: number,
  failed: ReadonlySet<string>,
  most: number,
): Promise<Settled | null> {
  return deps.store.write((tx) => {
    const ids = dueIds(tx.db, until, failed, most);
    return ids.length === 0 || isEnrolled(tx.db) ? null : settleCustomers(tx, deps, ids, until);
  });
}

const dueIds = (db: Store['reader'], until: number, failed: ReadonlySet<string>, most: number): string[] =>
  db
    .prepare<[number, string, number], string>(DUE)
    .pluck()
    .all(until, JSON.stringify([...failed]), most);

const waitingAt = ({ reader }: Store, at: number): number =>
  reader.prepare<[number], number>('SELECT count(*) FROM customer WHERE next_due_at <= ?').pluck().get(at) ?? 0;

/** How long the clock may rest. */
function untilNext({ reader }: Store, at: number): number {
  const next = reader.prepare<[], number | null>('SELECT min(next_due_at) FROM customer').pluck().get();
  return next == null ? MINUTE : Math.min(MINUTE, Math.max(1000, next - at));
}

/** A look that found nothing is kept once an hour. */
async function keepLastRun(store: Store, at: number, isNews: boolean, known: number | null): Promise<void> {
  if (!isNews && known !== null && at - known < WORTH_KEEPING) return;
  await store.write(({ db }) => keepLastRunIn(db, at));
}

const added = (one: Settled, other: Settled): Settled => ({
  customers: one.customers + other.customers,
  charges: one.charges + other.charges,
  charged: one.charged + other.charged,
  suspended: one.suspended + other.suspended,
  expired: one.expired + other.expired,
});
