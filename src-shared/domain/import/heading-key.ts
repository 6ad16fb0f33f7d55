import { folded } from '../text.ts';

/** The form in which headings and fixed words are compared: folded, without punctuation, underscores and spaces. */
export function headingKey(text: string): string {
  return folded(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
