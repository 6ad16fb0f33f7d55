import { z } from 'zod';

/** What a staff user may do beyond seeing the customers of the operator and those beneath it. */
export const ROLES = ['admin', 'manager', 'cashier', 'technician'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
