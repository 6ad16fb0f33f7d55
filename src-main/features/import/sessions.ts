import type { BatchResult, Session } from '#shared/contract/import.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { reachOfActor } from '../operators/index.ts';
import { batchOf } from './batch-record.ts';
import { type CommitState, dormantSession, RunningSession } from './running-session.ts';
import { dropFile, hasFile } from './sealed-file.ts';
import {
  changeSession,
  deleteSession,
  dropSteps,
  sessionOf,
  type SessionRecord,
  stepCount,
  stepsOf,
  unfinishedSessions,
} from './session-record.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Workers that are kept in memory besides those that commit; the one that was used longest ago goes first. */
const KEPT = 3;

/** The import sessions of a core: on disk all of them, in memory those that are worked on. */
export interface ImportSessions {
  unfinished(actor: Actor): Session[];
  /** The session in memory, read again if it was not; refuses a foreign one as if it did not exist. */
  running(actor: Actor, id: string): RunningSession;
  /** Keeps on disk how many errors are left, for the offer to resume. */
  remember(session: RunningSession): Promise<Session>;
  discard(actor: Actor, id: string): Promise<void>;
  /** Lets go of what is in memory: the session is read again when it is next asked for. */
  forget(id: string): Promise<void>;
  forgetBatch(batch: string): Promise<void>;
  /** Refuses while the commit that makes this batch runs. */
  refuseWhileCommitting(batch: string): void;
  stop(): Promise<void>;
}

export function importSessions(deps: FeatureDeps, workers: WorkerPool): ImportSessions {
  const { store, log } = deps;
  const inMemory = new Map<string, RunningSession>();

  const recordOf = (actor: Actor, id: string): SessionRecord => {
    const record = sessionOf(store, id, reachOfActor(store, actor));
    if (!record) throw new Refusal('import-session-unknown', {});
    return record;
  };

  const load = (record: SessionRecord): RunningSession => {
    const steps = store.locked ? [] : stepsOf(store, record.id);
    const request = {
      source: { kind: 'sealed', session: record.id },
      fileName: record.fileName,
      choices: record.choices,
      steps,
      operatorId: record.operatorId,
      batch: record.batchId,
    } as const;
    return new RunningSession(record, steps, commitOf(record), workers, request, (error) => {
      log.failure(error, { session: record.id });
    });
  };

  const commitOf = ({ batchId, state }: SessionRecord): CommitState => {
    const batch = batchId === null ? undefined : batchOf(store, batchId);
    if (!batch || state === 'open') return { kind: 'none' };
    const result: BatchResult = { ...batch, batch: batch.id };
    return state === 'done' ? { kind: 'done', result } : { kind: 'stopped' };
  };

  const makeRoom = (): void => {
    const idle = [...inMemory.values()].filter(({ commit }) => commit.kind !== 'running');
    for (const session of idle.slice(0, Math.max(0, idle.length - KEPT))) void forget(session.record.id);
  };

  const forget = async (id: string): Promise<void> => {
    const session = inMemory.get(id);
    inMemory.delete(id);
    await session?.end();
  };

  return {
    forget,

    running: (actor, id) => {
      const record = recordOf(actor, id);
      const known = inMemory.get(id);
      const isLost = known?.isLost(store.locked) === true;
      if (isLost) void forget(id);
      const session = known && !isLost ? known : load(record);
      // The one used last stands last.
      inMemory.delete(id);
      inMemory.set(id, session);
      makeRoom();
      return session;
    },

    remember: async (session) => {
      const { errorsLeft } = session.session;
      if (errorsLeft !== session.record.errorsLeft) {
        await store.write((tx) => {
          changeSession(tx, session.record.id, { errorsLeft });
        });
        session.change({ errorsLeft });
      }
      return session.session;
    },

    unfinished: (actor) =>
      unfinishedSessions(store, reachOfActor(store, actor))
        .filter(({ id }) => hasFile(store.folder, id))
        .map((record) => inMemory.get(record.id)?.session ?? dormantSession(record, stepCount(store, record.id))),

    discard: async (actor, id) => {
      const record = recordOf(actor, id);
      if (inMemory.get(id)?.commit.kind === 'running') throw new Refusal('import-running', { file: record.fileName });
      await forget(id);
      await store.write((tx) => {
        // What a batch has brought in stays, with its record; the way on is given up.
        if (record.batchId === null || !batchOf(store, record.batchId)) deleteSession(tx, id);
        else {
          changeSession(tx, id, { state: 'done' });
          dropSteps(tx, id, 0);
        }
      });
      dropFile(store.folder, id);
    },

    refuseWhileCommitting: (batch) => {
      for (const { record, commit } of inMemory.values()) {
        if (record.batchId === batch && commit.kind === 'running') {
          throw new Refusal('import-running', { file: record.fileName });
        }
      }
    },

    forgetBatch: async (batch) => {
      for (const [id, session] of inMemory) if (session.record.batchId === batch) await forget(id);
    },

    stop: async () => {
      await Promise.all([...inMemory.values()].map((session) => session.end()));
      inMemory.clear();
    },
  };
}
