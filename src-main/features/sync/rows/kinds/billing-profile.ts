import { z } from 'zod';
import { BillingMode, BillingTiming } from '#shared/domain/billing/billing-profile.ts';
import { billingProfile } from '../../../../store/schema.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  name: z.string(),
  nameKey: z.string(),
  code: z.string(),
  codeKey: z.string(),
  mode: BillingMode,
  billingDay: z.int(),
  graceDays: z.int(),
  autoSuspend: z.boolean(),
  timing: BillingTiming,
  prorateFirst: z.boolean(),
  retiredAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof billingProfile>>;

/** How customers are billed. */
export const billingProfileRows = tableKind({ table: billingProfile, body, owner: 'column' });
