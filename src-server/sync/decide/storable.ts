/**
 * The field whose text PostgreSQL cannot hold: a zero in it, or half of a character. (With one of them the whole push would
 * fail, again and again.) Null: there is none; empty: the text stands in no field.
 */
export function unstorableField(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : field;
  if (Array.isArray(value)) return firstOf(value.map((item) => [field, item]));
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  return entries.every(([name]) => isStorable(name)) ? firstOf(entries) : field;
}

/** Whether PostgreSQL can hold a text. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function firstOf(entries: readonly (readonly [string, unknown])[]): string | null {
  for (const [name, value] of entries) {
    const found = unstorableField(value, name);
    if (found !== null) return found;
  }
  return null;
}
