import type { MessageKind } from './template.ts';

/** The kinds that have a text which an office can make its own. */
export const TEXT_KINDS = ['payment-details', 'welcome', 'payment-received', 'expiring', 'suspended'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** The kinds that have an occasion of their own, so that they can go out by themselves. */
export const AUTOMATIC_KINDS: readonly TextKind[] = ['welcome', 'payment-received', 'expiring', 'suspended'];

export const isTextKind = (kind: MessageKind): kind is TextKind => TEXT_KINDS.some((one) => one === kind);

/** What holds until an office writes its own. Each fits into one message with names of a usual length. */
export const DEFAULT_TEXTS: Readonly<Record<TextKind, string>> = {
  'payment-details':
    '{name}, your username is {username} and your password {password}. Package {package}, {price}. Balance {balance}, paid until {paidUntil}. {isp}',
  welcome: 'Welcome to {isp}, {name}. Your username is {username}, your package {package}. Paid until {paidUntil}.',
  'payment-received':
    'We have received {amount}, receipt {receipt}. Thank you, {name}. Balance {balance}, paid until {paidUntil}. {isp}',
  expiring: '{name}, your line {username} is paid until {paidUntil}. Please pay {price} to stay connected. {isp}',
  suspended: '{name}, your line {username} is suspended. Balance {balance}. It comes back once you have paid. {isp}',
};
