import type { CustomerFields, CustomerProfile } from '#shared/contract/customers.ts';
import type { MessageKey } from '../../messages/catalogue.ts';

declare module '@tanstack/history' {
  interface HistoryState {
    /** The field of a customer's form that somebody comes to fill in. */
    fillIn?: string;
  }
}

/** A field of the form by its name: "phone", or a custom field by its id. */
export type PlainField = Exclude<keyof CustomerFields, 'custom'>;

export const FIELD_WORDS: Readonly<Record<PlainField, MessageKey>> = {
  fullName: 'customers.name',
  phone: 'customers.phone',
  email: 'customers.email',
  address: 'customers.address',
  username: 'customers.username',
  accountNumber: 'customers.account-number',
  clientType: 'customers.client-type',
  medium: 'customers.medium',
  sharing: 'customers.sharing',
  distributionPoint: 'customers.distribution-point',
  division: 'customers.division',
  district: 'customers.district',
  thana: 'customers.thana',
};

/** The fields of the form in their groups. */
export const GROUPS = [
  { title: 'customers.contact', fields: ['fullName', 'phone', 'email', 'address'] },
  { title: 'customers.service', fields: ['username', 'accountNumber'] },
  {
    title: 'customers.regulator',
    fields: ['clientType', 'medium', 'sharing', 'distributionPoint', 'division', 'district', 'thana'],
  },
] as const satisfies readonly { readonly title: MessageKey; readonly fields: readonly PlainField[] }[];

export const REQUIRED: readonly PlainField[] = ['fullName', 'username'];

/** What the regulator's layout knows; anything else may be written too. */
export const OFFERED: Partial<Record<PlainField, readonly string[]>> = {
  clientType: ['home', 'corporate'],
  medium: ['wired', 'wireless'],
  sharing: ['shared', 'dedicated'],
  distributionPoint: ['POP', 'NOC', 'DC', 'Server'],
};

/** A customer as the form begins with it. */
export function fieldsOf(of: CustomerProfile): CustomerFields {
  return {
    username: of.username,
    fullName: of.fullName,
    phone: of.phone,
    email: of.email,
    address: of.address,
    accountNumber: of.accountNumber,
    clientType: of.clientType,
    medium: of.medium,
    sharing: of.sharing,
    distributionPoint: of.distributionPoint,
    division: of.division,
    district: of.district,
    thana: of.thana,
    custom: of.custom,
  };
}

export const valueIn = (fields: CustomerFields, field: string): string =>
  field.startsWith('custom:')
    ? (fields.custom[field.slice('custom:'.length)] ?? '')
    : (fields[field as PlainField] ?? ''); // It is no custom one.

/** The fields with one value set; an empty one is none. */
export function withValue(fields: CustomerFields, field: string, value: string): CustomerFields {
  if (!field.startsWith('custom:')) {
    const isText = field === 'username' || field === 'fullName';
    return { ...fields, [field]: value === '' && !isText ? null : value };
  }
  const id = field.slice('custom:'.length);
  const custom = Object.entries(fields.custom).filter(([one]) => one !== id);
  return { ...fields, custom: Object.fromEntries(value === '' ? custom : [...custom, [id, value]]) };
}

/** Every field that either has. */
export const fieldNames = (...all: readonly CustomerFields[]): readonly string[] => [
  ...Object.keys(FIELD_WORDS),
  ...new Set(all.flatMap(({ custom }) => Object.keys(custom).map((id) => `custom:${id}`))),
];

/**
 * What is saved when somebody else was quicker: one's own values where one changed something, theirs where one did not, and
 * for those that both changed what was decided.
 */
export function merged(
  before: CustomerFields,
  mine: CustomerFields,
  theirs: CustomerFields,
  keepsMine: (field: string) => boolean,
): CustomerFields {
  return fieldNames(before, mine, theirs).reduce((fields, field) => {
    const own = valueIn(mine, field);
    const isChanged = own !== valueIn(before, field);
    return isChanged && keepsMine(field) ? withValue(fields, field, own) : fields;
  }, theirs);
}

export const isSame = (one: CustomerFields, other: CustomerFields): boolean =>
  fieldNames(one, other).every((field) => valueIn(one, field) === valueIn(other, field));
