import type { MessageKind } from './template.ts';

/** What stands in a text for something of the customer, of the office, or of the occasion. */
export const PLACEHOLDERS = [
  'name',
  'username',
  'password',
  'package',
  'price',
  'balance',
  'amount',
  'paidUntil',
  'receipt',
  'isp',
  'phone',
  'account',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Values by placeholder; null or absent: there is none. */
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string | null>>>;

/** What stands where a value is lacking. */
export const LACKING = '-';
/** What stands for a password wherever a text is kept or shown: signs that every alphabet of messages has. */
export const MASK = '******';

/** `{name}`; two braces for one that is meant as such. */
const MARK = /\{\{|\}\}|\{([^{}]*)\}/g;

const known = new Map<string, Placeholder>(PLACEHOLDERS.map((name) => [name, name]));

/** The names between braces, each once, in their order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARK)].flatMap(([, name]) => name ?? []))];
}

/** Those that are none. */
export const unknownPlaceholders = (text: string): readonly string[] =>
  placeholdersIn(text).filter((name) => !known.has(name));

export const hasPassword = (text: string): boolean => placeholdersIn(text).includes('password');

/** The text with its values; what is no placeholder stays as it stands. */
export function rendered(text: string, values: PlaceholderValues): string {
  return text.replace(MARK, (mark: string, name: string | undefined) => {
    if (name === undefined) return mark.slice(1);
    const placeholder = known.get(name);
    if (placeholder === undefined) return mark;
    const value = values[placeholder] ?? '';
    return value === '' ? LACKING : value;
  });
}

/** The same as it may be kept and shown. */
export const renderedMasked = (text: string, values: PlaceholderValues): string =>
  rendered(text, { ...values, password: MASK });

/** What only a payment has. */
const OF_A_PAYMENT: readonly Placeholder[] = ['amount', 'receipt'];

/** Those that say something in a text of a kind. */
export const placeholdersOf = (kind: MessageKind): readonly Placeholder[] =>
  kind === 'payment-received' ? PLACEHOLDERS : PLACEHOLDERS.filter((name) => !OF_A_PAYMENT.includes(name));
