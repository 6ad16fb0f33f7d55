import { z } from 'zod';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

export const HistoryLine = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  /** The staff user's name; null: one who is not known here. */
  by: z.string().nullable(),
  operator: z.string(),
  console: z.string(),
  /** "customer.suspend" */
  action: z.string(),
  entity: z.string(),
  entityId: z.string().nullable(),
  /** The record's name as far as it is known: a username, a package's name. */
  title: z.string().nullable(),
  /** Whether the record is still there for whoever asks. */
  isThere: z.boolean(),
  /** Field by field; a secret shows only that it changed. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

export const HistoryFilter = z.object({
  customer: Id.optional(),
  staff: Id.optional(),
  /** A kind of record ("customer") or one thing done to it ("customer.suspend"). */
  action: z.string().max(100).optional(),
  /** Days in the ISP's time zone, both included: "2026-11-01". */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type HistoryFilter = z.infer<typeof HistoryFilter>;

export const history = {
  /** The latest first. */
  list: procedure
    .input(
      z.object({
        filter: HistoryFilter,
        after: z.int().optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ total: z.int(), lines: z.array(HistoryLine), next: z.int().nullable() })),

  /** What the filters offer: who has done something, and what was done. */
  choices: procedure.output(
    z.object({ staff: z.array(z.object({ id: Id, name: z.string() })), actions: z.array(z.string()) }),
  ),

  export: procedure.input(z.object({ filter: HistoryFilter, format: z.enum(['xlsx', 'csv']) })).output(z.file()),
};
