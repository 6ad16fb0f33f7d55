import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { ActionRun } from '#shared/contract/actions.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { staffActor } from '../operators/index.ts';
import type { RunCounts } from './run-counts.ts';
import { openTerms, type RunRecord, runOf, unfinishedRuns } from './run-record.ts';
import { disconnectChunk, type DisconnectDeps, giveUp } from './disconnect-chunk.ts';
import { failNext, type Work, workChunk } from './work-chunk.ts';

/** Progress is told at most ten times a second. */
const TOLD_EVERY_MS = 100;

type RunsDeps = DisconnectDeps & Pick<FeatureDeps, 'log'>;

interface Going {
  done: number;
  readonly total: number;
  readonly ended: Promise<void>;
}

/** The runs that go on, whether or not anybody listens. */
export interface Runs {
  /** Tells how far a run is until it has ended; takes it up when it is not under work. */
  follow(run: RunRecord): AsyncGenerator<{ done: number; total: number }, ActionRun, void>;
  /** Takes up what a restart has interrupted. */
  takeUp(): void;
  /** Ends behind the customers in hand, and waits for that. */
  stop(): Promise<void>;
}

export function runs(deps: RunsDeps, counts: RunCounts): Runs {
  const { store, log } = deps;
  const going = new Map<string, Going>();
  let isStopped = false;

  const work = async (run: RunRecord, isLeft: boolean, progress: (done: number) => void): Promise<void> => {
    const actor = staffActor(store, run.staffUserId);
    if (!actor) throw new Error(`Run ${run.id} is of somebody who is not there`);
    const job: Work = { run, actor, terms: openTerms(store, run).terms };
    if (isLeft && run.action === 'disconnect') await giveUp(deps, job);
    let done = run.total - counts.of(run).waiting;
    while (!isStopped) {
      const worked = run.action === 'disconnect' ? await disconnectChunk(deps, job) : await carefully(deps, job);
      if (worked === 0) return;
      if (run.undoes !== null) counts.changed(run.undoes);
      progress((done += worked));
      await turn();
    }
  };

  /** `isLeft`: by a restart. */
  const goOn = (run: RunRecord, isLeft = false): Going => {
    const known = going.get(run.id);
    if (known) return known;
    // Begun in a turn of its own, so that it can tell how far it is.
    const ended = Promise.resolve().then(() => work(run, isLeft, (done) => (started.done = done)));
    const started: Going = { done: run.total - counts.of(run).waiting, total: run.total, ended };
    going.set(run.id, started);
    const forget = (): boolean => going.delete(run.id);
    ended.then(forget, (error: unknown) => {
      forget();
      // A full disk is told to whoever listens, and the run is taken up again; anything else is a bug.
      if (!(error instanceof Refusal)) log.failure(error, { run: run.id });
    });
    return started;
  };

  return {
    async *follow(run) {
      if (run.state === 'running') {
        const started = goOn(run);
        for (let isOver = false; !isOver;) {
          yield { done: started.done, total: started.total };
          isOver = await endsWithin(started.ended, TOLD_EVERY_MS);
        }
        yield { done: started.done, total: started.total };
      }
      return runOf(store, counts, run);
    },
    takeUp: () => {
      if (store.locked) return;
      for (const run of unfinishedRuns(store)) {
        log.info('an interrupted run goes on', { run: run.id, action: run.action });
        goOn(run, true).ended.catch(() => undefined);
      }
    },
    stop: async () => {
      isStopped = true;
      await Promise.allSettled([...going.values()].map(({ ended }) => ended));
    },
  };
}

/** Whether it has ended before the time is up. Throws what it ended with. */
async function endsWithin(ended: Promise<void>, ms: number): Promise<boolean> {
  const patience = new AbortController();
  try {
    return await Promise.race([
      ended.then(() => true),
      wait(ms, false, { signal: patience.signal }).catch(() => false),
    ]);
  } finally {
    patience.abort();
  }
}

/** What concerns the store as a whole and not one customer: the run ends and is taken up later. */
const isOfStore = (error: unknown): boolean =>
  error instanceof Refusal &&
  ['store-disk-full', 'store-write-failed', 'store-damaged', 'key-locked'].includes(error.code);

/** The next customers of a run. When one of them fails, they are done one by one and the one that failed is told as such. */
async function carefully(deps: RunsDeps, job: Work): Promise<number> {
  try {
    return await workChunk(deps, job);
  } catch (error) {
    if (isOfStore(error)) throw error;
  }
  try {
    return await workChunk(deps, job, 1);
  } catch (error) {
    if (isOfStore(error)) throw error;
    const reason =
      error instanceof Refusal
        ? { code: error.code, params: error.params }
        : { code: 'action-failed', params: { id: deps.log.failure(error, { run: job.run.id }) } };
    await failNext(deps, job, reason);
    return 1;
  }
}
