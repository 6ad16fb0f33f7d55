import { request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { GatewayAnswer } from '#shared/domain/message/answer.ts';
import type { GatewayRequest } from '#shared/domain/message/gateway-request.ts';

/** How long is waited, in milliseconds. */
export interface Patience {
  /** Until the line stands. */
  readonly connect: number;
  /** From then on until the whole answer is there. */
  readonly answer: number;
}
export const PATIENCE: Patience = { connect: 10_000, answer: 30_000 };

/** As much as is read of an answer. */
const MOST_BYTES = 65_536;

/**
 * What came of a request. `unreached`: not a byte of it was written, so it was surely not taken. `lost`: it was begun to be
 * written and no answer came, so nobody can tell. `reason` is a code of the system's ("ECONNREFUSED"), and never tells where.
 */
export type Exchange =
  | { readonly kind: 'answered'; readonly answer: GatewayAnswer }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** Sends one request over a line of its own and reads the answer. Redirects are answers. Never rejects. */
export async function exchange(
  request: GatewayRequest,
  { patience = PATIENCE, signal }: { readonly patience?: Patience; readonly signal?: AbortSignal } = {},
): Promise<Exchange> {
  let socket: Socket;
  try {
    socket = await reached(request, patience.connect, signal);
  } catch (error) {
    return { kind: 'unreached', reason: reasonOf(error) };
  }
  try {
    return { kind: 'answered', answer: await answered(request, socket, patience.answer, signal) };
  } catch (error) {
    return { kind: 'lost', reason: reasonOf(error) };
  } finally {
    socket.destroy();
  }
}

/** The error's code alone: its message names the host, and may name more. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

class Silent extends Error {
  readonly code = 'ETIMEDOUT';
}

/** A line to the gateway, past its certificate where it has one. Nothing of the request is written before. */
function reached({ secure, host, port }: GatewayRequest, wait: number, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = secure
      ? secureConnect({ host, port, ...(isIP(host) ? {} : { servername: host }) })
      : connect({ host, port });
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(new Silent()), wait);
    const abort = (): void => fail(new Silent());
    const closed = (): void => fail(Object.assign(new Error(), { code: 'ECONNRESET' }));
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      socket.removeListener('close', closed);
    };
    socket.on('error', fail).on('close', closed);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      settle();
      resolve(socket);
    });
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort);
  });
}

/** Writes the request and reads its answer. Rejects when the line breaks, falls silent, or is given up. */
function answered(
  { secure, host, port, method, target, headers, body }: GatewayRequest,
  socket: Socket,
  wait: number,
  signal?: AbortSignal,
): Promise<GatewayAnswer> {
  return new Promise((resolve, reject) => {
    const make: typeof plainRequest = secure ? secureRequest : plainRequest;
    const sent: ClientRequest = make({
      ...{ host, port, method, path: target },
      // The line that stands already, and no agent that would open another.
      createConnection: () => socket,
      headers: {
        'user-agent': 'Lastmile',
        'accept-encoding': 'identity',
        ...headers,
        ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
        connection: 'close',
      },
    });
    const timer = setTimeout(() => fail(new Silent()), wait);
    const abort = (): void => fail(new Silent());
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: Error): void => {
      settle();
      sent.destroy();
      reject(error);
    };
    sent.on('error', fail);
    // Whatever a gateway says before its answer (1xx) is not the answer.
    sent.on('response', (response) => {
      read(response).then((answer) => {
        settle();
        resolve(answer);
      }, fail);
    });
    // A gateway that wants to speak another protocol does not answer this request.
    sent.on('upgrade', () => fail(new Silent()));
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort);
    sent.end(body ?? undefined);
  });
}

/** Reads as much as there is room for; a longer answer is cut off and the rest not waited for. */
async function read(response: IncomingMessage): Promise<GatewayAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) break;
  }
  const { 'content-encoding': encoding = '', 'retry-after': retryAfter } = response.headers;
  const unpacked = unpack(Buffer.concat(chunks).subarray(0, MOST_BYTES), encoding.trim().toLowerCase());
  return {
    status: response.statusCode ?? 0,
    text: unpacked?.toString('utf8') ?? '',
    isCut: size > MOST_BYTES || unpacked === null,
    retryAfter: secondsOf(retryAfter),
  };
}

/** Some pack their answers though they were asked not to. Null: it cannot be unpacked, or is longer than what is read. */
function unpack(bytes: Buffer, encoding: string): Buffer | null {
  const options = { maxOutputLength: MOST_BYTES };
  try {
    switch (encoding) {
      case '':
      case 'identity':
        return bytes;
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(bytes, options);
      case 'deflate':
        return inflateSync(bytes, options);
      case 'br':
        return brotliDecompressSync(bytes, options);
      default:
        return null;
    }
  } catch {
    return null;
  }
}

/** RFC 9110 10.2.3; a date is not worth its while. */
const secondsOf = (value: string | undefined): number | null =>
  value !== undefined && /^\d{1,6}$/.test(value.trim()) ? Number(value) : null;
