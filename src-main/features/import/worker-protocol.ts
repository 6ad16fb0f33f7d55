import type { Session, SessionRow, ListedProblem, DryRun } from '#shared/contract/import.ts';
import type { Choices, RowFilter, Step } from '#shared/domain/import/choices.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import type { Chunk } from './chunk.ts';
import type { Moved } from './worker-call.ts';

// What the core asks of an import worker. One worker reads, checks and keeps the rows of one file; only pages of them
// ever leave it. It opens nothing writable.

export interface ImportWorkerSetup {
  readonly folder: string;
  /** The folder's data key; null while it is locked: then there is nothing sealed to read and nothing to seal. */
  readonly key: Uint8Array | null;
}

/** Where the file's bytes are: a sealed copy of a session, or the bytes themselves (a dry run leaves no copy). */
export type Source =
  { readonly kind: 'sealed'; readonly session: string } | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export interface LoadRequest {
  readonly source: Source;
  readonly fileName: string;
  readonly choices: Choices;
  readonly steps: readonly Step[];
  readonly operatorId: string;
  /** A batch whose customers are the rows of this file themselves: they are nobody's duplicates here. */
  readonly batch: string | null;
}

/** The part of a session that the worker knows. */
export type WorkerView = Pick<
  Session,
  | 'progress'
  | 'refused'
  | 'sheets'
  | 'sheet'
  | 'format'
  | 'notes'
  | 'encoding'
  | 'delimiter'
  | 'headerRow'
  | 'columns'
  | 'missing'
  | 'head'
  | 'fields'
  | 'counts'
  | 'canUndo'
  | 'canRedo'
> & { readonly stage: 'reading' | 'refused' | 'choose-sheet' | 'match' | 'fix' };

export interface CommitTerms {
  readonly batch: string;
  readonly activate: boolean;
  /** Who imports. */
  readonly by: string;
  readonly at: number;
  /** Rows of the file up to this number are in already. */
  readonly after: number;
}

/** The argument and the answer of each call; sent with worker-call.ts. While it reads, a worker posts WorkerViews. */
export interface ImportProcedures {
  load: (request: LoadRequest) => Promise<WorkerView>;
  choose: (choices: Choices) => Promise<WorkerView>;
  rows: (request: { filter: RowFilter; from: number; count: number }) => { total: number; rows: SessionRow[] };
  edit: (step: Step) => { changed: number; view: WorkerView };
  undo: (none: null) => WorkerView;
  redo: (none: null) => WorkerView;
  tryStep: (step: Step) => number;
  seek: (request: {
    filter: RowFilter;
    from: number;
    field: ImportField | null;
    backwards: boolean;
  }) => { index: number; number: number; field: ImportField } | null;
  /** Some problems, from the first one or going on behind the last call's; none at the end. */
  problems: (isFirst: boolean) => ListedProblem[];
  sums: (none: null) => DryRun;
  /** Begins to make the ready rows ready for writing; answers how many there are in all, with those up to `after`. */
  prepare: (terms: CommitTerms) => number;
  nextChunk: (none: null) => Moved<Chunk> | Chunk | null;
  /** A chunk again, without rows whose username or address was taken meanwhile. */
  chunkWithout: (request: { first: number; last: number; rows: readonly number[] }) => Chunk | null;
  /** The refused rows in the template's columns. `passwords`: in clear. */
  report: (terms: ReportTerms) => Promise<Uint8Array>;
}

export interface ReportTerms {
  readonly format: 'xlsx' | 'csv';
  readonly passwords: boolean;
}
