/** Bengali consonants as people here write them in Latin letters; each is followed by an "a" unless something says otherwise. */
const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ ক: 'k', খ: 'kh', গ: 'g', ঘ: 'gh', ঙ: 'ng', চ: 'ch', ছ: 'chh', জ: 'j', ঝ: 'jh', ঞ: 'n', ট: 't', ঠ: 'th' },
  ...{ ড: 'd', ঢ: 'dh', ণ: 'n', ত: 't', থ: 'th', দ: 'd', ধ: 'dh', ন: 'n', প: 'p', ফ: 'f', ব: 'b', ভ: 'bh', ম: 'm' },
  ...{ য: 'j', র: 'r', ল: 'l', শ: 'sh', ষ: 'sh', স: 's', হ: 'h' },
};
/** With a dot beneath (U+09BC) these are other sounds. */
const DOTTED: Readonly<Record<string, string>> = { য: 'y', ড: 'r', ঢ: 'rh' };
const VOWELS: Readonly<Record<string, string>> = {
  ...{ অ: 'a', আ: 'a', ই: 'i', ঈ: 'i', উ: 'u', ঊ: 'u', ঋ: 'ri', এ: 'e', ঐ: 'oi', ও: 'o', ঔ: 'ou' },
};
/** Signs behind a consonant, in place of its "a"; the last one (U+09CD) takes it away. */
const VOWEL_SIGNS: Readonly<Record<string, string>> = {
  ...{ '\u09BE': 'a', '\u09BF': 'i', '\u09C0': 'i', '\u09C1': 'u', '\u09C2': 'u', '\u09C3': 'ri', '\u09C7': 'e' },
  ...{ '\u09C8': 'oi', '\u09CB': 'o', '\u09CC': 'ou', '\u09CD': '' },
};
const FURTHER: Readonly<Record<string, string>> = { '\u09CE': 't', '\u0982': 'ng' };
/** Latin letters that are no plain letter with a mark. */
const LATIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th' };

const NUKTA = '\u09BC';

/**
 * A name in the letters a to z, words joined: "Rahim Uddin" and "রহিম উদ্দিন" alike become "rahimuddin". What is of a script
 * that is not known here is left out.
 */
export function latinLetters(name: string): string {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .map((word) => latinWord(Array.from(word.normalize('NFD'))))
    .join('');
}

function latinWord(letters: readonly string[]): string {
  let latin = '';
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    const consonant = CONSONANTS[letter];
    if (consonant === undefined) {
      latin += VOWELS[letter] ?? FURTHER[letter] ?? LATIN[letter] ?? (/^[a-z]$/.test(letter) ? letter : '');
      continue;
    }
    const isDotted = letters[at + 1] === NUKTA;
    if (isDotted) at++;
    latin += isDotted ? (DOTTED[letter] ?? consonant) : consonant;
    const sign = signAt(letters, at + 1);
    if (sign) {
      latin += sign.sound;
      at += sign.length;
    } else if (letters.slice(at + 1).some(isLetter)) {
      latin += 'a';
    }
  }
  return latin;
}

/** Decomposed, "o" and "ou" are two signs: one before and one behind the consonant. */
function signAt(letters: readonly string[], at: number): { readonly sound: string; readonly length: number } | null {
  const first = letters[at] ?? '';
  const both = first === '\u09C7' ? { '\u09BE': 'o', '\u09D7': 'ou' }[letters[at + 1] ?? ''] : undefined;
  if (both !== undefined) return { sound: both, length: 2 };
  const sound = VOWEL_SIGNS[first];
  return sound === undefined ? null : { sound, length: 1 };
}

/** Whether something follows that is heard: at the end of a word a consonant stands alone. */
const isLetter = (letter: string): boolean => /\p{L}/u.test(letter);
