import { codePointOf } from '../name-fault.ts';

/** What routers and RADIUS servers take without escaping; the sign in front may only be a plus (phone numbers). */
const USERNAME = /^[A-Za-z0-9+][A-Za-z0-9._@:/+-]{0,63}$/;
/** Blanks are left to the general sentence: everybody sees those. */
const STRANGE = /[^A-Za-z0-9._@:/+ -]/u;

/** Characters that nobody sees (zero-width ones, marks of direction, odd blanks, controls). */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Letters and digits of other alphabets, many of which look like Latin ones: а (Cyrillic), ο (Greek), ａ (full width). */
const FOREIGN = /[\p{L}\p{N}\p{M}]/u;

/** Why a text cannot be a username: the context of the catalogue's sentence and what that needs; empty for the general one. */
export type UsernameFault =
  | Readonly<Record<string, never>>
  | {
      readonly context: 'invisible' | 'foreign' | 'character';
      /** "U+200B" */
      readonly code: string;
      /** The character itself. */
      readonly character: string;
    };

/** Null: it can be one. A character that must not be in it is named, as a look-alike or an invisible one is never found by eye. */
export function usernameFault(text: string): UsernameFault | null {
  if (USERNAME.test(text)) return null;
  const character = STRANGE.exec(text)?.[0];
  if (character === undefined) return {};
  const context = INVISIBLE.test(character) ? 'invisible' : FOREIGN.test(character) ? 'foreign' : 'character';
  return { context, code: codePointOf(character), character };
}
