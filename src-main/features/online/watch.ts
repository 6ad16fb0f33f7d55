import type { Refused } from '#shared/contract/refused.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { RouterLines } from '../routers/index.ts';
import { whileLooked } from './looking.ts';
import { type LiveSession, readSessions } from './read-sessions.ts';

/** How often routers are read while somebody looks, in milliseconds. */
const EVERY = 10_000;

/** What a router last told of who is in. */
export interface LastTold {
  readonly sessions: readonly LiveSession[];
  readonly readAt: Date | null;
  /** Why it tells nothing now; null: it did. */
  readonly reason: Refused | null;
}

const NOTHING: LastTold = { sessions: [], readAt: null, reason: null };

interface Reading {
  readonly promise: Promise<void>;
  /** Sessions that were ended since it began: what it brings may still have them. */
  readonly ended: Set<string>;
}

export interface Watch {
  /** Somebody looks: from now on, for a while, these routers are read again and again. */
  readonly look: () => void;
  readonly lastTold: (routerId: string) => LastTold;
  /** Reads routers now, each on its own; resolves when all have told or failed. */
  readonly refresh: (routerIds: readonly string[]) => Promise<void>;
  /** Forgets sessions that are known to have ended. */
  readonly forget: (routerId: string, ids: readonly string[]) => void;
  readonly stop: () => void;
}

interface WatchDeps extends Pick<FeatureDeps, 'now' | 'log'> {
  readonly lines: RouterLines;
  /** The routers that are in use. */
  readonly routerIds: () => readonly string[];
}

/** Keeps in memory who is in on which router, and reads it as long as somebody looks. */
export function watchRouters({ lines, now, log, routerIds }: WatchDeps): Watch {
  const told = new Map<string, LastTold>();
  const readings = new Map<string, Reading>();
  const triedAt = new Map<string, number>();
  let isStopping = false;

  const lastTold = (routerId: string): LastTold => told.get(routerId) ?? NOTHING;

  const readOne = async (routerId: string, ended: ReadonlySet<string>, isPatient: boolean): Promise<void> => {
    try {
      const sessions = await lines.with(routerId, (session) => readSessions(session), { isPatient });
      told.set(routerId, { sessions: sessions.filter(({ id }) => !ended.has(id)), readAt: now(), reason: null });
    } catch (error) {
      if (isStopping) return;
      if (!(error instanceof Refusal)) log.failure(error, { during: 'online' });
      const { code, params } = error instanceof Refusal ? error : new Refusal('router-protocol', { router: '' });
      told.set(routerId, { ...lastTold(routerId), reason: { code, params: { ...params } } });
    }
  };

  /** One reading of a router at a time: who asks meanwhile gets the same. */
  const read = (routerId: string, isPatient: boolean): Promise<void> => {
    const running = readings.get(routerId);
    if (running) return running.promise;
    triedAt.set(routerId, now().getTime());
    const ended = new Set<string>();
    const promise = readOne(routerId, ended, isPatient).finally(() => readings.delete(routerId));
    readings.set(routerId, { promise, ended });
    return promise;
  };

  const readAll = (): void => {
    try {
      for (const routerId of routerIds()) void read(routerId, true);
    } catch (error) {
      // A disk that cannot be read must not end the program from within a timer.
      log.failure(error, { during: 'online' });
    }
  };

  /** Those of which nothing fresh is known. */
  const readOld = (): void => {
    const since = now().getTime() - EVERY;
    for (const routerId of routerIds()) if ((triedAt.get(routerId) ?? 0) <= since) void read(routerId, true);
  };

  const looking = whileLooked({ now, every: EVERY, begin: readOld, again: readAll });

  return {
    look: looking.look,
    lastTold,
    refresh: async (ids) => {
      await Promise.all(ids.map((id) => read(id, false)));
    },
    forget: (routerId, ids) => {
      const gone = new Set(ids);
      for (const id of ids) readings.get(routerId)?.ended.add(id);
      const last = lastTold(routerId);
      told.set(routerId, { ...last, sessions: last.sessions.filter(({ id }) => !gone.has(id)) });
    },
    // What is under way ends with the lines: a router that hangs does not keep the program from its end.
    stop: () => {
      isStopping = true;
      looking.stop();
    },
  };
}
