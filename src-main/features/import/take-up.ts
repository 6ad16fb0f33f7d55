import type { FeatureDeps } from '../../feature.ts';
import { importSession } from '../../store/schema.ts';
import { staffActor } from '../operators/index.ts';
import { batchOf } from './batch-record.ts';
import type { Commits } from './commit-session.ts';
import { dropFile, keptSessions } from './sealed-file.ts';
import { deleteSession, dropSteps } from './session-record.ts';
import type { ImportSessions } from './sessions.ts';

/** How long the file of a finished import is kept for the correction of its refused rows. */
const KEPT_DAYS = 90;

/**
 * Takes up what a crash or a restore left. Commits that were interrupted between two parts go on, one after the other
 * (what a person stopped waits for a person). Files without a session, files of long ago, and sessions whose file is gone
 * are dropped. The answer goes on with the interrupted ones, for when the data key was missing.
 */
export async function takeUp(deps: FeatureDeps, sessions: ImportSessions, commits: Commits): Promise<() => void> {
  const { store, log } = deps;
  const interrupted = await tidy(deps);
  const goOn = async (): Promise<void> => {
    for (const { id, staffUserId, fileName, activate } of interrupted.splice(0)) {
      const actor = staffActor(deps.store, staffUserId);
      if (!actor) continue;
      log.info('an interrupted import goes on', { session: id, fileName });
      try {
        await commits.commit(actor, sessions.running(actor, id), activate);
      } catch (error) {
        log.failure(error, { session: id });
      }
    }
  };
  if (!store.locked) void goOn();
  return () => void goOn();
}

type Row = typeof importSession.$inferSelect;

/** Drops what nobody can go on with; answers the sessions whose commit was interrupted. */
async function tidy({ store, now }: FeatureDeps): Promise<Row[]> {
  const kept = keptSessions(store.folder);
  const all = store.query.select().from(importSession).all();
  const old = now().getTime() - KEPT_DAYS * 86_400_000;
  const isPartial = ({ batchId }: Row): boolean => batchId !== null && batchOf(store, batchId)?.state === 'partial';
  const isOld = ({ state, startedAt }: Row): boolean => state === 'done' && startedAt.getTime() < old;
  const lost = all.filter((row) => !kept.has(row.id) && row.state !== 'done' && !isPartial(row));
  const outdated = all.filter(isOld);
  if (lost.length + outdated.length > 0) {
    await store.write((tx) => {
      for (const { id } of lost) deleteSession(tx, id);
      for (const { id } of outdated) dropSteps(tx, id, 0);
    });
  }
  const needed = new Set(all.filter((row) => !isOld(row)).map(({ id }) => id));
  for (const id of kept) if (!needed.has(id)) dropFile(store.folder, id);
  return all.filter((row) => row.state === 'committing' && kept.has(row.id) && isPartial(row));
}
