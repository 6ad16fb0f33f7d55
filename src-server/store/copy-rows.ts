/** How a column is called in rows, and its type as PostgreSQL names it ("uuid", "bigint", "jsonb"). */
export interface Column {
  readonly key: string;
  readonly type: string;
}

/** What goes out at once: PostgreSQL works on these rows while those behind them are made. */
const PART = 32 * 1024;

/** Of COPY's binary form: its signature, no flags and nothing more. */
const BEGIN = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);
const NULL = -1;

/**
 * Rows as COPY reads them in its binary form, in parts of some size: in its text form PostgreSQL looks at every sign, and
 * some have to be escaped. Throws a TypeError for a value that its column cannot hold.
 */
export function* copyRows(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  columns: readonly Column[],
): Generator<Buffer> {
  const fields = columns.map(({ key, type }) => ({ key, write: writers.get(type) ?? unknownType(type) }));
  const part = new Part();
  part.bytes(BEGIN);
  for (const row of rows) {
    part.int16(fields.length);
    for (const { key, write } of fields) {
      const value = row[key] ?? null;
      if (value === null) part.int32(NULL);
      else write(part, value);
    }
    if (part.length >= PART) yield part.taken();
  }
  part.bytes(END);
  yield part.taken();
}

type Writer = (part: Part, value: unknown) => void;

const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['text', (part, value) => part.text(typeof value === 'string' ? value : unfit(value, 'text'))],
  ['jsonb', (part, value) => part.text(jsonOf(value), 1)],
  ['uuid', (part, value) => part.uuid(typeof value === 'string' ? value : unfit(value, 'uuid'))],
  ['bigint', (part, value) => part.number64(Number.isSafeInteger(value) ? Number(value) : unfit(value, 'bigint'))],
  [
    'integer',
    (part, value) =>
      part.number32(typeof value === 'number' && value === (value | 0) ? value : unfit(value, 'integer')),
  ],
  ['boolean', (part, value) => part.flag(typeof value === 'boolean' ? value : unfit(value, 'boolean'))],
  ['bytea', (part, value) => part.data(value instanceof Uint8Array ? value : unfit(value, 'bytea'))],
]);

function unknownType(type: string): never {
  throw new TypeError(`COPY is not told how to write ${type}`);
}

function jsonOf(value: unknown): string {
  // Cast: of a function there is none, which its type does not say.
  const text = JSON.stringify(value) as string | undefined;
  return text ?? unfit(value, 'jsonb');
}

function unfit(value: unknown, type: string): never {
  throw new TypeError(`A column of ${type} does not hold ${typeof value}`);
}

/** Numbers are big-endian; a field is its length and then its bytes. */
class Part {
  #bytes = Buffer.allocUnsafe(2 * PART);
  length = 0;

  /** What was written, once. */
  taken(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.length));
    this.length = 0;
    return taken;
  }

  bytes(bytes: Uint8Array): void {
    this.#make(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  int16(value: number): void {
    this.#make(2);
    this.length = this.#bytes.writeInt16BE(value, this.length);
  }

  int32(value: number): void {
    this.#make(4);
    this.length = this.#bytes.writeInt32BE(value, this.length);
  }

  number32(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  number64(value: number): void {
    this.int32(8);
    this.int32(Math.floor(value / 0x1_0000_0000));
    this.int32(value | 0);
  }

  flag(value: boolean): void {
    this.int32(1);
    this.#make(1);
    this.length = this.#bytes.writeUInt8(Number(value), this.length);
  }

  data(bytes: Uint8Array): void {
    this.int32(bytes.length);
    this.bytes(bytes);
  }

  /** As UTF-8. `version`: of a form (that of jsonb is 1), in front of it. */
  text(text: string, version?: number): void {
    // No sign of UTF-16 takes more than three bytes.
    this.#make(5 + 3 * text.length);
    const bytes = this.#bytes;
    const begin = this.length + 4;
    let at = begin;
    if (version !== undefined) at = bytes.writeUInt8(version, at);
    const from = at;
    let code = 0;
    // Most is ASCII and short: one by one it takes a third of what it takes to ask Node.
    for (let index = 0; index < text.length && code < 0x80; index += 1) {
      code = text.charCodeAt(index);
      bytes[at++] = code;
    }
    if (code >= 0x80) at = from + bytes.write(text, from, 'utf8');
    bytes.writeInt32BE(at - begin, this.length);
    this.length = at;
  }

  uuid(text: string): void {
    this.int32(16);
    this.#make(16);
    let digits = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === DASH) continue;
      const digit = code < HEX.length ? (HEX[code] ?? NONE) : NONE;
      if (digit === NONE || digits === 32) throw new TypeError('That is no UUID');
      const at = this.length + (digits >> 1);
      this.#bytes[at] = digits % 2 === 0 ? digit << 4 : (this.#bytes[at] ?? 0) | digit;
      digits += 1;
    }
    if (digits !== 32) throw new TypeError('That is no UUID');
    this.length += 16;
  }

  /** Room for so many bytes more. */
  #make(room: number): void {
    if (this.length + room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + room));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}

const DASH = '-'.charCodeAt(0);
const NONE = 0xff;
/** What a character's code says as a hexadecimal digit. */
const HEX = new Uint8Array(128).fill(NONE);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}
