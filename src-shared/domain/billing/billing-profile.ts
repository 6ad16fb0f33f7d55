import { z } from 'zod';

/** Prepaid by the day, or postpaid by the month. */
export const BillingMode = z.enum(['daily', 'monthly']);
export type BillingMode = z.infer<typeof BillingMode>;

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
  version: z.int(),
});
export type BillingProfile = z.infer<typeof BillingProfile>;
