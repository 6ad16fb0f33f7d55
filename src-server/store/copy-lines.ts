/** How a column is called in rows, and whether what stands there is made JSON. */
export interface Column {
  readonly key: string;
  readonly isJson: boolean;
}

/** Rows as COPY reads them, in the order of columns. Bytes travel as hexadecimal. */
export function* copyLines(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  columns: readonly Column[],
): Generator<string> {
  for (const row of rows) {
    // One behind the other: to join a list of them takes a third longer.
    let line = '';
    let between = '';
    for (const { key, isJson } of columns) {
      line += between + field(row[key] ?? null, isJson);
      between = '\t';
    }
    yield `${line}\n`;
  }
}

function field(value: unknown, isJson: boolean): string {
  if (value === null) return '\\N';
  if (isJson) return escaped(JSON.stringify(value));
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`There is no column for ${typeof value}`);
}

const SIGNS = /[\\\n\r\t]/;
const EVERY_SIGN = /[\\\n\r\t]/g;
const WRITTEN: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Most texts have nothing to take care of: to look first is quicker. */
const escaped = (text: string): string =>
  SIGNS.test(text) ? text.replace(EVERY_SIGN, (sign) => WRITTEN[sign] ?? sign) : text;
