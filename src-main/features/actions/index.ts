import type { ActionRun } from '#shared/contract/actions.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { ACTIONS } from '#shared/domain/customer/actions.ts';
import { beginRun, refuseRole, type RunAsked } from './begin.ts';
import type { DisconnectDeps } from './disconnect-chunk.ts';
import { outcomesOf } from './outcomes.ts';
import { preview } from './preview.ts';
import { dailyPurge } from './purge.ts';
import { runCounts } from './run-counts.ts';
import { openTerms, recentRuns, type RunRecord, runOf, runWithin } from './run-record.ts';
import { runs as runsOf } from './runs.ts';

/** As many runs as a person looks back on. */
const RECENT = 50;

type Progress = AsyncGenerator<{ done: number; total: number }, ActionRun, void>;

/** What the office does to customers, one or many: previews, runs, what came of them, undo. */
export function actionsFeature(deps: DisconnectDeps & Pick<FeatureDeps, 'log'>) {
  const { store } = deps;
  const counts = runCounts(store.reader);
  const runs = runsOf(deps, counts);

  async function* carriedOut(actor: Actor, asked: RunAsked): Progress {
    const run = await beginRun(deps, actor, asked);
    if (run.undoes !== null) counts.changed(run.undoes);
    return yield* runs.follow(run);
  }

  /** A run that has ended, for somebody who may do what it did. */
  const ended = (actor: Actor, id: string): RunRecord => {
    const run = runWithin(store, actor, id);
    refuseRole(actor, run.action);
    if (run.state === 'running') throw new Refusal('action-run-running');
    return run;
  };

  async function* again(actor: Actor, request: string, kind: 'retry' | 'undo', id: string): Progress {
    const run = ended(actor, id);
    if (kind === 'undo' && (run.undoes !== null || !ACTIONS[run.action].isUndoable)) throw new Refusal('undo-never');
    const { terms } = openTerms(store, run);
    // What an undo that was only partly possible is tried again as, is an undo.
    const from =
      kind === 'retry' && run.undoes !== null ? { kind: 'undo' as const, run: run.undoes } : { kind, run: id };
    return yield* carriedOut(actor, { request, terms, from });
  }

  const purge = dailyPurge(deps);

  return {
    start: () => {
      runs.takeUp();
      purge.start();
    },
    unlocked: () => {
      runs.takeUp();
      purge.run();
    },
    stop: async () => {
      await purge.stop();
      await runs.stop();
    },
    procedures: {
      preview: procedures.actions.preview.handler(({ input: { which, terms }, context: { actor }, signal }) =>
        preview(deps, actor, which, terms, signal),
      ),
      run: procedures.actions.run.handler(({ input: { request, which, terms }, context: { actor } }) =>
        carriedOut(actor, { request, terms, from: { kind: 'selection', which } }),
      ),
      get: procedures.actions.get.handler(({ input, context: { actor } }) =>
        runOf(store, counts, runWithin(store, actor, input.run)),
      ),
      outcomes: procedures.actions.outcomes.handler(({ input, context: { actor } }) =>
        outcomesOf(store, actor, { ...input, run: runWithin(store, actor, input.run).id }),
      ),
      recent: procedures.actions.recent.handler(({ context: { actor } }) =>
        recentRuns(store, actor, RECENT).map((run) => runOf(store, counts, run)),
      ),
      retry: procedures.actions.retry.handler(({ input, context: { actor } }) =>
        again(actor, input.request, 'retry', input.run),
      ),
      undo: procedures.actions.undo.handler(({ input, context: { actor } }) =>
        again(actor, input.request, 'undo', input.run),
      ),
    },
  } satisfies Feature<object>;
}
