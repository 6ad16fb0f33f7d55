import type { Seal } from '../key/seal.ts';
import type { Log } from '../log.ts';
import type { Database, Queries } from '../store/database.ts';
import { restsSince } from '#shared/domain/billing/rest.ts';
import { nextCommit } from '../sync/head.ts';
import { Touched } from '../sync/touched.ts';
import type { Followed } from '../sync/work.ts';
import { keepLastRun, lastRunOf } from './last-run.ts';
import { NOTHING, settleCustomers, type Settled } from './settle.ts';

/** How many customers one transaction takes: pushes get their turn between two. */
const CHUNK = 200;
const MINUTE = 60_000;
/** Not every look of the clock is worth a write. */
const WORTH_KEEPING = 3_600_000;
/** Any number, as long as it is always the same: of several servers over one database one bills at a time. */
const LOCK = 7_258_115;

export interface ClockDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly now: () => Date;
  /** Writes what follows for RADIUS, in the same transaction. */
  readonly follow: (done: Followed) => Promise<void>;
  readonly log: Log;
}

/**
 * The billing clock of all consoles that are enrolled here: takes every customer who is due through to now. Everything comes
 * about at a time of its own, and its lines have ids that follow from it, so that it may run late, twice, or be killed.
 */
export interface BillingClock {
  /** Goes through once. Answers what came about; null: it rests, as the server's clock has leapt. */
  run(): Promise<Settled | null>;
  /** Runs at once and from then on whenever something is due, at least each minute. */
  start(): void;
  /** Ends behind the customers in hand, and waits for that. */
  stop(): Promise<void>;
}

/** What came of a chunk: nobody was due any more, another server is at it, or these were settled. */
type Chunk = 'done' | 'elsewhere' | Settled;

export function billingClock(deps: ClockDeps): BillingClock {
  const { database, now, log } = deps;
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isTold = false;

  const through = async (): Promise<Settled | null> => {
    const at = now().getTime();
    const rests = restsSince(await lastRunOf(database), at);
    if (rests !== null && !isTold) log.warn('billing rests: the clock has leapt', { last: rests, now: at });
    isTold = rests !== null;
    if (rests !== null) return null;
    const failed = new Set<string>();
    let sum = NOTHING;
    while (!isStopped) {
      const some = await carefully(deps, at, failed);
      if (some === 'done') await keep(database, at, sum.customers > 0);
      if (some === 'done' || some === 'elsewhere') break;
      sum = added(sum, some);
    }
    return sum;
  };

  const run = (): Promise<Settled | null> => {
    const turn = last.then(through);
    last = turn.catch(() => undefined);
    return turn;
  };

  const tick = async (): Promise<void> => {
    let wait = MINUTE;
    try {
      const came = await run();
      if (came && came.customers > 0) log.info('the billing clock went on', { ...came });
      wait = await untilNext(database, now().getTime());
    } catch (error) {
      log.failure(error, { during: 'billing' });
    }
    if (!isStopped) timer = setTimeout(() => void tick(), wait);
  };

  return {
    run,
    start: () => void tick(),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}

/** How many customers the clock has not come to yet. */
export async function waitingAt(db: Queries, at: number): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM customer WHERE next_due_at <= $1', [
    at,
  ]);
  return row?.count ?? 0;
}

/** The next customers who are due. Of a chunk with somebody who cannot be settled each is taken alone. */
async function carefully(deps: ClockDeps, until: number, failed: Set<string>): Promise<Chunk> {
  const ids = await dueIds(deps.database, until, failed);
  if (ids.length === 0) return 'done';
  try {
    return await settleSome(deps, ids, until);
  } catch (error) {
    // The database itself, rather than somebody in it.
    if (ids.length > 1) await deps.database.query('SELECT 1');
    else return passedOver(deps, error, ids, failed);
  }
  let sum = NOTHING;
  for (const id of ids) {
    try {
      const one = await settleSome(deps, [id], until);
      if (one === 'elsewhere') return one;
      if (one !== 'done') sum = added(sum, one);
    } catch (error) {
      passedOver(deps, error, [id], failed);
    }
  }
  return sum;
}

function passedOver({ log }: ClockDeps, error: unknown, ids: readonly string[], failed: Set<string>): Settled {
  for (const id of ids) {
    log.failure(error, { during: 'billing', customer: id });
    failed.add(id);
  }
  return NOTHING;
}

/** In one transaction, which is a commit of its own: the head first, as pushes take their turns by it. */
function settleSome(deps: ClockDeps, ids: readonly string[], until: number): Promise<Chunk> {
  const { database, seal, follow } = deps;
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ ours: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS ours', [LOCK]);
    if (lock?.ours !== true) return 'elsewhere';
    const { version } = await nextCommit(tx, until);
    // Some may have been settled since they were looked up, by what was pushed.
    const due = await tx.query<{ id: string }>('SELECT id FROM customer WHERE id = ANY($1) AND next_due_at <= $2', [
      ids,
      until,
    ]);
    const done = { tx, seal, version, at: until, touched: new Touched() };
    const settled = await settleCustomers(
      done,
      due.map(({ id }) => id),
    );
    await follow(done);
    return settled;
  });
}

async function dueIds(db: Queries, until: number, failed: ReadonlySet<string>): Promise<readonly string[]> {
  const due = await db.query<{ id: string }>(
    `SELECT id FROM customer WHERE next_due_at <= $1 AND NOT id = ANY($2) ORDER BY next_due_at, id LIMIT ${CHUNK}`,
    [until, [...failed]],
  );
  return due.map(({ id }) => id);
}

/** How long the clock may rest. Whoever could not be settled is due still, and tried again after a minute. */
async function untilNext(db: Queries, at: number): Promise<number> {
  const [row] = await db.query<{ next: number | null }>(
    'SELECT min(next_due_at) AS next FROM customer WHERE next_due_at > $1',
    [at],
  );
  return row?.next == null ? MINUTE : Math.min(MINUTE, Math.max(1000, row.next - at));
}

/** A look that found nothing is kept once an hour. */
async function keep(db: Queries, at: number, isNews: boolean): Promise<void> {
  const known = await lastRunOf(db);
  if (!isNews && known !== null && Math.abs(at - known) < WORTH_KEEPING) return;
  await keepLastRun(db, Math.max(at, known ?? 0));
}

const added = (one: Settled, other: Settled): Settled => ({
  customers: one.customers + other.customers,
  suspended: one.suspended + other.suspended,
  expired: one.expired + other.expired,
});
