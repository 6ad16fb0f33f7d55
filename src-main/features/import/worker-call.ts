import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { Refusal } from '../../refusal.ts';

// Calls across a thread: one request, one answer, in any order. Small enough to read, so that a bulk path is not paid for
// by a protocol made for networks. Refusals cross as data; anything else that is thrown over there is thrown here again.

type Argument<P, N extends keyof P> = P[N] extends (argument: infer A) => unknown ? A : never;
type Answer<P, N extends keyof P> = P[N] extends (argument: never) => infer R ? Unmoved<Awaited<R>> : never;
type Unmoved<R> = R extends Moved<infer A> ? A : R;

/** Instead of a call: there will be no more. */
const END = 'end';
const PATIENCE_MS = 2_000;

interface Call {
  readonly call: number;
  readonly name: string;
  readonly argument: unknown;
}
type Reply =
  | { readonly reply: number; readonly answer: unknown }
  | { readonly reply: number; readonly refused: { code: string; params: Refusal['params'] } }
  | { readonly reply: number; readonly thrown: string };

interface ThreadPort {
  postMessage(value: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (value: unknown) => void): unknown;
}

/** What a procedure answers when parts of the answer should move instead of being copied. */
export class Moved<T> {
  readonly answer: T;
  readonly buffers: readonly ArrayBuffer[];
  constructor(answer: T, buffers: readonly ArrayBuffer[]) {
    this.answer = answer;
    this.buffers = buffers;
  }
}

/** Answers calls that arrive at this port, until the other side ends it: then `onEnd` lets go of everything. A call that waits for something does not hold up the ones behind it. */
export function answerCalls<P extends { readonly [N in keyof P]: (argument: never) => unknown }>(
  port: ThreadPort,
  procedures: P,
  onEnd: () => void,
): void {
  const answer = async ({ call, name, argument }: Call): Promise<void> => {
    try {
      // The caller is compiled against the same procedures, so the argument is the procedure's own.
      const procedure = procedures[name as keyof P] as unknown as ((argument: unknown) => unknown) | undefined;
      if (!procedure) throw new Error(`no such procedure: ${name}`);
      const answer = await procedure(argument);
      if (answer instanceof Moved) port.postMessage({ reply: call, answer: answer.answer as unknown }, answer.buffers);
      else port.postMessage({ reply: call, answer });
    } catch (thrown) {
      port.postMessage(
        thrown instanceof Refusal
          ? { reply: call, refused: { code: thrown.code, params: thrown.params } }
          : { reply: call, thrown: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) },
      );
    }
  };
  port.on('message', (message) => {
    if (message === END) onEnd();
    else void answer(message as Call);
  });
}

export interface Calls<P> {
  /** `moved`: buffers of the argument that go over instead of being copied. */
  call<N extends keyof P & string>(
    name: N,
    argument: Argument<P, N>,
    moved?: readonly ArrayBuffer[],
  ): Promise<Answer<P, N>>;
  /** Whether nothing more will be answered. */
  hasEnded(): boolean;
  /** Ends the worker; calls that wait are rejected. */
  end(): Promise<void>;
}

/** Calls to a worker that answers with `answerCalls`. Messages that are not replies go to `onEvent`. */
export function callsTo<P>(worker: Worker, onEvent: (event: unknown) => void): Calls<P> {
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (reason: Error) => void }>();
  let last = 0;
  let over: Error | undefined;
  let hasEnded = false;
  const finish = (reason: Error) => {
    over ??= reason;
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  worker.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('reply' in message)) {
      onEvent(message);
      return;
    }
    const reply = message as Reply;
    const asked = waiting.get(reply.reply);
    waiting.delete(reply.reply);
    if ('answer' in reply) asked?.resolve(reply.answer);
    else if ('refused' in reply) asked?.reject(new Refusal(reply.refused.code, reply.refused.params));
    else asked?.reject(new Error(reply.thrown));
  });
  worker.on('error', (error) => {
    finish(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => {
    hasEnded = true;
    finish(new Error('the worker has ended'));
  });
  return {
    call: (name, argument, moved = []) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(over);
          return;
        }
        last += 1;
        // The answer has the type of the procedure of that name: both sides are compiled against the same Procedures.
        waiting.set(last, { resolve: resolve as (answer: unknown) => void, reject });
        worker.postMessage({ call: last, name, argument }, moved);
      }),
    hasEnded: () => over !== undefined,
    end: async () => {
      finish(new Error('the worker was ended'));
      // Asked first, and cut off only when it does not hear (a file that keeps it busy): a thread that is cut off in the
      // middle of something can take the process with it (V8, "jit_page.has_value").
      if (hasEnded) return;
      const isOver = once(worker, 'exit');
      worker.postMessage(END);
      const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      await isOver;
      clearTimeout(late);
    },
  };
}
