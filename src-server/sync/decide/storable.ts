/**
 * The field whose text PostgreSQL cannot hold: a zero in it, or half of a character. (With one of them the whole push would
 * fail, again and again.) Null: there is none; empty: the text stands in no field.
 */
export function unstorableField(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : field;
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstOf(value, (item) => unstorableField(item, field));
  const entries = Object.entries(value);
  if (!entries.every(([name]) => isStorable(name))) return field;
  return firstOf(entries, ([name, inner]) => unstorableField(inner, name));
}

/** Whether PostgreSQL can hold a text. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function firstOf<T>(items: readonly T[], look: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
