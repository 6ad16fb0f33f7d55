import { eq, ne } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { importSession, staffUser } from '../../store/schema.ts';
import { batchOf } from './batch-record.ts';
import type { Commits } from './commit-session.ts';
import { hasFile } from './sealed-file.ts';
import { deleteSession } from './session-record.ts';
import type { ImportSessions } from './sessions.ts';

/**
 * Takes up what a crash or a restore left: commits that were interrupted between two parts go on; sessions whose file is
 * gone, and with which nobody can do anything, are dropped.
 */
export async function takeUp(deps: FeatureDeps, sessions: ImportSessions, commits: Commits): Promise<void> {
  const { store, log } = deps;
  const open = store.query.select().from(importSession).where(ne(importSession.state, 'done')).all();
  for (const { id, batchId, staffUserId, fileName, activate } of open) {
    const isPartial = batchId !== null && batchOf(store, batchId)?.state === 'partial';
    if (!hasFile(store.folder, id)) {
      if (!isPartial) await store.write((tx) => deleteSession(tx, id));
      log.warn('the file of an import session is gone', { session: id, isPartial });
      continue;
    }
    if (!isPartial || store.locked) continue;
    const actor = actorOf(deps, staffUserId);
    if (!actor) continue;
    log.info('an interrupted import goes on', { session: id, fileName });
    commits.commit(actor, sessions.running(actor, id), activate).catch((error: unknown) => {
      log.failure(error, { session: id });
    });
  }
}

function actorOf({ store }: FeatureDeps, id: string): Actor | undefined {
  const found = store.query.select().from(staffUser).where(eq(staffUser.id, id)).get();
  return found && { staffUserId: found.id, operatorId: found.operatorId, role: found.role, name: found.name };
}
