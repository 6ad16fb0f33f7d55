import type { SyncPhase } from '#shared/contract/sync.ts';
import { recordsIn } from '#shared/sync/mutations.ts';
import type { ProtocolFault } from '#shared/sync/push.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { staleSearch } from '../records/index.ts';
import { keepLastRunIn, takeBackForetold } from '../billing/index.ts';
import { hasUndecided } from './entries.ts';
import { backOff, type CentralLine, type LineFailure } from './line/index.ts';
import { askHolds } from './holds.ts';
import { hasToReadAgain, readAgain } from './not-understood.ts';
import { nextPull, takePage } from './pull.ts';
import type { RecordProblem } from './rows/index.ts';
import { nextParcel, takePushReply } from './push.ts';
import { keepContact, keepFull, keepToken, openToken, sealToken, serverRow, type ServerRow } from './server-row.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log' | 'version'>;

/** A line to a server, over which nothing goes yet. */
export type LineTo = (server: Pick<ServerRow, 'url' | 'fingerprint'>, token: string | null) => CentralLine;

export interface EngineDeps extends Deps {
  readonly lineTo: LineTo;
  readonly random: () => number;
}

/** How often is looked whether something is to be sent, and how often what others did is asked for. */
const LOOK = 2_000;
const ASK = 30_000;
const DAY = 86_400_000;
/** No rest is longer, unless the server has asked for it. */
const LONGEST = 3_600_000;
/** A token is changed for another one when it is this old. */
const TOKEN_LIVES = 30 * DAY;
/** So often in one turn everything begins anew: whoever wants it more often has a fault of their own. */
const MOST_BEGINNINGS = 3;
/** What was told is kept this long: longer than the oldest backup that the server may be restored from. */
const JOURNAL_KEPT = 90 * DAY;

/** What goes on, for whoever looks. */
export interface Going {
  readonly phase: SyncPhase;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: { readonly code: string; readonly params: LineFailure['params']; readonly since: number } | null;
  readonly nextTryAt: number | null;
}

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

const QUIET: Going = { phase: 'resting', progress: null, failure: null, nextTryAt: null };

