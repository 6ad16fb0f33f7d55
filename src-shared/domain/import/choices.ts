import { z } from 'zod';
import { PROBLEM_CODES } from './codes.ts';
import { ImportField } from './fields.ts';

/** In which order a date like 03/04/2026 is meant. */
export const DateOrder = z.enum(['DMY', 'MDY']);
export type DateOrder = z.infer<typeof DateOrder>;

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
export type Encoding = z.infer<typeof Encoding>;
export const Delimiter = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.infer<typeof Delimiter>;

/** What a person decided about how a file is to be read. What is absent is found out by the reader. */
export const Choices = z.object({
  sheet: z.string().optional(),
  encoding: Encoding.optional(),
  delimiter: Delimiter.optional(),
  /** Row number of the headings, as a spreadsheet program shows it. */
  headerRow: z.int().positive().optional(),
  dateOrder: DateOrder.optional(),
  /** By column, counted from 0: the field it fills, or null for "do not import". */
  columns: z.record(z.string().regex(/^\d+$/), ImportField.nullable()).optional(),
  /** The same by heading, compared as names are; a column's own choice goes first. */
  headings: z.record(z.string(), ImportField.nullable()).optional(),
  /** One value for every row, for a field that no column fills. */
  fixed: z.partialRecord(ImportField, z.string()).optional(),
});
export type Choices = z.infer<typeof Choices>;

/** Which rows of a session are meant. */
export const RowFilter = z.object({
  show: z.enum(['all', 'errors', 'warnings', 'ready', 'left-out']),
  /** Only rows with this problem. */
  code: z.enum(PROBLEM_CODES).optional(),
  /** Only rows in which some value contains this, without case. */
  text: z.string().optional(),
});
export type RowFilter = z.infer<typeof RowFilter>;

/** One editing step. Rows are named by their number in the file; a step is data, so that a session can be replayed. */
export const Step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), row: z.int(), field: ImportField, value: z.string() }),
  /** In every row the filter shows: this text inside the field's value (or the whole value) becomes another. */
  z.object({
    kind: z.literal('replace'),
    field: ImportField.nullable(),
    find: z.string().min(1),
    with: z.string(),
    whole: z.boolean(),
    filter: RowFilter,
  }),
  /** Applies the suggestion of every problem of this code in the rows the filter shows, or in the one row. */
  z.object({ kind: z.literal('accept'), code: z.enum(PROBLEM_CODES), row: z.int().optional(), filter: RowFilter }),
  /** Leaves rows out of the import, or takes them in again. */
  z.object({ kind: z.literal('leave-out'), rows: z.array(z.int()), leftOut: z.boolean() }),
]);
export type Step = z.infer<typeof Step>;
