import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { keptLine, keyOf, type LineTo } from './kept-line.ts';
import type { CentralLine, Outcome } from './line/index.ts';
import { serverRow, type ServerRow } from './server-row.ts';

/** How long a line that nobody asks over is kept, in milliseconds. */
const IDLE = 60_000;

/**
 * What people look at, asked of the central server: over a line of its own, as a long push on that of the engine would hold
 * up a screen.
 */
export interface CentralAsk {
  /** Tells one server from another; null: the console works alone. */
  readonly server: () => string | null;
  /** What came of a question; null: there is no server to ask. */
  readonly ask: <T>(question: (line: CentralLine) => Promise<Outcome<T>>) => Promise<Outcome<T> | null>;
  /** Ends the line; what is under way ends as `stopped`. */
  readonly stop: () => void;
}

type Deps = Pick<FeatureDeps, 'store'> & { readonly lineTo: LineTo };

/** Ways to ask the central server that this console has joined. Nothing is opened before the first question. */
export function centralAsk({ store, lineTo }: Deps): CentralAsk {
  const line = keptLine(store, lineTo);
  let underWay = 0;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const joined = (): ServerRow | null => {
    const server = serverRow(store.reader);
    return server?.state === 'joined' ? server : null;
  };

  const close = (): void => {
    clearTimeout(idle);
    line.close();
  };

  const once = async <T>(
    server: ServerRow,
    question: (line: CentralLine) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    clearTimeout(idle);
    underWay++;
    try {
      return await question(line.to(server));
    } catch (error) {
      // The data key is not there, so that neither is the token.
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, failure: { kind: 'unauthorized', code: error.code, params: error.params } };
    } finally {
      underWay--;
      if (underWay === 0 && !isStopped) {
        idle = setTimeout(close, IDLE);
        // It must not keep a program alive that has nothing else to do.
        idle.unref();
      }
    }
  };

  return {
    server: () => {
      const server = joined();
      return server && `${server.url} ${server.deviceId}`;
    },
    ask: async (question) => {
      const server = joined();
      if (!server) return null;
      const outcome = await once(server, question);
      if (outcome.ok || isStopped) return outcome;
      const now = joined();
      // The token was changed for another one in the meantime: neither the question nor the server is to blame.
      const isOverHeld = outcome.failure.kind === 'unauthorized' || outcome.failure.kind === 'stopped';
      return isOverHeld && now && keyOf(now) !== keyOf(server) ? once(now, question) : outcome;
    },
    stop: () => {
      isStopped = true;
      close();
    },
  };
}
