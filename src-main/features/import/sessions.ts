import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { BatchResult, Session } from '#shared/contract/import.ts';
import type { Choices, Step } from '#shared/domain/import/choices.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { importSession } from '../../store/schema.ts';
import { reachOfActor } from '../operators/index.ts';
import { batchOf } from './batch-record.ts';
import { dormantSession, RunningSession } from './running-session.ts';
import { dropFile, hasFile, keepFile } from './sealed-file.ts';
import {
  addStep,
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
  open(actor: Actor, file: File, choices: Choices): Promise<{ session: string; continued: boolean }>;
  unfinished(actor: Actor): Session[];
  /** The session in memory, read again if it was not; refuses a foreign one as if it did not exist. */
  running(actor: Actor, id: string): RunningSession;
  choose(actor: Actor, id: string, choices: Choices): Promise<Session>;
  edit(actor: Actor, id: string, step: Step): Promise<{ changed: number; session: Session }>;
  undo(actor: Actor, id: string): Promise<Session>;
  redo(actor: Actor, id: string): Promise<Session>;
  discard(actor: Actor, id: string): Promise<void>;
  /** Refuses while the commit that makes this batch runs. */
  refuseWhileCommitting(batch: string): void;
  /** What is in memory of a batch that was undone is read again when it is next asked for. */
  forgetBatch(batch: string): Promise<void>;
  stop(): Promise<void>;
}

