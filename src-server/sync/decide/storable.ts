/**
 * The field whose text PostgreSQL cannot hold: a zero in it, or half of a character. (With one of them the whole push would
 * fail, again and again.) Null: there is none; empty: the text stands in no field.
 */
export function unstorableField(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : field;
  if (typeof value !== 'object' || value === null) return null;
  // Every value that comes is looked at: without lists of names and values made for it, that takes half as long.
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = unstorableField(item, field);
      if (found !== null) return found;
    }
    return null;
  }
  // Cast: whatever else came out of JSON.
  const named = value as Readonly<Record<string, unknown>>;
  for (const name in named) {
    const found = isStorable(name) ? unstorableField(named[name], name) : field;
    if (found !== null) return found;
  }
  return null;
}

/** Whether PostgreSQL can hold a text. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
