import type { z } from 'zod';
import { exchange } from './exchange.ts';
import { LineError, type Outcome } from './failure.ts';
import { LineAgent } from './line-agent.ts';
import { type LineOptions, openLine } from './open-line.ts';
import { readAnswer } from './read-answer.ts';
import { serverFailure, throughFailure } from './socket-failure.ts';
import type { Certificate } from './trust.ts';
import { packed } from './unpacked.ts';

/** What is asked of the server, and what its answer is read against. */
export interface Question<T> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly input?: unknown;
  readonly token?: string | null;
  /** What must never be repeated in a failure. */
  readonly secrets?: readonly string[];
  /** Whether it may be sent once more when a kept line turns out to have ended. */
  readonly isRepeatable?: boolean;
}

/** Asks one server one question after the other. */
export class Questions {
  readonly #options: LineOptions;
  readonly #agent: LineAgent;
  readonly #closed = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LineOptions) {
    this.#options = options;
    this.#agent = new LineAgent((signal) => openLine(options, signal));
  }

  /** Waits for its turn, then for the answer. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Outcome<T>> {
    const either = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
    const answer = this.#last.then(() => this.#outcome(question, either));
    // A bug is told to whoever asked, and does not end the questions of others.
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** The certificate of the line that was opened last, when this machine does not trust it by itself. */
  get certificate(): Certificate | null {
    return this.#agent.line?.certificate ?? null;
  }

  close(): void {
    this.#closed.abort();
    this.#agent.destroy();
  }

  async #outcome<T>(question: Question<T>, signal: AbortSignal): Promise<Outcome<T>> {
    try {
      return { ok: true, value: await this.#answer(question, signal) };
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      return { ok: false, failure: error.failure };
    }
  }

  async #answer<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const { method, path, schema, input, token = null, secrets = [], isRepeatable = false } = question;
    const { address, timer } = this.#options;
    const host = address.name;
    const { body, headers } = input === undefined ? { body: null, headers: {} } : await packed(input);
    const answered = await exchange(
      {
        ...{ method, path, body, isRepeatable },
        headers: {
          ...headers,
          'user-agent': 'Lastmile',
          accept: 'application/json',
          'accept-encoding': 'gzip',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      { agent: this.#agent, timer, signal, host, means: (error) => this.#means(error) },
    );
    return readAnswer(answered, { schema, host, proxy: this.#agent.line?.proxy ?? null, secrets });
  }

  /** What an error of a line is that stood already, or of one that could not be opened. */
  #means(error: unknown): LineError {
    const { address, network } = this.#options;
    const proxy = this.#agent.line?.proxy ?? null;
    return proxy === null ? serverFailure(error, address, network) : throughFailure(error, proxy, address, network);
  }
}
