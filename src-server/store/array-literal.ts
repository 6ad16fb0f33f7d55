/** One column of some rows as PostgreSQL writes an array: `{1,"text",NULL}`. Bytes travel as hexadecimal. */
export const literal = (rows: readonly Readonly<Record<string, unknown>>[], key: string, isJson: boolean): string =>
  `{${rows.map((row) => element(row[key] ?? null, isJson)).join(',')}}`;

/** Values likewise. */
export const arrayLiteral = (values: readonly unknown[]): string =>
  `{${values.map((value) => element(value ?? null, false)).join(',')}}`;

function element(value: unknown, isJson: boolean): string {
  if (value === null) return 'NULL';
  if (isJson) return quoted(JSON.stringify(value));
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`There is no column for ${typeof value}`);
}

const SIGNS = /["\\]/;
const EVERY_SIGN = /["\\]/g;

/** Most texts have nothing to take care of: to look first is quicker. */
const quoted = (text: string): string => `"${SIGNS.test(text) ? text.replace(EVERY_SIGN, '\\$&') : text}"`;
