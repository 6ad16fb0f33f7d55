import type { ProtocolFault } from '#shared/sync/push.ts';
import { recordsIn } from '#shared/sync/mutations.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { keepLastRunIn, takeBackForetold } from '../billing/index.ts';
import { staleSearch } from '../records/index.ts';
import { hasUndecided, waitingRecords } from './entries.ts';
import { course, type Going } from './going.ts';
import { askHolds } from './holds.ts';
import { keptLine, type LineTo } from './kept-line.ts';
import type { LineFailure } from './line/index.ts';
import { hasToReadAgain, readAgain } from './not-understood.ts';
import { nextPull, takePage } from './pull.ts';
import { nextParcel, takePushReply } from './push.ts';
import type { RecordProblem } from './rows/index.ts';
import { keepContact, keepFull, serverRow, type ServerRow } from './server-row.ts';
import { changeToken, pruner } from './upkeep.ts';

export interface EngineDeps extends Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log' | 'version'> {
  readonly lineTo: LineTo;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** How often is looked whether something is to be sent, and how often what others did is asked for. */
const LOOK = 2_000;
const ASK = 30_000;
/** So often in one turn everything begins anew: whoever wants it more often has a fault of their own. */
const MOST_BEGINNINGS = 3;

export interface Engine {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Sends and fetches at once, whatever was waited for; ends when nothing is left or something fails. */
  readonly run: () => Promise<void>;
  /** Has the server give a router to this console. Throws Refusal `sync-none`, or with what the line says. */
  readonly takeRouter: (routerId: string) => Promise<void>;
  readonly going: () => Going;
  /** Runs a job while nothing is under way: an enrolment, or giving the server up. */
  readonly alone: <T>(job: () => Promise<T>) => Promise<T>;
}

/**
 * Keeps the console and the central server in step. A turn sends what is here and then fetches what others did, one request
 * at a time; turns follow each other, by themselves or because somebody asks. What fails ends a turn, and is tried again after
 * a rest.
 */
