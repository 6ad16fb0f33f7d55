import type { CellTable } from '#shared/domain/import/cell.ts';
import type { Delimiter, Encoding } from '#shared/domain/import/choices.ts';
import type { ReadingNote } from '#shared/domain/import/reading-note.ts';
import type { ProposalTerms, ProposedField } from '#shared/domain/provisioning/proposal.ts';

/** `rsc` is no spreadsheet but what a router exported, laid out as one. */
export type SpreadsheetFormat = 'xlsx' | 'xls' | 'ods' | 'csv' | 'rsc';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
}

/** The first few rows of a sheet that are not empty; none when the sheet is empty. */
export interface SheetHead {
  readonly name: string;
  readonly head: CellTable;
}

export interface ReadRequest {
  /** Only named in messages: what a file is, its bytes say. */
  readonly fileName: string;
  readonly sheet?: string | undefined;
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** Asked when several visible sheets have rows: the name of the right one, or null when a person must say. */
  readonly pickSheet?: ((heads: readonly SheetHead[]) => string | null) | undefined;
  /** What a router does not tell of its customers; nothing of it is known when absent. */
  readonly proposal?: ProposalTerms | undefined;
  /** From 0 to 1, at most a hundred times. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Once, as soon as the first 250 rows are there (or all, when there are fewer). The file may still be refused. */
  readonly onHead?: ((table: CellTable) => void) | undefined;
}

export interface ReadTable {
  readonly kind: 'table';
  readonly format: SpreadsheetFormat;
  readonly sheets: readonly Sheet[];
  readonly sheet: string | null;
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly table: CellTable;
  /** What the columns are, where the reader has made them itself; otherwise their headings must say. */
  readonly made?: readonly ProposedField[];
  /** What a person should know of the file besides its rows. */
  readonly notes?: readonly ReadingNote[];
}

export interface SheetChoice {
  readonly kind: 'choose-sheet';
  readonly format: SpreadsheetFormat;
  readonly sheets: readonly Sheet[];
  /** The visible sheets that have rows, in the workbook's order. */
  readonly heads: readonly SheetHead[];
}

export interface ReadRefusal {
  readonly kind: 'refused';
  /** A key of the message catalogue's section `refused`. */
  readonly code: string;
  /** Always with `file`, the file's name. */
  readonly params: Readonly<Record<string, string | number>>;
}

export type ReadResult = ReadTable | SheetChoice | ReadRefusal;

/** Rows of a sheet's head: enough to find headings below a title and empty lines. */
export const SHEET_HEAD_ROWS = 25;
/** Rows that are shown while the rest is still being read. */
export const FIRST_ROWS = 250;
