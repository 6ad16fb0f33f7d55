import type { FindingReason } from './export.ts';

/** Turns the bytes of a value into text: they are UTF-8, or in the code page of whoever typed them. */
export type ReadBytes = (bytes: Uint8Array) => string;

/** What keeps a command from being read; never leaves this folder. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly reason: FindingReason;
  readonly words: string;

  constructor(reason: FindingReason, words = '') {
    super(reason);
    this.reason = reason;
    this.words = words;
  }
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  $: '$',
  '?': '?',
  _: ' ',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A `\` at the end of a line, and the indent of the next one. Blanks behind it come from copying out of a terminal. */
const CONTINUED = /\\[ \t]*(?:\r\n?|\n)[ \t]*/y;
const LINE_END = /\r\n?|\n/y;
const BLANKS = /[ \t]+/y;
const FIELD = /[A-Za-z0-9._-]+/y;
/** Bytes are in capitals; `\a`, `\b` and `\f` are signs. */
const BYTE = /\\([0-9A-F]{2})/y;
const PLAIN_IN_QUOTES = /[^"\\\r\n]+/y;
const PLAIN = /[^\s"\\]+/y;
const TO_LINE_END = /[^\r\n]*/y;

/** A place in the text of an export. */
export class Cursor {
  readonly #text: string;
  readonly #readBytes: ReadBytes;
  #at = 0;
  #line = 1;

  constructor(text: string, readBytes: ReadBytes) {
    this.#text = text;
    this.#readBytes = readBytes;
  }

  get line(): number {
    return this.#line;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get isAtLineEnd(): boolean {
    const next = this.peek();
    return next === '' || next === '\n' || next === '\r';
  }

  /** The next character; empty at the end. */
  peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** Steps over blanks, and on to the next line where a `\` says that the command goes on there. */
  skipBlanks(): void {
    while (this.#take(BLANKS) !== null || this.#takeContinued());
  }

  takeLineEnd(): boolean {
    if (this.#take(LINE_END) === null) return false;
    this.#line += 1;
    return true;
  }

  /** The rest of the line, whatever stands there. */
  restOfLine(): string {
    return this.#take(TO_LINE_END) ?? '';
  }

  /** Steps over the rest of a command that cannot be read, with the lines that it goes on to. */
  skipCommand(): void {
    for (;;) {
      const rest = this.restOfLine();
      const goesOn = /(?:^|[^\\])(?:\\\\)*\\[ \t]*$/.test(rest.slice(-LONGEST_END));
      if (!this.takeLineEnd() || !goesOn) return;
    }
  }

  /** Takes this character if it is the next one. */
  takes(character: string): boolean {
    if (this.peek() !== character || character === '') return false;
    this.#at += 1;
    return true;
  }

  /** The name of a field or of a command; empty where there is none. */
  takeName(): string {
    return this.#take(FIELD) ?? '';
  }

  /** A word of a menu's path, or what `set` is about. */
  takeWord(): string {
    return this.#take(PLAIN) ?? '';
  }

  /** What stands in brackets, with them, nested ones too. Throws Unread. */
  takeBracketed(): string {
    const from = this.#at;
    let depth = 0;
    do {
      if (this.isAtLineEnd) throw new Unread('expression', '[');
      if (this.peek() === '"') this.takeQuoted();
      else if (this.takes('[')) depth += 1;
      else if (this.takes(']')) depth -= 1;
      else if (!this.#takeContinued()) this.#at += 1;
    } while (depth > 0);
    return this.#text.slice(from, this.#at);
  }

  /** A value behind its `=`. Throws Unread. */
  takeValue(): string {
    // A long value may begin on the next line.
    this.#takeContinued();
    const first = this.peek();
    if (first === '"') return this.takeQuoted();
    if (first === '$' || first === '[' || first === '(' || first === '{') throw new Unread('expression');
    return this.#collect(PLAIN);
  }

  /** A value in quotation marks. Throws Unread. */
  takeQuoted(): string {
    this.#at += 1;
    const value = this.#collect(PLAIN_IN_QUOTES);
    if (!this.takes('"')) throw new Unread('quotation');
    const next = this.peek();
    if (next !== '' && !/[\s\]\\]/.test(next)) throw new Unread('quotation');
    return value;
  }

  /** Plain characters and what is escaped among them, up to what is neither. */
  #collect(plain: RegExp): string {
    const parts: string[] = [];
    let bytes: number[] = [];
    const flush = (): void => {
      if (bytes.length > 0) parts.push(this.#readBytes(Uint8Array.from(bytes)));
      bytes = [];
    };
    for (;;) {
      const some = this.#take(plain);
      if (some !== null) {
        flush();
        parts.push(some);
      } else if (this.peek() !== '\\') {
        break;
      } else if (!this.#takeContinued()) {
        // A line that ends between two bytes of one character does not part them.
        const byte = this.#take(BYTE);
        if (byte !== null) bytes.push(Number.parseInt(byte.slice(1), 16));
        else {
          flush();
          parts.push(this.#takeNamed());
        }
      }
    }
    flush();
    return parts.join('');
  }

  #takeNamed(): string {
    const meant = NAMED[this.#text.charAt(this.#at + 1)];
    if (meant === undefined) throw new Unread('escape');
    this.#at += 2;
    return meant;
  }

  #takeContinued(): boolean {
    if (this.#take(CONTINUED) === null) return false;
    this.#line += 1;
    return true;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined || found === '') return null;
    this.#at += found.length;
    return found;
  }
}

/** More blanks than these behind a `\` nobody has copied. */
const LONGEST_END = 400;
