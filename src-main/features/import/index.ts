import type { Feature, FeatureDeps } from '../../feature.ts';
import { commits as commitsOf } from './commit-session.ts';
import { fileOpener, type OpenFile } from './open-session.ts';
import { importProcedures } from './procedures.ts';
import { sessionEdits } from './session-edits.ts';
import { importSessions } from './sessions.ts';
import { takeUp } from './take-up.ts';
import { workerPool } from './worker-pool.ts';

// What customers come with who are not in a file: the same checks, and for the sample ISP the same writing.
export { lookUpIn } from './existing.ts';
export { gatherAll, type GatheredReference, gatherReference } from './gather-reference.ts';
export { chunksOf } from './prepare.ts';
export { chunkWriter } from './write-chunk.ts';

/** Customers from a spreadsheet: sessions, their commits, what came of them. */
export function importFeature(deps: FeatureDeps) {
  const commits = commitsOf(deps);
  const workers = workerPool(deps.importWorker, deps.store);
  const sessions = importSessions(deps, workers);
  let goOn = (): void => undefined;
  const open = fileOpener(deps, sessions);
  return {
    open,
    procedures: importProcedures(deps, workers, sessions, sessionEdits(deps, sessions), commits, open),
    start: async () => {
      goOn = await takeUp(deps, sessions, commits);
      workers.keepOneReady();
    },
    unlocked: () => goOn(),
    stop: async () => {
      await commits.stopAll();
      await sessions.stop();
      await workers.end();
    },
  } satisfies Feature<ReturnType<typeof importProcedures>> & { readonly open: OpenFile };
}
