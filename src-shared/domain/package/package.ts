import { z } from 'zod';

export const CONNECTIONS = ['pppoe', 'hotspot', 'static', 'other'] as const;
export const Connection = z.enum(CONNECTIONS);
export type Connection = z.infer<typeof Connection>;

export const ValidityUnit = z.enum(['minutes', 'hours', 'days', 'months']);
export type ValidityUnit = z.infer<typeof ValidityUnit>;

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
  version: z.int(),
});
export type Package = z.infer<typeof Package>;

/** "Name, price, speed and validity are required": other services (cable TV) have no speed. */
export function isComplete(
  offered: Pick<Package, 'name' | 'connection' | 'downKbps' | 'upKbps' | 'price' | 'validity'>,
): boolean {
  const hasSpeed = (offered.downKbps ?? 0) > 0 && (offered.upKbps ?? 0) > 0;
  return (
    offered.name !== '' &&
    offered.price !== null &&
    (offered.validity ?? 0) > 0 &&
    (offered.connection === 'other' || hasSpeed)
  );
}
