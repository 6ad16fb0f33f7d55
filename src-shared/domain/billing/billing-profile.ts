import { z } from 'zod';

/** Prepaid by the day, or postpaid by the month. */
export const BillingMode = z.enum(['daily', 'monthly']);
export type BillingMode = z.infer<typeof BillingMode>;

/** Whether a monthly bill is for the period that ends on the billing day, or for the one that begins on it. */
export const BillingTiming = z.enum(['arrears', 'advance']);
export type BillingTiming = z.infer<typeof BillingTiming>;

export const BillingProfile = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  name: z.string(),
  code: z.string(),
  mode: BillingMode,
  /** Day of the month, 1 to 28. */
  billingDay: z.int(),
  graceDays: z.int(),
  autoSuspend: z.boolean(),
  timing: BillingTiming,
  /** Whether a first period that is shorter than a month costs its days only. */
  prorateFirst: z.boolean(),
  version: z.int(),
});
export type BillingProfile = z.infer<typeof BillingProfile>;
