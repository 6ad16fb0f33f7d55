import { distance } from 'fastest-levenshtein';
import { asciiDigits, folded } from '../text.ts';

/** A name as it is compared for likeness. */
interface Likeness {
  readonly name: string;
  /** Letters and digits only. */
  readonly solid: string;
  /** The same with its words in alphabetical order: "10M Home" is like "Home 10M". */
  readonly sorted: string;
  /** The numbers in it: "Home 20M" is never meant by "Home 10M", one key apart or not. */
  readonly numbers: string;
  /** One bit for each letter that occurs: tells most unlike names without measuring. */
  readonly letters: number;
}

/** In a long list only names with the same first letter are compared: a file may have as many wrong values as rows. */
const LONG_LIST = 100;

/** Finds the one known name that a mistyped one is close to. Answers are remembered. */
export class Suggestions {
  readonly #known = new Map<string, Likeness[]>();
  readonly #isLong: boolean;
  readonly #answers = new Map<string, string | undefined>();

  constructor(names: Iterable<string>) {
    const all = [...new Set(names)].map(likeness);
    this.#isLong = all.length > LONG_LIST;
    for (const like of all) {
      const group = this.#groupOf(like);
      const others = this.#known.get(group);
      if (others) others.push(like);
      else this.#known.set(group, [like]);
    }
  }

  /** The closest name; undefined when none is close, or when two are equally so. */
  for(text: string): string | undefined {
    if (this.#answers.has(text)) return this.#answers.get(text);
    const answer = this.#closest(likeness(text.slice(0, 100)));
    this.#answers.set(text, answer);
    return answer;
  }

  #groupOf({ numbers, solid }: Likeness): string {
    return this.#isLong ? `${numbers} ${solid.charAt(0)}` : numbers;
  }

  #closest(wanted: Likeness): string | undefined {
    let best: string | undefined;
    let least = Infinity;
    if (wanted.solid === '') return undefined;
    for (const known of this.#known.get(this.#groupOf(wanted)) ?? []) {
      const apart = howFar(wanted, known);
      if (apart > least) continue;
      best = apart < least ? known.name : undefined;
      least = apart;
    }
    return best;
  }
}

const UNIT = /(\d)\s*(?:mbps|mbit\/?s?|mb\/?s?|mb|m)(?![\p{L}\p{N}])/gu;

function likeness(name: string): Likeness {
  const words = asciiDigits(folded(name))
    .replace(/(\d)o(?![\p{L}])/gu, '$10')
    .replace(UNIT, '$1m ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const solid = words.join('');
  let letters = 0;
  for (let at = 0; at < solid.length; at++) letters |= 1 << (solid.charCodeAt(at) & 31);
  return {
    name,
    solid,
    sorted: words.sort().join(''),
    numbers: (solid.match(/\d+/g) ?? []).map(Number).join(' '),
    letters,
  };
}

/** How many letters are apart, Infinity when too many for the length of the names. */
function howFar(wanted: Likeness, known: Likeness): number {
  const longer = Math.max(wanted.solid.length, known.solid.length);
  const limit = Math.max(1, Math.floor(longer * 0.34));
  if (Math.abs(wanted.solid.length - known.solid.length) > limit) return Infinity;
  if (bitsOf(wanted.letters ^ known.letters) > 2 * limit) return Infinity;
  let apart = distance(wanted.solid, known.solid);
  const isInOrder = wanted.sorted === wanted.solid && known.sorted === known.solid;
  if (apart > 0 && !isInOrder) apart = Math.min(apart, distance(wanted.sorted, known.sorted));
  // A name of one or two letters is close to everything; with one of them wrong nothing is left of it.
  return apart > limit || apart >= longer - 1 ? Infinity : apart;
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
