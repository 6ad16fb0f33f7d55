import { z } from 'zod';

export const CONNECTIONS = ['pppoe', 'hotspot', 'static', 'other'] as const;
export const Connection = z.enum(CONNECTIONS);
export type Connection = z.infer<typeof Connection>;

export const ValidityUnit = z.enum(['minutes', 'hours', 'days', 'months']);
export type ValidityUnit = z.infer<typeof ValidityUnit>;

/** The longest validity by its unit: a hundred years, which every calendar can still count from now. */
export const MOST_VALIDITY: Readonly<Record<ValidityUnit, number>> = {
  minutes: 52_560_000,
  hours: 876_000,
  days: 36_500,
  months: 1_200,
};

/** How long a package lasts, in whichever unit; the unit's own bound is `MOST_VALIDITY`. */
export const Validity = z
  .int()
  .nonnegative()
  .max(Math.max(...Object.values(MOST_VALIDITY)));

/** An internet plan. What is null has not been filled in yet: such a package cannot take customers. */
export const Package = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  name: z.string(),
  code: z.string(),
  connection: Connection,
  downKbps: z.int().nullable(),
  upKbps: z.int().nullable(),
  /** Minor units of the ISP's currency. */
  price: z.int().nullable(),
  vatPercent: z.number(),
  priceIncludesVat: z.boolean(),
  validity: z.int().nullable(),
  validityUnit: ValidityUnit,
  /** Megabytes per period; null is without limit. */
  volumeMb: z.int().nullable(),
  routerProfile: z.string().nullable(),
  radiusGroup: z.string().nullable(),
  /** What a line may reach for a while (`burstSeconds`) after it was quiet; null: no more than its speed. */
  burstDownKbps: z.int().nullable(),
  burstUpKbps: z.int().nullable(),
  burstSeconds: z.int().nullable(),
  /** PPPoE customers may be given an address by the router, out of its pool, in place of one of their own. */
  addressFromPool: z.boolean(),
  /** What the regulator is told of its customers where they say nothing else. */
  sharing: z.string().nullable(),
  medium: z.string().nullable(),
  version: z.int(),
});
export type Package = z.infer<typeof Package>;

type Offered = Pick<Package, 'name' | 'connection' | 'downKbps' | 'upKbps' | 'price' | 'validity'>;

/** "Name, price, speed and validity are required": what of it is missing. Other services (cable TV) have no speed. */
export function missingOf(offered: {
  readonly [field in keyof Offered]: Offered[field] | string;
}): readonly (keyof Offered)[] {
  const isGiven = (value: string | number | null): boolean => (typeof value === 'number' ? value > 0 : !!value);
  const needed: readonly (keyof Offered)[] =
    offered.connection === 'other' ? ['validity'] : ['downKbps', 'upKbps', 'validity'];
  return [
    ...(offered.name === '' ? (['name'] as const) : []),
    // A price of nothing is a price.
    ...(offered.price === null || offered.price === '' ? (['price'] as const) : []),
    ...needed.filter((field) => !isGiven(offered[field])),
  ];
}

/** Whether a package can take customers. */
export function isComplete(offered: Offered): boolean {
  return missingOf(offered).length === 0;
}
