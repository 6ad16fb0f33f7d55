import { z } from 'zod';

/** The ten columns of the template, in its order. */
export const TEMPLATE_FIELDS = [
  'username',
  'password',
  'fullName',
  'phone',
  'email',
  'operator',
  'package',
  'billingProfile',
  'zone',
  'address',
] as const;

/** What may follow them. */
export const FURTHER_FIELDS = [
  'type',
  'ip',
  'mac',
  'accountNumber',
  'expires',
  'balance',
  'clientType',
  'medium',
  'sharing',
  'distributionPoint',
  'division',
  'district',
  'thana',
] as const;

export const STANDARD_FIELDS = [...TEMPLATE_FIELDS, ...FURTHER_FIELDS] as const;
export type StandardField = (typeof STANDARD_FIELDS)[number];

/** A custom field is named by its id: `custom:7f…`. */
export type ImportField = StandardField | `custom:${string}`;
export const ImportField = z.union([z.enum(STANDARD_FIELDS), z.templateLiteral(['custom:', z.string()])]);

/** The heading of each column as the template writes it; a file's own problems are told by these names. */
export const HEADINGS: Readonly<Record<StandardField, string>> = {
  username: 'Username',
  password: 'Password',
  fullName: 'Full Name',
  phone: 'Phone',
  email: 'Email',
  operator: 'Operator',
  package: 'Package',
  billingProfile: 'Billing Profile',
  zone: 'Zone',
  address: 'Address',
  type: 'Type',
  ip: 'IP Address',
  mac: 'MAC',
  accountNumber: 'Account Number',
  expires: 'Expires',
  balance: 'Balance',
  clientType: 'Client Type',
  medium: 'Medium',
  sharing: 'Sharing',
  distributionPoint: 'Distribution Point',
  division: 'Division',
  district: 'District',
  thana: 'Thana',
};

export const REQUIRED_FIELDS: readonly StandardField[] = [
  'username',
  'password',
  'fullName',
  'operator',
  'package',
  'billingProfile',
];

/** Columns that only our own error report has: read back, they say which row of which batch the correction is for. */
export const REPORT_HEADINGS = { reasons: 'Reasons', reference: 'Reference' } as const;
