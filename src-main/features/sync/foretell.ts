import type { FeatureDeps } from '../../feature.ts';
import { heldHere, type Store } from '../../store/index.ts';
import { foretell, keepLastRunIn, lastRunOf, restsSince } from '../billing/index.ts';
import type { Going } from './going.ts';
import { serverRow } from './server-row.ts';

/** A server that has not answered for so long is not waited for. */
const PATIENCE = 600_000;
const MINUTE = 60_000;
/** Not every look is worth a write. */
const WORTH_KEEPING = 3_600_000;
/** How many customers one transaction takes: other writes get their turn between two. */
const CHUNK = 200;

// Which router a customer is on is said by a view, of each customer who is due.
const DUE = `SELECT id FROM customer WHERE next_due_at <= @at
  AND NOT EXISTS (SELECT 1 FROM sync_foretold WHERE customer_id = customer.id AND (due_at IS NULL OR due_at > @at))
  AND EXISTS (SELECT 1 FROM customer_router WHERE customer_id = customer.id AND router_id IS NOT NULL
    AND ${heldHere('customer_router.router_id')})
  ORDER BY next_due_at LIMIT ${CHUNK}`;

export interface Foreteller {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Reckons ahead whoever is due by now, if the server has been out of reach for long enough. */
  readonly look: () => Promise<void>;
}

/**
 * Has whoever has not paid cut off on the routers that this console holds while the central server cannot be reached: each
 * minute it foretells what the server will say of those who are due.
 */
export function foreteller(
  { store, now, log }: Pick<FeatureDeps, 'store' | 'now' | 'log'>,
  going: () => Going,
): Foreteller {
  let timer: NodeJS.Timeout | undefined;
  let isEnding = false;
  let last: Promise<void> = Promise.resolve();

  const through = async (): Promise<void> => {
    for (;;) {
      const at = now().getTime();
      if (isEnding || !isOutOfReach(store, going(), at) || restsSince(store.reader, at) !== null) return;
      const due = dueIds(store.reader, at);
      if (due.length === 0) return keepGone(store, at);
      const others = await store.write(({ db }) => foretell(db, dueIds(db, at), at));
      if (others > 0) log.info('the console foretold what the central server will say', { customers: others });
    }
  };

  const look = (): Promise<void> => {
    const turn = last.then(through);
    last = turn.catch((error: unknown) => {
      log.failure(error, { during: 'foretelling' });
    });
    return last;
  };

  return {
    look,
    start: () => {
      timer = setInterval(() => void look(), MINUTE);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    stop: async () => {
      isEnding = true;
      clearInterval(timer);
      await last;
    },
  };
}

/** A console that has just been switched on tries the server first: it was silent itself, not the server. */
function isOutOfReach({ reader, locked }: Pick<Store, 'reader' | 'locked'>, { failure }: Going, at: number): boolean {
  const server = serverRow(reader);
  if (locked || server?.state !== 'joined' || (failure === null && !server.isPaused)) return false;
  return at - (server.contactAt ?? server.enrolledAt) >= PATIENCE;
}

const dueIds = (db: Store['reader'], at: number): string[] =>
  db.prepare<[{ readonly at: number }], string>(DUE).pluck().all({ at });

/** By this is seen that the clock has leapt. */
async function keepGone(store: Store, at: number): Promise<void> {
  if (at - (lastRunOf(store.reader) ?? 0) >= WORTH_KEEPING) await store.write(({ db }) => keepLastRunIn(db, at));
}
