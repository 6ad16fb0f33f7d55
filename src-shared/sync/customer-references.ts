import type { CustomerRow, RecordKind } from './rows.ts';

/** Which records a customer refers to: by the field of a row that travels, and by the column in which every side keeps it. */
export const CUSTOMER_REFERENCES = [
  { kind: 'operator', field: 'operatorId', column: 'operator_id' },
  { kind: 'package', field: 'packageId', column: 'package_id' },
  // From a day that is still to come.
  { kind: 'package', field: 'nextPackageId', column: 'next_package_id' },
  { kind: 'billing-profile', field: 'billingProfileId', column: 'billing_profile_id' },
  { kind: 'zone', field: 'zoneId', column: 'zone_id' },
  { kind: 'router', field: 'routerId', column: 'router_id' },
] as const satisfies readonly {
  readonly kind: RecordKind;
  readonly field: keyof CustomerRow;
  readonly column: string;
}[];

/** The columns of a customer that refer to records of a kind; none: nobody refers to them. */
export const referringColumns = (kind: RecordKind): readonly string[] =>
  CUSTOMER_REFERENCES.filter((one) => one.kind === kind).map(({ column }) => column);
