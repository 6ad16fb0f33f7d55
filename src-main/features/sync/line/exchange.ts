import { type IncomingHttpHeaders, request } from 'node:http';
import type { After } from '../../../routeros/index.ts';
import { failed, type LineError } from './failure.ts';
import type { LineAgent } from './line-agent.ts';
import { afterSending, listenFor, SILENCE } from './silence.ts';
import { isReset } from './socket-failure.ts';

/** As much as is taken of an answer as it comes over the line; a page of 5,000 rows is a tenth of it. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** So much is sent before the deadline moves. */
const SLICE = 16 * 1024;

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Whether nothing else comes of it when it is sent twice. */
  readonly isRepeatable: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ExchangeOptions {
  readonly agent: LineAgent;
  readonly timer: After;
  readonly signal: AbortSignal;
  /** "isp.example:8443" */
  readonly host: string;
  /** What an error of the line is. */
  readonly means: (error: unknown) => LineError;
}

/** A kept line that had ended without our knowing. */
class Stale extends Error {}

/** One request and its answer, whatever it says. Rejects with a LineError. Redirects are answers. */
export async function exchange(asked: Asked, options: ExchangeOptions): Promise<Answered> {
  try {
    return await once(asked, options);
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    return once({ ...asked, isRepeatable: false }, options);
  }
}

function once(asked: Asked, { agent, timer, signal, host, means }: ExchangeOptions): Promise<Answered> {
  const { method, path, headers, body } = asked;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(failed('stopped', 'sync-stopped'));
      return;
    }
    agent.signal = signal;
    let isAnswered = false;
    const sent = request({
      ...{ agent, host, method, path },
      setHost: false,
      headers: { host, ...headers, ...(body === null ? {} : { 'content-length': body.length }) },
    });
    const settle = (): void => {
      silence?.stop();
      signal.removeEventListener('abort', abort);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
      sent.destroy();
    };
    const abort = (): void => fail(failed('stopped', 'sync-stopped'));
    const cut = (): void => fail(failed('no-server', 'sync-answer-cut', { host }));
    // Until there is a line, whoever opens it waits.
    let silence: ReturnType<typeof listenFor> | null = null;
    const tooLong = (ms: number): void =>
      fail(failed('no-server', isAnswered ? 'sync-answer-stops' : 'sync-server-silent', { host, seconds: ms / 1000 }));
    sent.on('socket', () => (silence = listenFor(timer, tooLong)));
    sent.on('error', (error) => {
      if (isAnswered) cut();
      else if (sent.reusedSocket && asked.isRepeatable && isReset(error)) fail(new Stale());
      // No network throws one of these: it is a bug, and stays one.
      else fail(error instanceof TypeError ? error : means(error));
    });
    // No answer to anything that was asked.
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      fail(failed('not-understood', 'sync-no-central', { host }));
    });
    sent.on('response', (response) => {
      isAnswered = true;
      silence?.broken();
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        silence?.broken();
        size += chunk.length;
        chunks.push(chunk);
        if (size > MOST_BYTES) fail(failed('not-understood', 'sync-answer-too-large', { host }));
      });
      // Also when the line ends before the answer does.
      response.on('error', cut);
      response.on('end', () => {
        settle();
        // An answer that did not wait for the whole question: what is left of it must not become the next one.
        if (!sent.writableEnded) sent.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    signal.addEventListener('abort', abort);
    if (body === null) sent.end();
    else send(0);

    function send(from: number): void {
      if (body === null || from >= body.length) {
        sent.end();
        if (body !== null) silence?.broken(afterSending(body.length));
        return;
      }
      sent.write(body.subarray(from, from + SLICE), (error) => {
        // What went wrong is told by the request itself.
        if (error || sent.destroyed || isAnswered) return;
        silence?.broken(SILENCE);
        send(from + SLICE);
      });
    }
  });
}
