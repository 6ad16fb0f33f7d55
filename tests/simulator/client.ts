import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Simulator } from '../../src-simulator/simulator.ts';

/** A plain client for the wire: short words only, written apart from both the simulator's codec and the product's. */
export class WireClient implements AsyncDisposable {
  readonly socket: Socket;
  readonly #words: string[] = [];
  readonly #sentences: string[][] = [];
  #bytes = Buffer.alloc(0);
  #wake: () => void = () => undefined;
  #isClosed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  send(...words: string[]): void {
    const bytes = words.map((word) => Buffer.from(word, 'utf8'));
    const lengths = bytes.map(({ length }) => (length < 128 ? [length] : [0x80 | (length >> 8), length & 255]));
    this.socket.write(Buffer.concat([...bytes.flatMap((word, at) => [Buffer.from(lengths[at]!), word]), Buffer.of(0)]));
  }

  /** The next sentence; null: the line is closed. */
  async next(): Promise<string[] | null> {
    while (this.#sentences.length === 0 && !this.#isClosed) await new Promise<void>((done) => (this.#wake = done));
    return this.#sentences.shift() ?? null;
  }

  /** Sends a sentence and reads to its `!done`, a `!fatal` or the end of the line. */
  async ask(...words: string[]): Promise<string[][]> {
    this.send(...words);
    const replies: string[][] = [];
    for (;;) {
      const reply = await this.next();
      if (reply === null) return replies;
      replies.push(reply);
      if (reply[0] === '!done' || reply[0] === '!fatal') return replies;
    }
  }

  /** Rows of a print, as objects. */
  async rows(...words: string[]): Promise<Record<string, string>[]> {
    const replies = await this.ask(...words);
    return replies.filter(([kind]) => kind === '!re').map(fieldsOf);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    while (!this.#isClosed) await new Promise<void>((done) => (this.#wake = done));
  }

  #take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const first = this.#bytes[0];
      if (first === undefined || (first >= 128 && this.#bytes.length < 2)) return;
      const [size, length] = first < 128 ? [1, first] : [2, ((first & 0x3f) << 8) | this.#bytes[1]!];
      if (this.#bytes.length < size + length) return;
      const word = this.#bytes.subarray(size, size + length);
      this.#bytes = this.#bytes.subarray(size + length);
      if (length > 0) this.#words.push(word.toString('utf8'));
      else this.#sentences.push(this.#words.splice(0));
      this.#wake();
    }
  }
}

export const fieldsOf = (reply: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    reply
      .filter((word) => word.startsWith('='))
      .map((word) => [word.slice(1, word.indexOf('=', 1)), word.slice(word.indexOf('=', 1) + 1)]),
  );

export const dial = ({ port }: Simulator): WireClient => new WireClient(connect(port, '127.0.0.1'));

export const dialTls = ({ tlsPort }: Simulator): WireClient =>
  new WireClient(connectTls({ port: tlsPort!, host: '127.0.0.1', rejectUnauthorized: false }));

/** A client that is logged in as the first user. */
export async function loggedIn(simulator: Simulator, name = 'admin', password = ''): Promise<WireClient> {
  const client = dial(simulator);
  await client.ask('/login', `=name=${name}`, `=password=${password}`);
  return client;
}
