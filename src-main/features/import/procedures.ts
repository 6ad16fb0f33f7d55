import { setImmediate as turn } from 'node:timers/promises';
import type { DryRun, ListedProblem } from '#shared/contract/import.ts';
import { HEADINGS, type ImportField } from '#shared/domain/import/fields.ts';
import type { FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { reachOfActor } from '../operators/index.ts';
import { batchesOf } from './batch-record.ts';
import type { Commits } from './commit-session.ts';
import { correctionName, reportName } from './report.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './open-session.ts';
import type { SessionEdits } from './session-edits.ts';
import type { ImportSessions } from './sessions.ts';
import { importTemplate, templateName } from './template.ts';
import { refuseForeignBatch, undoBatch } from './undo-batch.ts';
import type { Calls } from './worker-call.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { ImportProcedures, LoadRequest } from './worker-protocol.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
} as const;

/** Each has a thread and a whole file in memory. */
const MOST_DRY_RUNS = 8;

/** The contract's `import`, put together from what the other files of this folder do. */
export function importProcedures(
  deps: FeatureDeps,
  workers: WorkerPool,
  sessions: ImportSessions,
  edits: SessionEdits,
  commits: Commits,
  open: OpenFile,
) {
  const { store } = deps;
  const { import: contract } = procedures;
  let dryRuns = 0;

  const ready = async (actor: Actor, id: string) => {
    const session = sessions.running(actor, id);
    await session.loaded;
    return session;
  };

  return contract.router({
    open: contract.open.handler(({ input, context }) => open(context.actor, input.file, input.choices ?? {})),

    dryRun: contract.dryRun.handler(async function* ({ input, context }) {
      if (dryRuns >= MOST_DRY_RUNS) throw new Refusal('import-busy', { count: MOST_DRY_RUNS });
      dryRuns += 1;
      const calls = workers.take(() => undefined);
      try {
        const bytes = new Uint8Array(await input.file.arrayBuffer());
        const request: LoadRequest = {
          source: { kind: 'bytes', bytes },
          fileName: input.file.name,
          choices: input.choices,
          steps: [],
          operatorId: context.actor.operatorId,
          batch: null,
        };
        const view = await calls.call('load', request, [bytes.buffer]);
        refuseUnready(view, input.file.name);
        return yield* listed(calls);
      } finally {
        await calls.end();
        dryRuns -= 1;
      }
    }),

    problems: contract.problems.handler(async function* ({ input, context }) {
      const session = await ready(context.actor, input.session);
      refuseUnready(session.session, session.record.fileName);
      return yield* listed(session.calls);
    }),

    unfinished: contract.unfinished.handler(({ context }) => sessions.unfinished(context.actor)),

    watch: contract.watch.handler(({ input, context, signal }) =>
      sessions.running(context.actor, input.session).watch(signal),
    ),

    get: contract.get.handler(({ input, context }) => sessions.running(context.actor, input.session).session),

    choose: contract.choose.handler(({ input, context }) => edits.choose(context.actor, input.session, input.choices)),

    rows: contract.rows.handler(({ input, context }) => {
      const { filter, from, count } = input;
      return sessions.running(context.actor, input.session).calls.call('rows', { filter, from, count });
    }),

    edit: contract.edit.handler(({ input, context }) => edits.edit(context.actor, input.session, input.step)),
    undo: contract.undo.handler(({ input, context }) => edits.undo(context.actor, input.session)),
    redo: contract.redo.handler(({ input, context }) => edits.redo(context.actor, input.session)),

    tryReplace: contract.tryReplace.handler(async ({ input, context }) => {
      const session = await ready(context.actor, input.session);
      return { changed: await session.calls.call('tryStep', input.step) };
    }),

    seek: contract.seek.handler(async ({ input, context }) => {
      const { filter, from, field, backwards } = input;
      const session = await ready(context.actor, input.session);
      return session.calls.call('seek', { filter, from, field, backwards });
    }),

    commit: contract.commit.handler(async function* ({ input, context, signal }) {
      const session = sessions.running(context.actor, input.session);
      const over = commits.commit(context.actor, session, input.activate);
      // Whoever only watches the progress must not miss how it ended, and a failure must not go unheard meanwhile.
      over.catch(() => undefined);
      const ended = new AbortController();
      void over
        .catch(() => undefined)
        .finally(() => {
          ended.abort();
        });
      const watched = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
      for await (const { stage } of session.watch(watched)) {
        if (session.commit.kind === 'running' && stage === 'committing') {
          yield { done: session.commit.done, total: session.commit.total };
        }
      }
      const result = await over;
      if (!result) throw new Refusal('import-stopped', { file: session.record.fileName });
      return result;
    }),

    stop: contract.stop.handler(async ({ input, context }) => {
      const session = sessions.running(context.actor, input.session);
      await commits.stop(input.session);
      return session.session;
    }),

    discard: contract.discard.handler(async ({ input, context }) => {
      await sessions.discard(context.actor, input.session);
      return {};
    }),

    report: contract.report.handler(async ({ input, context }) => {
      const { format, passwords } = input;
      const session = await ready(context.actor, input.session);
      const bytes = await session.calls.call('report', { format, passwords });
      return new File([Buffer.from(bytes)], reportName(session.record.fileName, format), { type: TYPES[format] });
    }),

    fixRefused: contract.fixRefused.handler(async ({ input, context }) => {
      const session = await ready(context.actor, input.session);
      const bytes = await session.calls.call('report', { format: 'xlsx', passwords: true });
      const name = correctionName(session.record.fileName);
      const { session: id } = await openFile(deps, context.actor, new File([Buffer.from(bytes)], name), {});
      return { session: id };
    }),

    template: contract.template.handler(async ({ input, context }) => {
      const bytes = await importTemplate(store, context.actor, input.format);
      return new File([Buffer.from(bytes)], templateName(input.format), { type: TYPES[input.format] });
    }),

    batches: contract.batches.handler(({ context }) => batchesOf(store, reachOfActor(store, context.actor))),

    undoBatch: contract.undoBatch.handler(async ({ input, context }) => {
      // First whether it is theirs to undo at all: what a foreign commit does is nobody's business.
      refuseForeignBatch(store, context.actor, input.batch);
      sessions.refuseWhileCommitting(input.batch);
      const undone = await undoBatch(deps, context.actor, input.batch);
      await sessions.forgetBatch(input.batch);
      return undone;
    }),
  });
}

/** All problems a worker lists, in its portions, then the sums. */
async function* listed(calls: Calls<ImportProcedures>): AsyncGenerator<ListedProblem[], DryRun> {
  let some = await calls.call('problems', true);
  while (some.length > 0) {
    yield some;
    await turn();
    some = await calls.call('problems', false);
  }
  return calls.call('sums', null);
}

/** A file that cannot be checked as it stands: why, and what has to be said first. */
function refuseUnready(
  view: Pick<ReturnType<ImportSessions['running']>['session'], 'stage' | 'refused' | 'sheets' | 'missing'>,
  file: string,
): void {
  if (view.refused) throw new Refusal(view.refused.code, view.refused.params);
  if (view.stage === 'choose-sheet') {
    const sheets = view.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
    throw new Refusal('import-choose-sheet', { file, sheets: sheets.join(', ') });
  }
  if (view.stage === 'match') {
    const columns = view.missing.map(headingOf).join(', ');
    throw new Refusal('import-columns-missing', { file, columns });
  }
}

/** A custom field that is missing has no column to name it by. */
function headingOf(field: ImportField): string {
  return field in HEADINGS ? HEADINGS[field as keyof typeof HEADINGS] : field;
}
