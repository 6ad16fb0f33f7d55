import { eq } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { type ConnectOptions, isTrap, RouterError, type RouterSession } from '../../routeros/index.ts';
import { router } from '../../store/schema.ts';
import { keepAnswer, keepFailure } from './contact.ts';
import { routerRefusal } from './failure-words.ts';
import { readFacts } from './facts.ts';
import { refuseUnheld } from './holds.ts';
import type { RouterRow } from './router-kind.ts';
import { openRouterPassword } from '../../store/index.ts';

/** Logs in to a router. Rejects with a RouterError. */
export type ConnectRouter = (options: ConnectOptions) => Promise<RouterSession>;

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly connect: ConnectRouter };

/** A line that nobody used for so long is closed: a router has room for 20. */
const IDLE = 60_000;
/** A router that did not answer is left alone for a while, longer each time. */
const FIRST_REST = 2_000;
const LONGEST_REST = 300_000;

export interface RouterLines {
  /**
   * Does something over the one line to a router, opening it where it is not open. Throws a Refusal for what keeps it from
   * being done (`router-…`): what is wrong with the line, or what the router answered. `isPatient`: a router that rests
   * after a failure is not tried again yet, and refuses with what was wrong then. `to`: what it is for, reading unless said.
   * Whoever writes to a router or ends sessions on it has to hold it (`router-held-elsewhere`), and nobody writes to one
   * that somebody has not let Lastmile write to (`router-may-not-write`).
   */
  readonly with: <T>(
    routerId: string,
    work: (session: RouterSession, row: RouterRow) => Promise<T>,
    how?: { readonly isPatient?: boolean; readonly to?: 'read' | 'end-sessions' | 'write' },
  ) => Promise<T>;
  /**
   * Does something once as somebody else, over a line of its own that is closed at once. The login is kept nowhere, and what
   * becomes of it says nothing of how the router is. Throws a Refusal as `with` does.
   */
  readonly apart: <T>(
    routerId: string,
    login: Credentials,
    work: (session: RouterSession, row: RouterRow) => Promise<T>,
  ) => Promise<T>;
  /** When a router that failed is tried again, in milliseconds since 1970; null: it does not rest. */
  readonly restsUntil: (routerId: string) => number | null;
  readonly stop: () => Promise<void>;
}

