import { latinLetters } from './latin-letters.ts';

/** A name is cut so that a number fits behind it, and a person can type it. */
const LONGEST = 24;
/** How many numbers are tried by one and two before the customer's own follows. */
const FEW = 9;

interface Known {
  /** As it is dialled at home, digits only; null: there is none. */
  readonly phone: string | null;
  readonly fullName: string;
  /** How many customers there are: a number from there on is likely to be free. */
  readonly count: number;
}

/**
 * Usernames for a new customer, the best first: the phone, the name in Latin letters, both numbered, at last a number alone.
 * It never ends: whoever asks takes the first that nobody has.
 */
export function* usernameIdeas({ phone, fullName, count }: Known): Generator<string, never> {
  const name = latinLetters(fullName).slice(0, LONGEST);
  if (phone !== null) yield phone;
  if (name.length > 1) {
    yield name;
    for (let number = 2; number <= FEW; number++) yield `${name}${number}`;
  } else if (phone !== null) {
    for (let number = 2; number <= FEW; number++) yield `${phone}-${number}`;
  }
  const stem = name.length > 1 ? name : phone === null ? '' : `${phone}-`;
  const from = stem === '' ? 100_000 + count : count;
  for (let number = from + 1; ; number++) yield `${stem}${number}`;
}
