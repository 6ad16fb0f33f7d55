import { folded } from '#shared/domain/text.ts';
import type { Refused } from '#shared/contract/refused.ts';
import type { SessionRow } from '#shared/sync/online.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { CentralAsk } from '../sync/index.ts';
import { whileLooked } from './looking.ts';
import { asMac } from './read-sessions.ts';

/** How often the server is asked while somebody looks: routers tell FreeRADIUS only every few minutes. In milliseconds. */
const EVERY = 30_000;
/** As many as it tells at once. */
const PAGE = 1_000;

/** Somebody who is in, as FreeRADIUS told the central server. */
export interface ServerSession {
  /** "server:812": no router calls one so. */
  readonly id: string;
  readonly customer: string;
  readonly username: string;
  /** As usernames are compared. */
  readonly key: string;
  readonly nas: SessionRow['nas'];
  readonly address: string | null;
  readonly mac: string | null;
  /** Until the router last told of it, by the server's clock alone. */
  readonly uptimeSeconds: number | null;
  readonly bytesDown: number;
  readonly bytesUp: number;
}

/** What the server last told of who is in. */
export interface ServerTold {
  /** The newest first. */
  readonly sessions: readonly ServerSession[];
  readonly readAt: Date | null;
  /** Why it tells nothing now; null: it did. */
  readonly reason: Refused | null;
}

const NOTHING: ServerTold = { sessions: [], readAt: null, reason: null };

export interface CentralWatch {
  /** Somebody looks: from now on, for a while, the server is asked again and again. */
  readonly look: () => void;
  /** Null: this console works alone. */
  readonly lastTold: () => ServerTold | null;
  /** Asks now; resolves when the server has told or could not be reached. */
  readonly refresh: () => Promise<void>;
  /** Forgets sessions that are known to have ended, until the server knows it too. */
  readonly forget: (ids: readonly string[]) => void;
  readonly stop: () => void;
}

/** Keeps in memory who is in as the central server knows it, and asks for it as long as somebody looks. */
export function watchServer({
  central,
  now,
  log,
}: Pick<FeatureDeps, 'now' | 'log'> & { readonly central: CentralAsk }): CentralWatch {
  let told: ServerTold & { readonly of: string | null } = { ...NOTHING, of: null };
  let reading: Promise<void> | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let ended: ReadonlySet<string> = new Set();
  let isStopping = false;

  const lastOf = (server: string): ServerTold => (told.of === server ? told : NOTHING);

  const pageAfter = (after: string | null) => central.ask((line) => line.online({ after, limit: PAGE }));

  const readAll = async (server: string): Promise<void> => {
    const rows: SessionRow[] = [];
    let after: string | null = null;
    do {
      const outcome = await pageAfter(after);
      if (outcome === null || isStopping) return;
      if (!outcome.ok) {
        const { code, params } = outcome.failure;
        told = { ...lastOf(server), of: server, reason: { code, params: { ...params } } };
        return;
      }
      rows.push(...outcome.value.sessions);
      after = outcome.value.next;
    } while (after !== null);
    const sessions = rows.map(sessionOf).reverse();
    ended = new Set(sessions.flatMap(({ id }) => (ended.has(id) ? [id] : [])));
    told = { of: server, sessions: sessions.filter(({ id }) => !ended.has(id)), readAt: now(), reason: null };
  };

  /** One reading at a time: who asks meanwhile gets the same. */
  const read = (): Promise<void> => {
    const server = central.server();
    if (server === null || isStopping) return Promise.resolve();
    triedAt = now().getTime();
    reading ??= readAll(server)
      .catch((error: unknown) => void log.failure(error, { during: 'online' }))
      .finally(() => (reading = null));
    return reading;
  };

  const looking = whileLooked({
    ...{ now, every: EVERY, again: () => void read() },
    begin: () => {
      if (Math.abs(now().getTime() - triedAt) >= EVERY) void read();
    },
  });

  return {
    look: () => {
      if (central.server() !== null) looking.look();
    },
    lastTold: () => {
      const server = central.server();
      return server === null ? null : lastOf(server);
    },
    refresh: read,
    forget: (ids) => {
      ended = new Set([...ended, ...ids]);
      told = { ...told, sessions: told.sessions.filter(({ id }) => !ended.has(id)) };
    },
    stop: () => {
      isStopping = true;
      looking.stop();
    },
  };
}

function sessionOf(row: SessionRow): ServerSession {
  const { id, customer, username, nas, address, mac, start, updated, bytesDown, bytesUp } = row;
  return {
    id: `server:${id}`,
    ...{ customer, username, key: folded(username), nas, address, mac: asMac(mac ?? ''), bytesDown, bytesUp },
    uptimeSeconds: start === null || updated === null ? null : Math.max(0, Math.floor((updated - start) / 1000)),
  };
}
