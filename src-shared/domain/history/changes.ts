/** What changed of a field, as it was recorded; undefined: there was nothing. */
export interface RecordedChange {
  /** "packageId", "custom.<id>" */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What shows only that it changed, whoever wrote it down. */
const SECRET = /password|secret|token|sealed|hash/i;
/** Speak of passwords without holding one. */
const HARMLESS = new Set(['passwords', 'passwordKnown', 'allowsPasswordInUrl']);

export function isSecret(field: string): boolean {
  const name = field.split('.').at(-1) ?? '';
  return SECRET.test(name) && !HARMLESS.has(name);
}

/** What a line of the history changed, field by field: what both sides say alike is left out. */
export function changesBetween(before: unknown, after: unknown): readonly RecordedChange[] {
  const earlier = new Map(fieldsOf(before));
  const later = new Map(fieldsOf(after));
  const fields = new Set([...later.keys(), ...earlier.keys()]);
  return [...fields]
    .map((field) => ({ field, before: earlier.get(field), after: later.get(field) }))
    .filter((change) => isSecret(change.field) || JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** The values by their place, "custom.<id>"; empty ones are none. */
function fieldsOf(value: unknown, place = ''): readonly (readonly [string, unknown])[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object' || Array.isArray(value)) return [[place === '' ? 'value' : place, value]];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, place === '' ? name : `${place}.${name}`));
}
