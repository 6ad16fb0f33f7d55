import type { BatchResult } from '#shared/contract/import.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { keepBackup } from '../../store/backup.ts';
import { batchOf, type BatchRecord, recordBatch } from './batch-record.ts';
import { COMMIT_LIMITS, commitBatch, CommitStopped } from './commit.ts';
import type { RunningSession } from './running-session.ts';
import { dropFile } from './sealed-file.ts';
import { changeSession, dropSteps } from './session-record.ts';

/** A commit under way. What a person stopped waits for a person; what the program's end stopped goes on by itself. */
interface Attempt {
  stoppedBy: 'person' | 'end of the program' | null;
}

/** The commits of a core. Each session is committed once, however often it is asked for. */
export interface Commits {
  /** Begins or joins the commit of a session; resolves with what came of it, or null when it was stopped. */
  commit(actor: Actor, session: RunningSession, activate: boolean): Promise<BatchResult | null>;
  /** Resolves when it has stopped (or ended before it could be stopped). */
  stop(session: string): Promise<void>;
  /** Stops what runs and waits until it has ended. */
  stopAll(): Promise<void>;
}

export function commits(deps: FeatureDeps): Commits {
  const running = new Map<string, Attempt & { readonly result: Promise<BatchResult | null> }>();

  const run = async (
    actor: Actor,
    session: RunningSession,
    activate: boolean,
    isStopped: () => boolean,
  ): Promise<BatchResult | null> => {
    const { store } = deps;
    await session.loaded;
    // Edits that were asked for before the commit belong to it; later ones are refused.
    await session.alone(() => Promise.resolve());
    if (!session.isReady) throw new Refusal('import-not-ready', { file: session.record.fileName });
    const known = session.record.batchId === null ? undefined : batchOf(store, session.record.batchId);
    const batch = await beginning(deps, session, known, activate, actor);
    const terms = {
      batch: batch.id,
      activate: session.record.activate,
      by: actor.staffUserId,
      at: batch.at.getTime(),
      after: batch.doneThrough,
    };
    const total = await session.calls.call('prepare', terms);
    session.commit = { kind: 'running', done: batch.imported, total };
    await backUp(deps);
    const counts = session.session.counts;
    const sums = { rows: counts?.all ?? 0, skipped: counts?.leftOut ?? 0 };
    const imported = await commitBatch({
      store,
      limits: deps.commitLimits ?? COMMIT_LIMITS,
      batch: batch.id,
      by: actor.staffUserId,
      at: terms.at,
      total,
      done: batch.imported,
      doneThrough: batch.doneThrough,
      next: () => session.calls.call('nextChunk', null),
      without: ({ first, last }, rows) => session.calls.call('chunkWithout', { first, last, rows }),
      progress: (done) => {
        session.commit = { kind: 'running', done, total };
      },
      isStopped,
      record: (tx, state) => {
        const failed = sums.rows - sums.skipped - state.imported;
        recordBatch(tx, {
          ...batch,
          ...sums,
          imported: state.imported,
          failed,
          doneThrough: state.doneThrough,
          state: state.complete ? 'complete' : 'partial',
        });
        changeSession(tx, session.record.id, {
          state: state.complete ? 'done' : 'committing',
          batchId: batch.id,
          errorsLeft: failed,
        });
        // With nothing refused there is nothing to go on with: neither the file nor the edits are needed any more.
        if (state.complete && failed === 0) dropSteps(tx, session.record.id, 0);
        if (state.complete) {
          const { fileName } = batch;
          tx.audit({
            actor,
            action: 'import.commit',
            entity: 'import-batch',
            entityId: batch.id,
            before: null,
            after: { fileName, ...sums, imported: state.imported, failed, activate: terms.activate },
          });
        }
      },
    });
    const result = {
      batch: batch.id,
      fileName: batch.fileName,
      ...sums,
      imported,
      failed: sums.rows - sums.skipped - imported,
    };
    if (result.failed === 0) dropFile(store.folder, session.record.id);
    session.change({ state: 'done', batchId: batch.id });
    session.commit = { kind: 'done', result };
    return result;
  };

  /** `run`, and the session in its right state whatever comes of it. */
  const attempt = async (actor: Actor, session: RunningSession, activate: boolean, state: Attempt) => {
    session.commit = { kind: 'running', done: 0, total: 0 };
    try {
      return await run(actor, session, activate, () => state.stoppedBy !== null);
    } catch (error) {
      await takeBack(deps, session, state.stoppedBy === 'person');
      if (error instanceof CommitStopped) return null;
      throw error;
    }
  };

  return {
    commit: (actor, session, activate) => {
      const { id } = session.record;
      const known = running.get(id);
      if (known) return known.result;
      if (session.commit.kind === 'done') return Promise.resolve(session.commit.result);
      const state: Attempt = { stoppedBy: null };
      const result = attempt(actor, session, activate, state).finally(() => running.delete(id));
      running.set(id, Object.assign(state, { result }));
      return result;
    },
    stop: async (session) => {
      const commit = running.get(session);
      if (!commit) return;
      commit.stoppedBy = 'person';
      await commit.result.catch(() => undefined);
    },
    stopAll: async () => {
      for (const commit of running.values()) commit.stoppedBy ??= 'end of the program';
      await Promise.allSettled([...running.values()].map(({ result }) => result));
    },
  };
}

/** A copy of the store as it was. A disk without room for one is no reason to keep the office from working. */
async function backUp({ store, now, log }: FeatureDeps): Promise<void> {
  const kept = await keepBackup(store.folder, { reason: 'import', now });
  if (kept instanceof Refusal) log.warn('no backup before an import', { code: kept.code });
}

/** Says on disk that a commit has begun, before it does: a relaunch then knows that it may have to go on. */
async function beginning(
  deps: FeatureDeps,
  session: RunningSession,
  known: BatchRecord | undefined,
  activate: boolean,
  actor: Actor,
): Promise<BatchRecord> {
  if (known) return known;
  const { record } = session;
  const batch: BatchRecord = {
    id: record.batchId ?? deps.newId(),
    operatorId: record.operatorId,
    staffUserId: actor.staffUserId,
    fileName: record.fileName,
    fileHash: record.fileHash,
    state: 'partial',
    rows: 0,
    imported: 0,
    failed: 0,
    skipped: 0,
    doneThrough: 0,
    at: deps.now(),
  };
  await deps.store.write((tx) => {
    changeSession(tx, record.id, { state: 'committing', batchId: batch.id, activate });
  });
  session.change({ state: 'committing', batchId: batch.id, activate });
  return batch;
}

/**
 * After a stop or a failure: with nothing in, the session is open as before; with some parts in, it waits to be continued.
 * That a person stopped it is kept, so that the next start does not go on by itself.
 */
async function takeBack({ store, log }: FeatureDeps, session: RunningSession, byPerson: boolean): Promise<void> {
  const { id, batchId } = session.record;
  const isPartial = batchId !== null && batchOf(store, batchId) !== undefined;
  session.commit = { kind: isPartial ? 'stopped' : 'none' };
  if (isPartial && !byPerson) return;
  const change = isPartial ? ({ state: 'stopped' } as const) : ({ state: 'open', batchId: null } as const);
  try {
    await store.write((tx) => {
      changeSession(tx, id, change);
    });
    session.change(change);
  } catch (error) {
    // What stopped the commit (a full disk) may stop this too. A session that counts as committing loses nothing.
    if (!(error instanceof Refusal)) log.failure(error, { session: id });
  }
}
