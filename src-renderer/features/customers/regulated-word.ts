import type { Say } from '../../messages/use-message.ts';

/** The regulator's words as records keep them. */
const WORDS = ['home', 'corporate', 'wired', 'wireless', 'shared', 'dedicated'] as const;

/** A word of the regulator's as a person reads it; any other stands as it was written. */
export function regulatedWord(value: string | null, say: Say): string {
  const known = WORDS.find((word) => word === value);
  return known === undefined ? (value ?? '') : say(`customers.regulated-${known}`);
}
