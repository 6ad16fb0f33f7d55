import { CUSTOMER_TYPES } from '#shared/domain/customer/customer.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import type { Say } from '../../messages/use-message.ts';
import type { ListSearch } from './place.ts';
import { regulatedWord } from './regulated-word.ts';
import { TYPE_WORDS } from './type-words.ts';
import type { Reference } from './use-reference.ts';

/** Conditions that a list can be narrowed by, in the order of the menu. */
export const FILTER_KINDS = [
  'zones',
  'packages',
  'operators',
  'billingProfiles',
  'types',
  'clientTypes',
  'suspendedReason',
  'expires',
  'created',
  'withoutPhone',
  'withoutPassword',
  'withoutZone',
] as const satisfies readonly (keyof ListSearch)[];
type PlainKind = (typeof FILTER_KINDS)[number];
export type FilterKind = PlainKind | `custom:${string}`;

export const KIND_WORDS: Readonly<Record<PlainKind, MessageKey>> = {
  zones: 'customers.zone',
  packages: 'customers.package',
  operators: 'customers.operator',
  billingProfiles: 'customers.billing-profile',
  types: 'customers.type',
  clientTypes: 'customers.client-type',
  suspendedReason: 'customers.suspended-why',
  expires: 'customers.expires',
  created: 'customers.created',
  withoutPhone: 'customers.without-phone',
  withoutPassword: 'customers.without-password',
  withoutZone: 'customers.without-zone',
};

export const isCustomKind = (kind: FilterKind): kind is `custom:${string}` => kind.startsWith('custom:');
export const isFlag = (kind: FilterKind): kind is 'withoutPhone' | 'withoutPassword' | 'withoutZone' =>
  kind.startsWith('without');
export const isSpan = (kind: FilterKind): kind is 'expires' | 'created' => kind === 'expires' || kind === 'created';

/** What may be chosen for a kind; null where something else than a choice is asked for. */
export function choicesOf(
  kind: FilterKind,
  reference: Reference,
  say: Say,
): readonly { readonly value: string; readonly word: string }[] | null {
  switch (kind) {
    case 'zones':
    case 'packages':
    case 'operators':
    case 'billingProfiles':
      return reference[kind].map(({ id, name }) => ({ value: id, word: name }));
    case 'types':
      return CUSTOMER_TYPES.map((type) => ({ value: type, word: say(TYPE_WORDS[type]) }));
    case 'clientTypes':
      return (['home', 'corporate'] as const).map((value) => ({ value, word: regulatedWord(value, say) }));
    case 'suspendedReason':
      return [
        { value: 'manual', word: say('customers.suspended-manual') },
        { value: 'unpaid', word: say('customers.suspended-unpaid') },
      ];
    default:
      return null;
  }
}

/** A custom field as a condition of the address. Without a value: any at all. */
export interface CustomCondition {
  readonly field: string;
  readonly value?: string | undefined;
}

export function customConditions({ custom }: ListSearch): readonly CustomCondition[] {
  try {
    const read: unknown = custom === undefined ? [] : JSON.parse(custom);
    return Array.isArray(read) ? read.filter(isCondition) : [];
  } catch {
    return [];
  }
}

function isCondition(value: unknown): value is CustomCondition {
  return typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';
}

/** The address with one custom condition set, or taken away (null). */
export function withCustom(search: ListSearch, field: string, condition: CustomCondition | null): ListSearch {
  const others = customConditions(search).filter((one) => one.field !== field);
  const all = condition === null ? others : [...others, condition];
  return { ...search, custom: all.length === 0 ? undefined : JSON.stringify(all) };
}

/** The kinds that narrow the list now, in the order of the menu. */
export function kindsIn(search: ListSearch): readonly FilterKind[] {
  return [
    ...FILTER_KINDS.filter((kind) => search[kind] !== undefined),
    ...customConditions(search).map(({ field }) => `custom:${field}` as const),
  ];
}
