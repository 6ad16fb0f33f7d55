import type { Duplex } from 'node:stream';
import { encodeCommand, type Command } from './command.ts';
import { RouterError, type RouterFailure } from './failure.ts';
import type { Answer, Limits } from './menu.ts';
import { replyOf, type Reply, type Row } from './reply.ts';
import { RowFeed } from './row-feed.ts';
import { type Sentence, SentenceReader } from './sentence-reader.ts';
import { textReader, type ReadText } from './text.ts';
import { realAfter, type After } from './timer.ts';
import { trapOf, type Trap } from './trap.ts';

export type SessionOptions = {
  readonly codePage?: string;
  readonly deadlineMs?: number;
  readonly listenRows?: number;
  readonly after?: After;
  /** Told of replies that belong to no command: type, and a tag only where it is a number as ours are, never contents. */
  readonly stray?: (reply: Pick<Reply, 'type' | 'tag'>) => void;
  /** What an error of the stream means; without it the line counts as closed by the router. */
  readonly lost?: (error: Error) => RouterFailure;
};

type InFlight = { reply(reply: Reply, bytes: number): void; fail(failure: RouterFailure): void };
const MAX_RETIRED = 1_000;
/** How often a deadline is put off for an answer that grows: a menu of 100,000 records takes longer than one deadline. */
const MAX_PUT_OFF = 12;
/** More than a hundred thousand rows: who says more to one command fills the memory until its deadline. */
const MAX_ANSWER = 64 * 1024 * 1024;
/** What a word costs beside its bytes. */
const WORD = 16;

/** Commands and replies over any byte stream: many in flight, each settled exactly once whatever the peer does. */
export class Session {
  readonly closed: Promise<RouterFailure>;
  readonly #stream: Duplex;
  readonly #options: SessionOptions;
  readonly #after: After;
  readonly #read: ReadText;
  readonly #reader = new SentenceReader();
  readonly #inFlight = new Map<string, InFlight>();
  // Tags of commands that were given up: their late replies are nobody's, and no surprise.
  readonly #retired = new Set<string>();
  readonly #tellClosed: (failure: RouterFailure) => void;
  #tags = 0;
  #ended: RouterFailure | undefined;