export function importSessions(deps: FeatureDeps, workers: WorkerPool): ImportSessions {
  const { store, now, newId } = deps;
  const inMemory = new Map<string, RunningSession>();

  const recordOf = (actor: Actor, id: string): SessionRecord => {
    const record = sessionOf(store, id, reachOfActor(store, actor));
    if (!record) throw new Refusal('import-session-unknown', {});
    return record;
  };

  const load = (record: SessionRecord): RunningSession => {
    const steps = stepsOf(store, record.id);
    const batch = record.batchId === null ? undefined : batchOf(store, record.batchId);
    const result: BatchResult | undefined = batch && { ...batch, batch: batch.id };
    const commit =
      result && record.state === 'done'
        ? ({ kind: 'done', result } as const)
        : batch && record.state === 'committing'
          ? ({ kind: 'stopped' } as const)
          : ({ kind: 'none' } as const);
    return new RunningSession(record, steps, commit, workers, {
      source: { kind: 'sealed', session: record.id },
      fileName: record.fileName,
      choices: record.choices,
      steps,
      operatorId: record.operatorId,
      batch: record.batchId,
    });
  };

  const makeRoom = (): void => {
    const idle = [...inMemory.values()].filter(({ commit }) => commit.kind !== 'running');
    for (const session of idle.slice(0, Math.max(0, idle.length - KEPT))) {
      inMemory.delete(session.record.id);
      void session.end();
    }
  };

  const running: ImportSessions['running'] = (actor, id) => {
    const known = inMemory.get(id);
    const record = recordOf(actor, id);
    const session = known ?? load(record);
    // The one used last stands last.
    inMemory.delete(id);
    inMemory.set(id, session);
    makeRoom();
    return session;
  };

  /** For changes: the file has been read, and no commit runs or has run. */
  const editable = async (actor: Actor, id: string): Promise<RunningSession> => {
    const session = running(actor, id);
    await session.loaded;
    if (session.commit.kind !== 'none')
      throw new Refusal('import-already-committed', { file: session.record.fileName });
    return session;
  };

  const remember = async (session: RunningSession): Promise<Session> => {
    const { errorsLeft } = session.session;
    if (errorsLeft !== session.record.errorsLeft) {
      await store.write((tx) => {
        changeSession(tx, session.record.id, { errorsLeft });
      });
      session.change({ errorsLeft });
    }
    return session.session;
  };

  return {
    running,

    open: async (actor, file, choices) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const fileHash = createHash('sha256').update(bytes).digest('hex');
      const interrupted = store.query
        .select({ id: importSession.id })
        .from(importSession)
        .where(
          and(
            eq(importSession.fileHash, fileHash),
            eq(importSession.state, 'committing'),
            eq(importSession.operatorId, actor.operatorId),
          ),
        )
        .get();
      if (interrupted && hasFile(store.folder, interrupted.id)) {
        running(actor, interrupted.id);
        return { session: interrupted.id, continued: true };
      }
      const id = newId();
      await keepFile(store.folder, id, bytes, store.seal);
      const record: SessionRecord = {
        id,
        operatorId: actor.operatorId,
        staffUserId: actor.staffUserId,
        fileName: file.name,
        fileSize: file.size,
        fileHash,
        choices,
        activate: true,
        state: 'open',
        errorsLeft: null,
        batchId: null,
        startedAt: now(),
      };
      try {
        await store.write((tx) => tx.orm.insert(importSession).values(record).run());
      } catch (error) {
        dropFile(store.folder, id);
        throw error;
      }
      const session = running(actor, id);
      void session.loaded.then(() => remember(session)).catch(() => undefined);
      return { session: id, continued: false };
    },

    unfinished: (actor) =>
      unfinishedSessions(store, reachOfActor(store, actor))
        .filter(({ id }) => hasFile(store.folder, id))
        .map((record) => inMemory.get(record.id)?.session ?? dormantSession(record, stepCount(store, record.id))),

    choose: async (actor, id, choices) => {
      const session = running(actor, id);
      await session.loaded.catch(() => undefined);
      if (session.commit.kind !== 'none')
        throw new Refusal('import-already-committed', { file: session.record.fileName });
      session.see(await session.calls.call('choose', choices));
      await store.write((tx) => {
        changeSession(tx, id, { choices });
      });
      session.change({ choices });
      return remember(session);
    },

    edit: async (actor, id, step) => {
      const session = await editable(actor, id);
      const { changed, view } = await session.calls.call('edit', step);
      if (changed > 0) {
        await addStep(store, id, session.steps.length, step);
        session.steps.push(step);
        session.undone = [];
        session.see(view);
      }
      return { changed, session: await remember(session) };
    },

    undo: async (actor, id) => {
      const session = await editable(actor, id);
      const step = session.steps.pop();
      if (!step) return session.session;
      session.undone.push(step);
      await store.write((tx) => {
        dropSteps(tx, id, session.steps.length);
      });
      session.see(await session.calls.call('undo', null));
      return remember(session);
    },

    redo: async (actor, id) => {
      const session = await editable(actor, id);
      const step = session.undone.pop();
      if (!step) return session.session;
      await addStep(store, id, session.steps.length, step);
      session.steps.push(step);
      session.see(await session.calls.call('redo', null));
      return remember(session);
    },

    discard: async (actor, id) => {
      const record = recordOf(actor, id);
      const session = inMemory.get(id);
      if (session?.commit.kind === 'running') throw new Refusal('import-running', { file: record.fileName });
      const hasBatch = record.batchId !== null && batchOf(store, record.batchId) !== undefined;
      inMemory.delete(id);
      await session?.end();
      await store.write((tx) => {
        // What a batch has brought in stays, with its record; only the way on is given up.
        if (hasBatch) changeSession(tx, id, { state: 'done' });
        else deleteSession(tx, id);
      });
      if (!hasBatch) dropFile(store.folder, id);
    },

    refuseWhileCommitting: (batch) => {
      for (const { record, commit } of inMemory.values()) {
        if (record.batchId === batch && commit.kind === 'running') {
          throw new Refusal('import-running', { file: record.fileName });
        }
      }
    },

    forgetBatch: async (batch) => {
      for (const [id, session] of inMemory) {
        if (session.record.batchId !== batch) continue;
        inMemory.delete(id);
        await session.end();
      }
    },

    stop: async () => {
      await Promise.all([...inMemory.values()].map((session) => session.end()));
      inMemory.clear();
    },
  };
}
