import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';

const LONGEST = 24;

/** "Home 10M" as "home-10m", letters of every script kept: short, and easy to type into a cell. */
export function slugOf(name: string): string {
  const words = folded(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, LONGEST).replace(/-$/, '') || 'code';
}

interface Coded {
  readonly id: string;
  readonly code: string;
}

/** The code of a record: the one that is given, the one it has, or a new one made of its name. */
export type CodeOf = (record: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly given: string | undefined;
  readonly current: string | undefined;
}) => string;

/** Keeps codes unique within a kind. The answer throws Refusal `reference-code-taken` for a code that another record has. */
export function codesOf(rows: readonly Coded[], items: readonly { readonly code?: string | undefined }[]): CodeOf {
  const holders = new Map(rows.map(({ id, code }) => [folded(code), id]));
  const given = new Set(items.flatMap(({ code }) => (code === undefined ? [] : [folded(code)])));
  const take = (code: string, id: string): string => {
    holders.set(folded(code), id);
    return code;
  };
  return ({ id, name, label, given: wanted, current }) => {
    if (wanted !== undefined) {
      const holder = holders.get(folded(wanted)) ?? id;
      if (holder !== id) throw new Refusal('reference-code-taken', { item: label, code: wanted });
      return take(wanted, id);
    }
    if (current !== undefined) return current;
    const slug = slugOf(name);
    const isFree = (code: string): boolean => !holders.has(folded(code)) && !given.has(folded(code));
    if (isFree(slug)) return take(slug, id);
    for (let count = 2; ; count++) if (isFree(`${slug}-${count}`)) return take(`${slug}-${count}`, id);
  };
}
