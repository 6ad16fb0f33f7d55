import { z } from 'zod';
import { automaticSuspension } from '../../../../store/schema.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  customerId: z.string(),
  at: z.int(),
  username: z.string(),
  reason: z.enum(['daily-balance', 'bill-overdue', 'time-over']),
  note: z.string().nullable(),
  notedBy: z.string().nullable(),
  notedAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof automaticSuspension>>;

/** Suspensions that came by themselves, with what somebody has noted of them. */
export const automaticSuspensionRows = tableKind({ table: automaticSuspension, body, owner: 'column' });
