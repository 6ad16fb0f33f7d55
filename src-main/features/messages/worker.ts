import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { deliver } from './deliver.ts';
import { type GatewayLine, gatewayLine } from './line.ts';
import { nextDue, TRY_NOW } from './next-due.ts';
import { operatorsByGateway } from './operator-line.ts';
import { queueExpiring } from './sweep.ts';

/** How often is looked whether something is to be sent. */
const LOOK = 2000;
const HOURLY = 3_600_000;
/** After something went wrong that no message is to blame for (a missing key, a full disk). */
const REST = 60_000;
/** As long as the end of the program waits for an answer that is under way. */
const GRACE = 5000;
/** A message may belong to another gateway once it is looked at, and then to none of those that were gone through. */
const ROUNDS = 3;

export interface MessageWorker {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Tries, now, all that wait with these operators (null: all), but for what waits for the day. Answers how many were tried. */
  readonly flush: (operators: ReadonlySet<string> | null) => Promise<number>;
  /** Runs a job on the line to a gateway, once what is under way there has ended. */
  readonly onLine: <T>(gatewayOwner: string, job: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Sends what waits: one message at a time for each gateway, as long as there is a line. */
export function messageWorker(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>): MessageWorker {
  const { store, now, log } = deps;
  const lines = new Map<string, GatewayLine>();
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let taken: Promise<void> | undefined;
  let sweptAt = Number.NEGATIVE_INFINITY;

  const lineTo = (owner: string): GatewayLine => {
    const line = lines.get(owner) ?? gatewayLine();
    lines.set(owner, line);
    return line;
  };

  /** What an end in the middle has left: whether it was taken nobody knows, so it is not sent again by itself. */
  const takeUp = (): Promise<void> => {
    taken ??= store.write(
      ({ db }) => {
        db.prepare(
          `UPDATE message SET state = 'unknown', code = ?, params = '{}', ended_at = ?, next_try_at = NULL
           WHERE state = 'sending'`,
        ).run('message-interrupted', now().getTime());
      },
      { durable: true },
    );
    // A full disk may have room later.
    taken.catch(() => (taken = undefined));
    return taken;
  };

  const dueOf = (operators: readonly string[]): string | undefined => nextDue(store.reader, operators, now().getTime());

  /** Sends one after the other until none is due or the line rests. */
  const drain = (owner: string, operators: readonly string[]): Promise<{ tried: number; moved: number }> => {
    const line = lineTo(owner);
    return line.alone(async () => {
      const count = { tried: 0, moved: 0 };
      while (!isStopping && now().getTime() >= line.notBefore) {
        const id = dueOf(operators);
        if (id === undefined) break;
        const random = Math.random;
        const came = await deliver({ ...deps, random, signal: ending.signal }, id, owner, line.failures).catch(
          (error: unknown): Awaited<ReturnType<typeof deliver>> => {
            if (!(error instanceof Refusal)) log.failure(error, { during: 'messages' });
            return { kind: 'rest', until: now().getTime() + REST };
          },
        );
        if (came.kind === 'off') break;
        if (came.kind === 'moved') count.moved += 1;
        else if (came.kind !== 'night') count.tried += 1;
        line.failures = came.kind === 'rest' ? line.failures + 1 : 0;
        line.notBefore = came.kind === 'rest' ? came.until : 0;
      }
      return count;
    });
  };

  const whileRunning = async <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };

  const look = async (): Promise<void> => {
    if (isStopping || store.locked) return;
    await takeUp();
    const at = now().getTime();
    if (Math.abs(at - sweptAt) >= HOURLY) {
      sweptAt = at;
      await queueExpiring(deps, () => isStopping);
    }
    for (const [owner, operators] of operatorsByGateway(store.reader)) {
      if (lineTo(owner).isBusy() || dueOf(operators) === undefined) continue;
      void whileRunning(drain(owner, operators)).catch((error: unknown) => log.failure(error, { during: 'messages' }));
    }
  };

  const lookSafely = (): void => {
    void whileRunning(look()).catch((error: unknown) => log.failure(error, { during: 'messages' }));
  };

  return {
    start: async () => {
      // Whatever keeps it from the disk now may be over at the next look.
      await takeUp().catch((error: unknown) => log.failure(error, { during: 'messages' }));
      lookSafely();
      timer = setInterval(lookSafely, LOOK);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      const grace = setTimeout(() => ending.abort(), GRACE);
      await Promise.allSettled(running);
      clearTimeout(grace);
    },
    flush: async (within) => {
      await takeUp();
      const isWithin = (operator: string): boolean => within?.has(operator) ?? true;
      await store.write(({ db }) => {
        const at = now().getTime();
        const operators = db.prepare<[], string>('SELECT id FROM operator').pluck().all().filter(isWithin);
        db.prepare(TRY_NOW).run(at, JSON.stringify(operators), at);
      });
      let tried = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const lanes = [...operatorsByGateway(store.reader)].map(async ([owner, served]) => {
          const operators = served.filter(isWithin);
          if (round === 0) lineTo(owner).notBefore = 0;
          return operators.length === 0 ? { tried: 0, moved: 0 } : drain(owner, operators);
        });
        const counts = await whileRunning(Promise.all(lanes));
        tried += counts.reduce((sum, count) => sum + count.tried, 0);
        if (counts.every(({ moved }) => moved === 0)) break;
      }
      return tried;
    },
    onLine: async (owner, job) => {
      await takeUp();
      return whileRunning(lineTo(owner).alone(() => job(ending.signal)));
    },
  };
}
