import type { Socket } from 'node:net';
import type { Reply } from './commands.ts';
import type { Faults } from './faults.ts';
import { bytesOf } from './wire/text.ts';
import { sentenceBytes } from './wire/words.ts';

/** How long replies take: `latencyMs` always, `lateMs` (or the fault's end) while `late-replies` is on. */
export interface Pace {
  readonly latencyMs: number;
  readonly lateMs: number;
}

/** What goes back to one client, in its order, however slowly. */
export class Replies {
  readonly #socket: Socket;
  readonly #faults: Faults;
  readonly #pace: Pace;
  readonly #timers = new Set<NodeJS.Timeout>();
  #held: Buffer[] = [];
  #isEnding = false;

  constructor(socket: Socket, faults: Faults, pace: Pace) {
    this.#socket = socket;
    this.#faults = faults;
    this.#pace = pace;
    socket.setNoDelay(true);
  }

  /** Whether nothing more is read from this client: it was told `!fatal`. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  send(replies: readonly Reply[], tag: string | null): void {
    const encoding = this.#faults.has('latin1-names') ? 'windows-1252' : 'utf-8';
    const tagged = tag === null ? replies : replies.map((reply) => [...reply, `.tag=${tag}`]);
    const bytes = Buffer.concat(tagged.map((reply) => sentenceBytes(reply.map((word) => bytesOf(word, encoding)))));
    if (this.#faults.has('late-replies')) {
      this.#held.push(bytes);
      this.#later(this.#pace.lateMs, () => this.release());
    } else if (this.#pace.latencyMs > 0) this.#later(this.#pace.latencyMs, () => this.#write(bytes));
    else this.#write(bytes);
  }

  /** The last words; the connection is closed. */
  fatal(reason: string): void {
    this.#isEnding = true;
    this.#write(sentenceBytes(['!fatal', reason].map((word) => bytesOf(word, 'utf-8'))));
    this.#socket.end();
  }

  /** Sends what was held back. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) this.#write(bytes);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#held = [];
  }

  #later(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }

  #write(bytes: Buffer): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    if (!this.#faults.has('one-byte-per-segment')) return void this.#socket.write(bytes);
    for (const byte of bytes) this.#socket.write(Buffer.of(byte));
  }
}