/** Who logs in at a router. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

interface Line {
  version: number;
  session: Promise<RouterSession>;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

interface Rest {
  readonly version: number;
  readonly failures: number;
  readonly until: number;
  readonly refusal: Refusal;
}

/** The lines to the routers: one for each, shared by all who have something to do there. */
export function routerLines({ store, now, log, connect }: Deps): RouterLines {
  const lines = new Map<string, Line>();
  const rests = new Map<string, Rest>();
  const ending = new AbortController();

  const rowOf = (routerId: string): RouterRow => {
    const row = store.query.select().from(router).where(eq(router.id, routerId)).get();
    if (!row) throw new Refusal('record-unknown');
    return row;
  };

  const logIn = ({ host, port, codePage, tls, fingerprint }: RouterRow, login: Credentials): Promise<RouterSession> =>
    connect({
      ...{ host, port, codePage, user: login.user, password: login.password, signal: ending.signal },
      ...(tls ? { tls: fingerprint === null ? {} : { fingerprint } } : {}),
    });

  const open = async (row: RouterRow): Promise<RouterSession> => {
    if (row.passwordSealed === null) throw new Refusal('router-no-password', { router: row.name });
    const password = openRouterPassword(store.seal, row.id, row.passwordSealed);
    const session = await logIn(row, { user: row.username, password });
    try {
      const facts = await readFacts(session);
      await store.write(({ orm }) => keepAnswer(orm, row.id, now(), facts));
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  };

  const close = (routerId: string, line: Line): void => {
    clearTimeout(line.idle);
    if (lines.get(routerId) === line) lines.delete(routerId);
    line.session.then(
      (session) => session.close(),
      () => undefined,
    );
  };

  /** The line that there is, as long as it is open and the router is still the one that it was opened to. */
  const lineTo = async (row: RouterRow): Promise<Line> => {
    const known = lines.get(row.id);
    if (known) {
      const isOpen =
        known.version === row.version &&
        (await known.session.then(
          ({ isOpen: is }) => is,
          () => false,
        ));
      if (isOpen) return known;
      close(row.id, known);
      // Somebody else may have opened another one meanwhile; one to what the router was before would be left open for ever.
      const other = lines.get(row.id);
      if (other?.version === row.version) return other;
      if (other) close(row.id, other);
    }
    const line: Line = { version: row.version, session: open(row), users: 0, idle: undefined };
    lines.set(row.id, line);
    return line;
  };

  const failed = async (row: RouterRow, refusal: Refusal): Promise<void> => {
    const before = rests.get(row.id);
    const failures = (before?.version === row.version ? before.failures : 0) + 1;
    const rest = Math.min(FIRST_REST * 2 ** (failures - 1), LONGEST_REST) * (0.5 + Math.random());
    rests.set(row.id, { version: row.version, failures, until: now().getTime() + rest, refusal });
    await store
      .write(({ orm }) => keepFailure(orm, row.id, now(), refusal))
      .catch((error: unknown) => {
        log.failure(error, { during: 'routers' });
      });
  };

  const used = async <T>(row: RouterRow, work: (session: RouterSession, row: RouterRow) => Promise<T>): Promise<T> => {
    const line = await lineTo(row);
    line.users += 1;
    clearTimeout(line.idle);
    let isIn = false;
    try {
      const session = await line.session;
      isIn = true;
      const done = await work(session, row);
      rests.delete(row.id);
      return done;
    } catch (error) {
      if (!(error instanceof RouterError)) {
        if (error instanceof Refusal && lines.get(row.id) === line) await line.session.catch(() => close(row.id, line));
        throw error;
      }
      const refusal = routerRefusal(error.failure, row.name);
      // A router that does not even say who it is, is left alone as one that does not answer.
      if (!isIn || !isTrap(error)) {
        // A command without an answer may leave one on its way: a new line begins clean.
        close(row.id, line);
        if (!ending.signal.aborted) await failed(row, refusal);
      }
      throw refusal;
    } finally {
      line.users -= 1;
      if (line.users === 0 && lines.get(row.id) === line) {
        line.idle = setTimeout(() => close(row.id, line), IDLE);
        line.idle.unref();
      }
    }
  };

  return {
    with: async (routerId, work, { isPatient = false, to = 'read' } = {}) => {
      const row = rowOf(routerId);
      if (to !== 'read') refuseUnheld(store.reader, row);
      if (to === 'write' && !row.writes) throw new Refusal('router-may-not-write', { router: row.name });
      const rest = rests.get(routerId);
      if (isPatient && rest?.version === row.version && now().getTime() < rest.until) throw rest.refusal;
      return used(row, work);
    },
    apart: async (routerId, login, work) => {
      const row = rowOf(routerId);
      try {
        const session = await logIn(row, login);
        try {
          return await work(session, row);
        } finally {
          session.close();
        }
      } catch (error) {
        throw error instanceof RouterError ? routerRefusal(error.failure, row.name) : error;
      }
    },
    restsUntil: (routerId) => {
      const rest = rests.get(routerId);
      if (!rest || now().getTime() >= rest.until) return null;
      // Somebody may have mended meanwhile what was wrong with its password or address.
      const row = store.query.select({ version: router.version }).from(router).where(eq(router.id, routerId)).get();
      return row?.version === rest.version ? rest.until : null;
    },
    stop: async () => {
      ending.abort();
      const open_ = [...lines];
      for (const [routerId, line] of open_) close(routerId, line);
      await Promise.allSettled(open_.map(([, line]) => line.session));
    },
  };
}
