import { z } from 'zod';
import { SOURCES } from '../domain/report/layout.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

/** "2026-11" */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const reports = {
  /** The regulator's subscriber report before it is written: who is in it, and what is missing of whom. */
  btrcPreview: procedure.input(z.object({ month: Month, limit: z.int().min(0).max(1000).default(200) })).output(
    z.object({
      month: Month,
      /** When it is due, in the ISP's time zone. */
      due: z.iso.date(),
      handedIn: z.boolean(),
      population: z.int(),
      joined: z.int(),
      left: z.int(),
      columns: z.array(z.string()),
      /** How many customers lack something, and the first of them by username. */
      incomplete: z.int(),
      missing: z.array(
        z.object({
          id: Id,
          username: z.string(),
          fullName: z.string(),
          /** The columns' headings, and beside each what it shows of a subscriber. */
          columns: z.array(z.string()),
          sources: z.array(z.enum(SOURCES)),
        }),
      ),
      /** What is wrong with the layout file that was edited; null: nothing. */
      layoutProblem: z.string().nullable(),
    }),
  ),

  btrcExport: procedure.input(z.object({ month: Month, format: z.enum(['xlsx', 'csv']) })).output(z.file()),

  /** That the report of a month was handed in: the reminder rests until the next one. */
  btrcHandedIn: procedure
    .input(z.object({ month: Month, handedIn: z.boolean() }))
    .output(z.object({ month: Month, handedIn: z.boolean() })),
};