export function syncEngine(deps: EngineDeps): Engine {
  const { store, now, log } = deps;
  const line = keptLine(store, deps.lineTo);
  const { going, ...goes } = course(now, deps.random);
  const prune = pruner(deps);
  // Customers are found by zones and fields of their own, which others may have renamed.
  const stale = staleSearch(deps);
  const ending = new AbortController();
  /** When the last turn ended: what others did was asked for then. */
  let askedAt = Number.NEGATIVE_INFINITY;
  /** How often this turn has begun anew. */
  let beginnings = 0;

  /** The server, if anything is to go there now. */
  const atWork = (): ServerRow | null => {
    const server = serverRow(store.reader);
    const isAtWork = server?.state === 'joined' && !server.isPaused && !store.locked && !ending.signal.aborted;
    return isAtWork ? server : null;
  };

  // A turn

  const turn = async (): Promise<void> => {
    if (!atWork()) return;
    beginnings = 0;
    try {
      const isThrough = (await sendAll()) && (await fetchAll());
      askedAt = now().getTime();
      if (isThrough) await inStep();
    } catch (error) {
      if (!(error instanceof Refusal)) log.failure(error, { during: 'sync' });
      const { code, params } = error instanceof Refusal ? error : new Refusal('sync-broken');
      // Nothing of the line's: a missing key, a full disk, a bug. It may be over later.
      goes.failed({ kind: 'not-understood', code, params });
    } finally {
      goes.rests();
    }
  };

  /** Sends what waits, parcel by parcel. False: something failed, or it is to end. */
  const sendAll = async (): Promise<boolean> => {
    let done = 0;
    for (;;) {
      const server = atWork();
      if (!server) return false;
      const parcel = await nextParcel(deps);
      if (!parcel) return true;
      goes.sends(done, done + waitingRecords(store.reader));
      const reply = await line.to(server).push(parcel.request, ending.signal);
      if (!reply.ok) return failed(reply.failure);
      const { mutations } = parcel.request;
      const { fault, results } = reply.value;
      const isAnswer = results.some(({ uid }) => mutations.some((mutation) => mutation.uid === uid));
      if (leadsNowhere(server, fault, isAnswer)) return false;
      goes.answered();
      await takePushReply(deps, parcel, reply.value);
      done += mutations.reduce((sum, mutation) => sum + recordsIn(mutation), 0);
    }
  };

  /** Fetches what others did, page by page. False: something failed, or it is to end. */
  const fetchAll = async (): Promise<boolean> => {
    let behindAtFirst: number | null = null;
    if (hasToReadAgain(store.reader, deps.version)) await store.write(({ db }) => readAgain(db));
    for (;;) {
      const server = atWork();
      const request = nextPull(deps);
      if (!server || !request) return false;
      goes.asks();
      const reply = await line.to(server).pull(request, ending.signal);
      if (!reply.ok) return failed(reply.failure);
      const { fault, more, behind, rows } = reply.value;
      if (leadsNowhere(server, fault, true)) return false;
      goes.answered();
      if (more || rows.length > 0) {
        behindAtFirst ??= behind + 1;
        const total = Math.max(behindAtFirst, behind);
        goes.receives(total - behind, total);
      }
      await takePage({ ...deps, unreadable }, request, reply.value);
      if (rows.length > 0) stale.start();
      if (!more && fault === null) return true;
      // Everything is told again before it is fetched.
      if (fault !== null && !(await sendAll())) return false;
    }
  };

  /** Nothing is left on either side, or has just come about here: what is done once both are in step. */
  const inStep = async (): Promise<void> => {
    const isFull = !hasUndecided(store.reader);
    await store.write(({ db }) => {
      const at = now().getTime();
      (isFull ? keepFull : keepContact)(db, at);
      // The server bills by its own clock: whatever this one has said before is of no more account.
      keepLastRunIn(db, at);
      // Of whom the server has said nothing, nothing has come about.
      takeBackForetold(db);
    });
    const before = atWork();
    if (before) await changeToken(deps, before, line.to(before), ending.signal);
    await prune();
    const server = atWork();
    const failure = server && (await askHolds(deps, line.to(server), { signal: ending.signal }));
    if (failure) goes.failed(failure);
  };

  const failed = (failure: LineFailure): false => {
    goes.failed(failure);
    return false;
  };

  /** Whether an answer brings nothing nearer to its end: asked again at once, it would be asked for ever. */
  const leadsNowhere = ({ url }: ServerRow, fault: ProtocolFault | null, isAnswer: boolean): boolean => {
    if (fault !== null) beginnings += 1;
    if (fault === null ? isAnswer : beginnings <= MOST_BEGINNINGS) return false;
    goes.failed({ kind: 'not-understood', code: 'sync-answer-strange', params: { host: new URL(url).host } });
    return true;
  };

  /** A record of a newer server: it stays here as it was, until another program is here (not-understood.ts). */
  const unreadable = ({ code, params }: RecordProblem): void =>
    log.warn('a record was not understood', { code, ...params });

  // One after the other

  let last: Promise<unknown> = Promise.resolve();
  /** One turn waits or is under way: another one would find nothing more to do. */
  let isQueued = false;
  let timer: NodeJS.Timeout | undefined;

  const alone = <T>(job: () => Promise<T>): Promise<T> => {
    const ended = last.then(job);
    last = ended.catch(() => undefined);
    return ended;
  };

  const look = (): void => {
    if (isQueued || !atWork() || goes.isResting()) return;
    if (hasUndecided(store.reader) || Math.abs(now().getTime() - askedAt) >= ASK) {
      isQueued = true;
      void alone(turn).finally(() => (isQueued = false));
    }
  };

  return {
    start: () => {
      timer = setInterval(look, LOOK);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
      look();
    },
    stop: async () => {
      clearInterval(timer);
      ending.abort();
      await last;
      await stale.stop();
      line.close();
    },
    run: () => alone(turn),
    takeRouter: (routerId) =>
      alone(async () => {
        // The server has to know the router, and this console whatever was done for it elsewhere.
        await turn();
        const server = serverRow(store.reader);
        if (server?.state !== 'joined') throw new Refusal('sync-none');
        const failure = await askHolds(deps, line.to(server), { signal: ending.signal, take: routerId });
        if (failure) throw new Refusal(failure.code, failure.params);
      }),
    going,
    alone,
  };
}
