import type { RowProblem, SessionCounts, SessionRow } from '../../contract/import.ts';
import type { Choices, RowFilter, Step } from './choices.ts';
import type { CustomerToBe } from './customer-to-be.ts';
import type { FieldTable } from './field-table.ts';
import type { ImportField } from './fields.ts';
import type { LookUp, Reference } from './reference.ts';
import { ReferenceIndex } from './reference-index.ts';
import { RowsUnderWork } from './rows-under-work.ts';

/** A problem as the command line tells it. */
export interface ToldProblem extends RowProblem {
  readonly row: number;
  readonly column: string;
}

/** A row that has an error: what the error report holds. */
export interface RefusedRow {
  readonly number: number;
  /** As the person wrote them, in the order of the table's fields, the password in clear. */
  readonly values: readonly string[];
  readonly problems: readonly RowProblem[];
}

/** Where an error stands among the rows that a filter shows. */
export interface Place {
  readonly index: number;
  readonly number: number;
  readonly field: ImportField;
}

/**
 * The rows of one import session under work: checked, edited in steps, filtered, paged. It lives in memory and is made
 * again from file, choices and steps.
 */
export interface WorkTable {
  readonly fields: readonly { readonly field: ImportField; readonly label: string }[];
  /** The steps in force, in their order: what a resumed session applies again. */
  readonly steps: readonly Step[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Does a step. `changed` counts the cells (or rows) that it changed; with 0 nothing was added to the history. */
  apply(step: Step): { readonly changed: number };
  /** What a step would change; changes nothing. */
  tryStep(step: Step): { readonly changed: number };
  /** Does the steps of a session that goes on. Steps that come to nothing, as on other columns, are kept among `steps`. */
  replay(steps: readonly Step[]): void;
  /** Takes the last step back; false when there is none. */
  undo(): boolean;
  redo(): boolean;
  counts(): SessionCounts;
  page(filter: RowFilter, from: number, count: number): { readonly total: number; readonly rows: SessionRow[] };
  /** The nearest error behind (or before) a place, round the end; a null field stands before the row's first cell. */
  seek(filter: RowFilter, from: number, field: ImportField | null, backwards: boolean): Place | null;
  /** Every problem in row order; rows that are left out have none. */
  problemsOf(): Iterable<ToldProblem>;
  /** Rows to create: no error and not left out. */
  ready(): Iterable<CustomerToBe>;
  refused(): Iterable<RefusedRow>;
  /** Numbers of the rows that are left out. */
  leftOut(): readonly number[];
}

/** Checks a table and takes it under work. The table's columns belong to it from then on. */
export function createWorkTable(
  source: FieldTable,
  reference: Reference,
  lookUp: LookUp,
  choices: Pick<Choices, 'dateOrder'> = {},
): WorkTable {
  return new RowsUnderWork(source, new ReferenceIndex(reference), lookUp, choices.dateOrder);
}
