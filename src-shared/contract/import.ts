import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Choices, Delimiter, Encoding, RowFilter, Step } from '../domain/import/choices.ts';
import { ProblemCode, Severity } from '../domain/import/codes.ts';
import { ImportField } from '../domain/import/fields.ts';
import { ReadingNote } from '../domain/import/reading-note.ts';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

/** A problem of one cell. No password ever stands in `value`. */
export const RowProblem = z.object({
  field: ImportField,
  code: ProblemCode,
  severity: Severity,
  value: z.string(),
  /** What the sentence of the code needs besides row, column and value. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  suggestion: z.string().optional(),
});
export type RowProblem = z.infer<typeof RowProblem>;

export const SessionRow = z.object({
  /** Position among the rows that the filter shows, from 0. */
  index: z.int(),
  /** Row number in the file, as a spreadsheet program shows it. */
  number: z.int(),
  /** In the order of the session's fields. A password is shown as dots. */
  values: z.array(z.string()),
  problems: z.array(RowProblem),
  leftOut: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const ColumnMatch = z.object({
  column: z.int(),
  heading: z.string(),
  samples: z.array(z.string()),
  field: ImportField.nullable(),
  /** `official` and `known` are sure; `chosen` by a person; `unsure` and `unknown` fill nothing until a person says so. */
  confidence: z.enum(['official', 'known', 'chosen', 'unsure', 'unknown']),
  /** With `unsure`: the field it may be. */
  guess: ImportField.nullable(),
});
export type ColumnMatch = z.infer<typeof ColumnMatch>;

export const SessionCounts = z.object({
  all: z.int(),
  errors: z.int(),
  warnings: z.int(),
  ready: z.int(),
  leftOut: z.int(),
  byCode: z.array(z.object({ code: ProblemCode, rows: z.int(), suggestions: z.int() })),
});
export type SessionCounts = z.infer<typeof SessionCounts>;

/** What one run of the importer came to. imported + failed + skipped = rows, always. */
export const BatchResult = z.object({
  batch: Id,
  fileName: z.string(),
  rows: z.int(),
  imported: z.int(),
  failed: z.int(),
  skipped: z.int(),
});
export type BatchResult = z.infer<typeof BatchResult>;

/** Where a session stands. A session that is not `done` is resumed after a crash. */
export const Session = z.object({
  id: Id,
  file: z.object({ name: z.string(), size: z.int() }),
  startedAt: z.iso.datetime(),
  /** `refused`: the file cannot be read as it is (see `refused`); other choices may help. */
  stage: z.enum(['reading', 'refused', 'choose-sheet', 'match', 'fix', 'committing', 'stopped', 'done']),
  /** 0 to 1 while reading, checking or committing. */
  progress: z.number(),
  refused: Refused.nullable(),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  sheet: z.string().nullable(),
  format: z.enum(['xlsx', 'xls', 'ods', 'csv', 'rsc']).nullable(),
  notes: z.array(ReadingNote),
  encoding: Encoding.nullable(),
  delimiter: Delimiter.nullable(),
  headerRow: z.int().nullable(),
  choices: Choices,
  columns: z.array(ColumnMatch),
  /** Required fields that no column and no fixed value fills. */
  missing: z.array(ImportField),
  /** First lines of the sheet as text, for the file page. */
  head: z.array(z.object({ number: z.int(), cells: z.array(z.string()) })),
  /** The columns of the fix grid. */
  fields: z.array(z.object({ field: ImportField, label: z.string() })),
  counts: SessionCounts.nullable(),
  /** Rows that had an error when it was last looked at: known before the file was read again. */
  errorsLeft: z.int().nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  activate: z.boolean(),
  result: BatchResult.nullable(),
});
export type Session = z.infer<typeof Session>;

export const Batch = BatchResult.extend({
  at: z.iso.datetime(),
  by: z.string(),
  /** `partial`: stopped or interrupted between chunks; its session continues it. */
  state: z.enum(['complete', 'partial', 'undone']),
  /** Rows that are still here and would go with an undo. */
  undoable: z.int(),
  /** Rows that the central server did not take, until somebody has decided what becomes of them. */
  refused: z.int(),
});
export type Batch = z.infer<typeof Batch>;

const OfSession = z.object({ session: Id });
const spreadsheetFormat = z.enum(['xlsx', 'csv']);

/** A problem as the command line lists it: with the row's number and the column's heading. */
export const ListedProblem = RowProblem.omit({ field: true }).extend({ row: z.int(), column: z.string() });
export type ListedProblem = z.infer<typeof ListedProblem>;

/** What a dry run came to, besides its problems. */
export const DryRun = z.object({
  rows: z.int(),
  /** Rows without an error: what an import would create. */
  ok: z.int(),
  /** Headings of columns that fill no field. */
  ignored: z.array(z.string()),
  notes: z.array(ReadingNote),
});
export type DryRun = z.infer<typeof DryRun>;

export const importing = {
  /**
   * Takes a file in: seals a copy of it, so that the work on it survives anything. Reading goes on behind; see `watch`.
   * A file whose commit was interrupted goes on with that commit's session.
   */
  open: procedure
    .input(z.object({ file: z.file(), choices: Choices.optional() }))
    .output(OfSession.extend({ continued: z.boolean() })),

  /** The dry run: reads a file, checks every row and changes nothing. All problems in the order of the rows, then the sums. */
  dryRun: procedure
    .input(z.object({ file: z.file(), choices: Choices }))
    .output(eventIterator(z.array(ListedProblem), DryRun)),

  /** The same for a session, with its edits. */
  problems: procedure.input(OfSession).output(eventIterator(z.array(ListedProblem), DryRun)),

  /** Sessions that were not finished, newest first. */
  unfinished: procedure.output(z.array(Session)),

  /** The session now and after every change, at most ten times a second; ends when the session is over. */
  watch: procedure.input(OfSession).output(eventIterator(Session)),

  get: procedure.input(OfSession).output(Session),

  /** Other choices: the file is read again as far as needed; the steps are kept. */
  choose: procedure.input(OfSession.extend({ choices: Choices })).output(Session),

  /** One page of the fix grid. */
  rows: procedure
    .input(OfSession.extend({ filter: RowFilter, from: z.int().min(0), count: z.int().min(1).max(500) }))
    .output(z.object({ total: z.int(), rows: z.array(SessionRow) })),

  /** One step. `changed` counts the cells (or rows) it changed; with 0 nothing was added to the history. */
  edit: procedure.input(OfSession.extend({ step: Step })).output(z.object({ changed: z.int(), session: Session })),
  undo: procedure.input(OfSession).output(Session),
  redo: procedure.input(OfSession).output(Session),

  /** How many cells a replacement would change; changes nothing. */
  tryReplace: procedure.input(OfSession.extend({ step: Step })).output(z.object({ changed: z.int() })),

  /** The nearest cell with an error behind (or before) a place, among the rows the filter shows; it goes round at the end. Null: there is none. */
  seek: procedure
    .input(
      OfSession.extend({
        filter: RowFilter,
        /** Position among the rows that the filter shows; -1 to begin before the first. */
        from: z.int().min(-1),
        field: ImportField.nullable(),
        backwards: z.boolean(),
      }),
    )
    .output(z.object({ index: z.int(), number: z.int(), field: ImportField }).nullable()),

  /** Creates the customers. A repeated call joins the commit that runs. Ends with what came of it. */
  commit: procedure
    .input(OfSession.extend({ activate: z.boolean() }))
    .output(eventIterator(z.object({ done: z.int(), total: z.int() }), BatchResult)),

  /** Stops a commit that runs. Up to 50,000 rows nothing stays; past that the chunks that are in stay, and the session can go on. */
  stop: procedure.input(OfSession).output(Session),

  discard: procedure.input(OfSession).output(z.object({})),

  /** The refused rows (or those with errors, before a commit) in the template's columns, with reasons. */
  report: procedure
    .input(OfSession.extend({ format: spreadsheetFormat, passwords: z.boolean().default(false) }))
    .output(z.file()),

  /** A new session of the rows that the batch of this one refused, so that they can be put right at once. */
  fixRefused: procedure.input(OfSession).output(OfSession),

  template: procedure.input(z.object({ format: spreadsheetFormat })).output(z.file()),

  /** The runs of the importer, newest first. */
  batches: procedure.output(z.array(Batch)),

  /** Takes back what a batch created and nobody has touched since. */
  undoBatch: procedure.input(z.object({ batch: Id })).output(
    z.object({
      batch: Id,
      removed: z.int(),
      left: z.array(z.object({ username: z.string(), code: z.string() })),
    }),
  ),
};
