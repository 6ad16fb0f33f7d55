import { z } from 'zod';
import { BillingMode, BillingTiming } from '#shared/domain/billing/billing-profile.ts';
import { Connection, ValidityUnit } from '#shared/domain/package/package.ts';

// What this server reads of records that a console wrote. What is missing or of another kind counts as not filled in: such a
// package serves nobody and costs nothing, whatever else is in it.

const amount = z.int().nullable().catch(null);
const words = z.string().nullable().catch(null);
const yes = z.boolean().catch(false);

/** Of a package. */
export const PackageBody = z.object({
  code: z.string().catch(''),
  connection: Connection.catch('other'),
  downKbps: amount,
  upKbps: amount,
  burstDownKbps: amount,
  burstUpKbps: amount,
  burstSeconds: amount,
  addressFromPool: yes,
  radiusGroup: words,
  price: amount,
  vatPercent: z.number().catch(0),
  priceIncludesVat: yes,
  validity: amount,
  validityUnit: ValidityUnit.catch('days'),
});
export type PackageBody = z.infer<typeof PackageBody>;

/** Of a billing profile. One that is not there suspends nobody. */
export const ProfileBody = z.object({
  mode: BillingMode.catch('monthly'),
  billingDay: z.int().min(1).max(28).catch(1),
  graceDays: z.int().min(0).catch(0),
  autoSuspend: yes,
  timing: BillingTiming.catch('arrears'),
  prorateFirst: yes,
});
export type ProfileBody = z.infer<typeof ProfileBody>;

/** Of the setting `timeZone`. */
export const TimeZoneBody = z.object({ value: z.string() });
