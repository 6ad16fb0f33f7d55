import { EventEmitter } from 'node:events';
import type { BatchResult, Session } from '#shared/contract/import.ts';
import type { Choices, Step } from '#shared/domain/import/choices.ts';
import { MASK } from '#shared/domain/import/patch.ts';
import { Refusal } from '../../refusal.ts';
import type { SessionRecord } from './session-record.ts';
import { NOTHING_YET } from './view.ts';
import type { Calls } from './worker-call.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { ImportProcedures, LoadRequest, WorkerView } from './worker-protocol.ts';

/** What the core adds to the worker's view: a commit that runs, was stopped or is over. */
export type CommitState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done'; readonly result: BatchResult };

/** A session in memory: its record, its worker, what it shows, and who watches. */
export class RunningSession {
  record: SessionRecord;
  /** The steps that count, and those undone, last one first to redo. */
  steps: Step[];
  undone: Step[] = [];
  readonly calls: Calls<ImportProcedures>;
  /** The load that goes on behind; everything else waits for it. */
  readonly loaded: Promise<void>;
  readonly #events = new EventEmitter();
  #view: WorkerView = NOTHING_YET;
  #commit: CommitState;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    record: SessionRecord,
    steps: Step[],
    commit: CommitState,
    workers: WorkerPool,
    load: LoadRequest,
    onBug: (error: unknown) => void,
  ) {
    this.record = record;
    this.steps = steps;
    this.#commit = commit;
    this.#events.setMaxListeners(0);
    this.calls = workers.take((event) => {
      // The worker's only events are views (worker-protocol.ts).
      this.see(event as WorkerView);
    });
    this.loaded = this.calls.call('load', load).then((view) => {
      this.see(view);
    });
    // Whoever waits for it is told, and whoever watches sees it.
    this.loaded.catch((error: unknown) => {
      const isTold = error instanceof Refusal;
      // A worker that was ended on purpose has nothing to tell.
      if (!isTold && !this.isEnded) onBug(error);
      const { code, params } = isTold ? error : new Refusal('import-read-failed', { file: record.fileName });
      this.see({ ...NOTHING_YET, stage: 'refused', refused: { code, params: { ...params } } });
    });
  }

  see(view: WorkerView): void {
    const { stage, fields } = this.#view;
    // More of the same can wait for a tenth of a second; the first rows and a new stage cannot.
    const isNews = view.stage !== stage || (fields.length === 0 && view.fields.length > 0);
    this.#view = view;
    this.#events.emit('change');
    if (isNews) this.#events.emit('news');
  }

  /** One change after another: what a change begins with is what the one before it left, on disk too. */
  alone<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(change);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Whether it has to be read again before anything else: its worker is gone, or the key came after it. */
  isLost(isLocked: boolean): boolean {
    return this.calls.hasEnded() || (!isLocked && this.#view.refused?.code === 'key-locked');
  }

  /** Whether the rows are checked and can be committed, whatever a commit has done so far. */
  get isReady(): boolean {
    return this.#view.stage === 'fix';
  }

  get commit(): CommitState {
    return this.#commit;
  }

  set commit(state: CommitState) {
    this.#commit = state;
    this.#events.emit('change');
  }

  change(record: Partial<SessionRecord>): void {
    this.record = { ...this.record, ...record };
    this.#events.emit('change');
  }

  get session(): Session {
    return shown(this.record, this.#view, this.#commit);
  }

  /** The session now and after every change, at most ten times a second, until `signal` or `end`. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Session, void> {
    const state = { changed: true, ended: false };
    let wake = (): void => undefined;
    const onChange = (): void => {
      state.changed = true;
      wake();
    };
    const onEnd = (): void => {
      state.ended = true;
      wake();
    };
    this.#events.on('change', onChange).on('end', onEnd);
    signal?.addEventListener('abort', onEnd);
    try {
      while (!state.ended && signal?.aborted !== true) {
        if (state.changed) {
          state.changed = false;
          yield this.session;
          await this.#pause();
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      this.#events.off('change', onChange).off('end', onEnd);
      signal?.removeEventListener('abort', onEnd);
    }
  }

  /** A tenth of a second, or less when something happens that somebody waits for. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#events.off('news', over).off('end', over);
        resolve();
      };
      const timer = setTimeout(over, 100);
      this.#events.on('news', over).on('end', over);
    });
  }

  isEnded = false;

  async end(): Promise<void> {
    this.isEnded = true;
    this.#events.emit('end');
    await this.calls.end();
  }
}

/** A session that is not in memory, as far as its record tells. */
export function dormantSession(record: SessionRecord, steps: number): Session {
  return { ...shown(record, NOTHING_YET, { kind: 'none' }), canUndo: steps > 0 };
}

function shown(record: SessionRecord, view: WorkerView, commit: CommitState): Session {
  return {
    ...view,
    id: record.id,
    file: { name: record.fileName, size: record.fileSize },
    startedAt: record.startedAt.toISOString(),
    stage: commit.kind === 'none' ? view.stage : commit.kind === 'running' ? 'committing' : commit.kind,
    progress: commit.kind === 'running' ? share(commit.done, commit.total) : view.progress,
    choices: masked(record.choices),
    errorsLeft: view.counts?.errors ?? record.errorsLeft,
    activate: record.activate,
    result: commit.kind === 'done' ? commit.result : null,
  };
}

/** The choices as a page may see them: one password for all rows is a password. */
function masked(choices: Choices): Choices {
  if (choices.fixed?.password === undefined) return choices;
  return { ...choices, fixed: { ...choices.fixed, password: MASK } };
}

/** Choices that come back from a page, with the password that it was not shown. */
export function unmasked(choices: Choices, kept: Choices): Choices {
  if (choices.fixed?.password !== MASK) return choices;
  return { ...choices, fixed: { ...choices.fixed, password: kept.fixed?.password ?? '' } };
}

const share = (done: number, total: number): number => (total === 0 ? 1 : done / total);
