import { regulated } from '#shared/domain/customer/regulated-words.ts';
import type { Say } from '../../messages/use-message.ts';

/** A word of the regulator's as a person reads it; any other stands as it was written. */
export function regulatedWord(value: string | null, say: Say): string {
  const known = regulated(value);
  return known === undefined ? (value ?? '') : say(`customers.regulated-${known}`);
}