/** Keeps the console and the central server in step: one request at a time, what is here first, then what others did. */
export function syncEngine(deps: EngineDeps): Engine {
  const { store, now, log, random, lineTo } = deps;
  const rests = backOff(random);
  // Customers are found by zones and fields of their own, which others may have renamed.
  const stale = staleSearch(deps);
  const ending = new AbortController();
  let going = QUIET;
  let last: Promise<unknown> = Promise.resolve();
  /** One turn waits or is under way: another one would find nothing more to do. */
  let isQueued = false;
  let timer: NodeJS.Timeout | undefined;
  /** How often this turn has begun anew. */
  let beginnings = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let prunedAt = Number.NEGATIVE_INFINITY;
  let line: { readonly key: string; readonly to: CentralLine } | null = null;

  const lineOf = (server: ServerRow): CentralLine => {
    const key = [server.url, server.fingerprint, Buffer.from(server.tokenSealed).toString('base64')].join('\n');
    if (line?.key !== key) {
      line?.to.close();
      line = { key, to: lineTo(server, openToken(store.seal, server)) };
    }
    return line.to;
  };

  const failed = (failure: LineFailure): void => {
    const at = now().getTime();
    const { kind, code, params } = failure;
    if (kind === 'stopped') return;
    const since = going.failure?.code === code ? going.failure.since : at;
    const rest = rests.next(failure.kind === 'busy' ? failure.seconds : null);
    going = { ...QUIET, failure: { code, params, since }, nextTryAt: at + rest };
  };

  const answered = (): void => {
    rests.reset();
    going = { ...going, failure: null, nextTryAt: null };
  };

  /** A record of a newer server: it stays here as it was, until another program is here (not-understood.ts). */
  const unreadable = ({ code, params }: RecordProblem): void =>
    log.warn('a record was not understood', { code, ...params });

  /** Whether an answer brings nothing nearer to its end: asked again at once, it would be asked for ever. */
  const leadsNowhere = ({ url }: ServerRow, fault: ProtocolFault | null, isAnswer: boolean): boolean => {
    if (fault !== null) beginnings += 1;
    if (fault === null ? isAnswer : beginnings <= MOST_BEGINNINGS) return false;
    failed({ kind: 'not-understood', code: 'sync-answer-strange', params: { host: new URL(url).host } });
    return true;
  };

  const isJoined = (): ServerRow | null => {
    const server = serverRow(store.reader);
    return server?.state === 'joined' && !server.isPaused && !store.locked ? server : null;
  };

  const sendAll = async (): Promise<boolean> => {
    let done = 0;
    for (;;) {
      const server = isJoined();
      if (!server || ending.signal.aborted) return false;
      const parcel = await nextParcel(deps);
      if (!parcel) return true;
      going = { ...going, phase: 'sending', progress: { done, total: done + waitingRecords(store) } };
      const reply = await lineOf(server).push(parcel.request, ending.signal);
      if (!reply.ok) {
        failed(reply.failure);
        return false;
      }
      const { fault, results } = reply.value;
      const isAnswer = results.some(({ uid }) => parcel.request.mutations.some((mutation) => mutation.uid === uid));
      if (leadsNowhere(server, fault, isAnswer)) return false;
      answered();
      await takePushReply(deps, parcel, reply.value);
      done += parcel.request.mutations.reduce((sum, mutation) => sum + recordsIn(mutation), 0);
    }
  };

  const fetchAll = async (): Promise<boolean> => {
    let behindAtFirst: number | null = null;
    if (hasToReadAgain(store.reader, deps.version)) await store.write(({ db }) => readAgain(db));
    for (;;) {
      const server = isJoined();
      const request = nextPull(deps);
      if (!server || !request || ending.signal.aborted) return false;
      going = { ...going, phase: going.phase === 'receiving' ? 'receiving' : 'asking' };
      const reply = await lineOf(server).pull(request, ending.signal);
      if (!reply.ok) {
        failed(reply.failure);
        return false;
      }
      const { fault, more, behind, rows } = reply.value;
      if (leadsNowhere(server, fault, true)) return false;
      answered();
      if (more || rows.length > 0) {
        behindAtFirst ??= behind + 1;
        const total = Math.max(behindAtFirst, behind);
        going = { ...going, phase: 'receiving', progress: { done: total - behind, total } };
      }
      await takePage({ ...deps, unreadable }, request, reply.value);
      if (rows.length > 0) stale.start();
      if (!more && fault === null) return true;
      // Everything is told again before it is fetched.
      if (fault !== null && !(await sendAll())) return false;
    }
  };

  const once = async (): Promise<void> => {
    if (!isJoined()) return;
    beginnings = 0;
    try {
      const isThrough = (await sendAll()) && (await fetchAll());
      askedAt = now().getTime();
      if (!isThrough) return;
      const isFull = !hasUndecided(store.reader);
      await store.write(({ db }) => {
        const at = now().getTime();
        (isFull ? keepFull : keepContact)(db, at);
        // The server bills by its own clock: whatever this one has said before is of no more account.
        keepLastRunIn(db, at);
        // Of whom the server has said nothing, nothing has come about.
        takeBackForetold(db);
      });
      await changeToken();
      await prune();
      const server = isJoined();
      const failure = server && (await askHolds(deps, lineOf(server), { signal: ending.signal }));
      if (failure) failed(failure);
    } catch (error) {
      if (!(error instanceof Refusal)) log.failure(error, { during: 'sync' });
      const { code, params } = error instanceof Refusal ? error : new Refusal('sync-broken');
      // Nothing of the line's: a missing key, a full disk, a bug. It may be over later.
      failed({ kind: 'not-understood', code, params });
    } finally {
      going = { ...going, phase: 'resting', progress: null };
    }
  };

  /** The one before holds until the new one is first used: nothing is lost when the answer is. */
  const changeToken = async (): Promise<void> => {
    const server = isJoined();
    const at = now().getTime();
    if (!server || Math.abs(at - server.tokenAt) < TOKEN_LIVES) return;
    const reply = await lineOf(server).rotateToken(ending.signal);
    if (reply.ok) await store.write(({ db }) => keepToken(db, sealToken(store.seal, reply.value.token), at));
  };

  const prune = async (): Promise<void> => {
    const at = now().getTime();
    if (Math.abs(at - prunedAt) < DAY) return;
    prunedAt = at;
    await store.write(({ db }) => {
      db.prepare("DELETE FROM sync_journal WHERE ended_at < ? AND state IN ('applied', 'discarded')").run(
        at - JOURNAL_KEPT,
      );
    });
  };

  const alone = <T>(job: () => Promise<T>): Promise<T> => {
    const turn = last.then(job);
    last = turn.catch(() => undefined);
    return turn;
  };

  const look = (): void => {
    if (isQueued || !isJoined()) return;
    const at = now().getTime();
    // A clock that was set back must not hold anything up.
    const rest = going.nextTryAt === null ? 0 : going.nextTryAt - at;
    if (rest > 0 && rest <= LONGEST) return;
    if (hasUndecided(store.reader) || Math.abs(at - askedAt) >= ASK) {
      isQueued = true;
      void alone(once).finally(() => (isQueued = false));
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
      line?.to.close();
    },
    run: () => alone(once),
    takeRouter: (routerId) =>
      alone(async () => {
        // The server has to know the router, and this console whatever was done for it elsewhere.
        await once();
        const server = serverRow(store.reader);
        if (server?.state !== 'joined') throw new Refusal('sync-none');
        const failure = await askHolds(deps, lineOf(server), { signal: ending.signal, take: routerId });
        if (failure) throw new Refusal(failure.code, failure.params);
      }),
    going: () => going,
    alone,
  };
}

const waitingRecords = ({ reader }: Pick<Deps['store'], 'reader'>): number =>
  reader
    .prepare<[], number>("SELECT coalesce(sum(records), 0) FROM sync_journal WHERE state IN ('pending', 'sent')")
    .pluck()
    .get() ?? 0;
