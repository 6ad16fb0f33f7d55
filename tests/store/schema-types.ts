import type { BillingProfile } from '#shared/domain/billing/billing-profile.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { CustomField } from '#shared/domain/field/custom-field.ts';
import type { NetworkAddress } from '#shared/domain/ip/network-address.ts';
import type { Operator } from '#shared/domain/operator/operator.ts';
import type { Package } from '#shared/domain/package/package.ts';
import type { Zone } from '#shared/domain/zone/zone.ts';
import type * as schema from '#main/store/schema.ts';

// No test runs here: the compiler does. The rows of the store are the records of the domain, but for what only the store
// needs (folded keys, the row's number here) and for lists that have a table of their own.

type Flat<T> = { [K in keyof T]: T[K] };
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- two functions over any T compare exactly
type Equal<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : never;
type Row<T extends { $inferSelect: unknown }> = T['$inferSelect'];
/** What the store adds: folded text to compare, row numbers, and that a record is offered no longer. */
type Keys = 'nameKey' | 'codeKey' | 'labelKey' | 'usernameKey' | 'seq' | 'retiredAt';
type Domain<T extends { $inferSelect: unknown }> = Omit<Row<T>, Keys>;
/** The driver gives a Buffer where the domain asks for bytes. */
type WithBytes<T extends { passwordSealed: Uint8Array | null }> = {
  [K in keyof T]: K extends 'passwordSealed' ? Customer['passwordSealed'] : T[K];
};

export const lockstep: readonly [
  Equal<Domain<typeof schema.operator>, Operator>,
  Equal<Domain<typeof schema.package_>, Package>,
  Equal<Domain<typeof schema.billingProfile>, BillingProfile>,
  Equal<Domain<typeof schema.zone>, Zone>,
  Equal<Domain<typeof schema.networkAddress>, Omit<NetworkAddress, 'packageIds'>>,
  Equal<Omit<Domain<typeof schema.customField>, 'deletedAt'>, CustomField>,
  Equal<WithBytes<Domain<typeof schema.customer>>, Customer>,
] = [true, true, true, true, true, true, true];
