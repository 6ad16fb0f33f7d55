import { z } from 'zod';
import { Id } from './id.ts';
import { procedure } from './refused.ts';
import { Month } from './reports.ts';

export const Dashboard = z.object({
  active: z.int(),
  newThisMonth: z.int(),
  /** Active, and paid for three days more at most. */
  expiring: z.int(),
  suspended: z.int(),
  pending: z.int(),
  expired: z.int(),
  notSynced: z.int(),
  /** Queued for a router, or failed there. */
  notOnRouter: z.int(),
  /** Customers at the end of each of the last twelve months, and those who came and went in it. */
  months: z.array(z.object({ month: Month, customers: z.int(), joined: z.int(), left: z.int() })),
  /** The subscriber report that is due next, until it is handed in. `isDue`: within a week or late. */
  btrc: z.object({ month: Month, due: z.iso.date(), isDue: z.boolean() }).nullable(),
  /** Since when billing rests, as the clock has leapt ahead and nobody has said that the date is right; null: it goes on. */
  billingRests: z.iso.datetime().nullable(),
  /** Whether money is taken meanwhile: at a console whose central server reckons again by a clock of its own. */
  isMoneyTaken: z.boolean(),
  /** Routers that are not as they should be, or could not be read, when they were last compared. */
  routers: z.array(z.object({ id: Id, name: z.string(), differing: z.int(), isUnread: z.boolean() })),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const dashboard = { get: procedure.output(Dashboard) };