  constructor(stream: Duplex, options: SessionOptions = {}) {
    const { promise, resolve } = Promise.withResolvers<RouterFailure>();
    this.closed = promise;
    this.#tellClosed = resolve;
    this.#stream = stream;
    this.#options = options;
    this.#after = options.after ?? realAfter;
    this.#read = textReader(options.codePage);
    stream.on('error', (error) => this.end(options.lost?.(error) ?? { kind: 'closed', by: 'router' }));
    stream.on('end', () => this.end({ kind: 'closed', by: 'router' }));
    stream.on('close', () => this.end({ kind: 'closed', by: 'router' }));
    stream.on('data', (chunk: Uint8Array) => this.#take(chunk));
    if (stream.destroyed) this.end({ kind: 'closed', by: 'router' });
  }

  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  /** Sends a command and gathers its answer until `!done`. While rows come, the deadline is put off, some times and no more. */
  run(command: Command, limits: Limits = {}): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const rows: Row[] = [];
    const traps: Trap[] = [];
    const tag = this.#nextTag();
    const deadlineMs = limits.deadlineMs ?? this.#options.deadlineMs ?? 10_000;
    const abort = () => this.#giveUp(tag, { kind: 'cancelled', command: command.path });
    let stopTimer: () => void = () => undefined;
    const settle = () => {
      stopTimer();
      limits.signal?.removeEventListener('abort', abort);
    };
    const fail = (failure: RouterFailure) => {
      settle();
      reject(new RouterError(failure));
    };
    // A router may say back what it was told, and its words are shown and kept.
    const password = command.fields?.['password'] ?? '';
    let told = 0;
    const reply = (one: Reply, bytes: number) => {
      told += bytes;
      if (told > MAX_ANSWER) {
        this.end({ kind: 'protocol', problem: 'answer-too-long' });
        return;
      }
      if (one.type === '!re') rows.push(one.attributes);
      if (one.type === '!trap') traps.push(without(password, trapOf(one.attributes)));
      if (one.type !== '!done') return;
      this.#inFlight.delete(tag);
      const [first, ...more] = traps;
      if (first !== undefined) {
        fail({ kind: 'trap', command: command.path, traps: [first, ...more] });
        return;
      }
      settle();
      resolve({ rows, ret: one.attributes['ret'] });
    };
    if (limits.signal?.aborted === true) fail({ kind: 'cancelled', command: command.path });
    else if (this.#send(command, tag, { reply, fail })) {
      limits.signal?.addEventListener('abort', abort);
      let told = 0;
      const wait = (putOff: number): void => {
        stopTimer = this.#after(deadlineMs, () => {
          if (rows.length === told || putOff === MAX_PUT_OFF) {
            this.#giveUp(tag, { kind: 'timeout', during: command.path, afterMs: deadlineMs * (putOff + 1) });
            return;
          }
          told = rows.length;
          wait(putOff + 1);
        });
      };
      wait(0);
    }
    return promise;
  }

  /** Sends a command that answers for as long as somebody listens. */
  listen(command: Command): RowFeed {
    const limit = this.#options.listenRows ?? 10_000;
    const tag = this.#nextTag();
    const feed = new RowFeed(limit, () => this.#giveUp(tag, { kind: 'cancelled', command: command.path }));
    const traps: Trap[] = [];
    const reply = (one: Reply) => {
      if (one.type === '!re' && !feed.offer(one.attributes))
        this.#giveUp(tag, { kind: 'overflow', command: command.path, rows: limit });
      if (one.type === '!trap') traps.push(trapOf(one.attributes));
      if (one.type !== '!done') return;
      this.#inFlight.delete(tag);
      const [first, ...more] = traps;
      feed.end(first === undefined ? 'done' : { kind: 'trap', command: command.path, traps: [first, ...more] });
    };
    this.#send(command, tag, { reply, fail: (failure) => feed.end(failure) });
    return feed;
  }

  /** Ends the session; whatever is in flight fails with the same failure. The first end counts. */
  end(failure: RouterFailure): void {
    if (this.#ended !== undefined) return;
    this.#ended = failure;
    const left = [...this.#inFlight.values()];
    this.#inFlight.clear();
    this.#stream.destroy();
    this.#tellClosed(failure);
    for (const one of left) one.fail(failure);
  }

  #nextTag(): string {
    this.#tags += 1;
    return String(this.#tags);
  }

  #send(command: Command, tag: string, inFlight: InFlight): boolean {
    if (this.#ended !== undefined) {
      inFlight.fail(this.#ended);
      return false;
    }
    this.#inFlight.set(tag, inFlight);
    this.#stream.write(encodeCommand(command, tag));
    return true;
  }

  #giveUp(tag: string, failure: RouterFailure): void {
    const one = this.#inFlight.get(tag);
    if (one === undefined) return;
    this.#inFlight.delete(tag);
    this.#retire(tag);
    one.fail(failure);
    const cancel = this.#nextTag();
    this.#retire(cancel);
    if (this.isOpen) this.#stream.write(encodeCommand({ path: '/cancel', fields: { tag } }, cancel));
  }

  #retire(tag: string): void {
    this.#retired.add(tag);
    const [oldest] = this.#retired;
    if (this.#retired.size > MAX_RETIRED && oldest !== undefined) this.#retired.delete(oldest);
  }

  #take(chunk: Uint8Array): void {
    const { sentences, problem } = this.#reader.push(chunk);
    for (const sentence of sentences) {
      if (!this.isOpen) return;
      const reply = replyOf(sentence, this.#read);
      if (reply === undefined) this.end({ kind: 'protocol', problem: 'not-a-reply' });
      else this.#hand(reply, sizeOf(sentence));
    }
    if (problem !== undefined) this.end({ kind: 'protocol', problem });
  }

  #hand(reply: Reply, bytes: number): void {
    const { type, tag } = reply;
    if (type === '!fatal') {
      this.end({ kind: 'fatal', message: reply.rest.join(' ') || (reply.attributes['message'] ?? '') });
      return;
    }
    const one = tag === undefined ? undefined : this.#inFlight.get(tag);
    if (one !== undefined) one.reply(reply, bytes);
    else if (tag !== undefined && this.#retired.has(tag)) {
      if (type === '!done') this.#retired.delete(tag);
    } else this.#options.stray?.({ type, tag: tag !== undefined && /^\d+$/.test(tag) ? tag : undefined });
  }
}

const sizeOf = (sentence: Sentence): number => sentence.reduce((sum, { length }) => sum + length + WORD, 0);

const without = (secret: string, trap: Trap): Trap =>
  secret === '' ? trap : { ...trap, message: trap.message.replaceAll(secret, '***') };
