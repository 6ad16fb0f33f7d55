/** A character that a name must not have: nobody sees it, or it only looks like one of the others. */
export interface NameFault {
  readonly context: 'invisible' | 'foreign';
  /** "U+200B" */
  readonly code: string;
  /** The character itself. */
  readonly character: string;
}

/**
 * Characters that nobody sees: zero-width ones, marks of direction, odd blanks, controls. The joiners of Indic writing
 * (র‍্যাব) are seen in the shape of the letters beside them, but only beside a virama.
 */
const INVISIBLE = /(?! )[\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const JOINER = /^[\u200C\u200D]$/;
/** Devanagari to Malayalam. */
const VIRAMA = /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D]/;

/** The first invisible character of a name of a package, a zone, an operator; null: there is none. */
export function invisibleIn(name: string): NameFault | null {
  for (const { 0: character, index } of name.matchAll(INVISIBLE)) {
    const beside = `${name[index - 1] ?? ''}${name[index + 1] ?? ''}`;
    if (JOINER.test(character) && VIRAMA.test(beside)) continue;
    return { context: 'invisible', code: codePointOf(character), character };
  }
  return null;
}

/** Alphabets that names are written in; whatever is of none of them goes with none. */
const ALPHABETS = [
  /\p{Script=Latin}/u,
  /\p{Script=Bengali}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Tamil}/u,
  /\p{Script=Gurmukhi}/u,
  /\p{Script=Gujarati}/u,
  /\p{Script=Telugu}/u,
  /\p{Script=Sinhala}/u,
  /\p{Script=Ethiopic}/u,
];

/**
 * What is wrong with a name that somebody signs in with; null: nothing. Its letters are of one alphabet, the first one's:
 * "аdmin" with a Cyrillic а would be somebody else than "admin", and nobody could tell.
 */
export function signInNameFault(name: string): NameFault | null {
  const hidden = invisibleIn(name);
  if (hidden) return hidden;
  const letters = name.normalize('NFC').match(/\p{L}/gu) ?? [];
  const alphabet = ALPHABETS.find((one) => one.test(letters[0] ?? ''));
  const stranger = letters.find((letter) => alphabet?.test(letter) !== true || isVariant(letter));
  return stranger === undefined ? null : { context: 'foreign', code: codePointOf(stranger), character: stranger };
}

/** "ａ" (full width) and "𝐚" (bold) are letters of their own that stand for others. */
const isVariant = (letter: string): boolean => letter.normalize('NFKC') !== letter.normalize('NFC');

/** "U+200B" */
export function codePointOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
