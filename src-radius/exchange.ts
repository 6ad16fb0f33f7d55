import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Fault } from './fault.ts';
import { takeIdentifier } from './identifiers.ts';
import { PATIENCE, waitAfter } from './patience.ts';
import { type NotAReply, readReply, type Reply } from './read-reply.ts';
import type { AskOptions, RadiusServer } from './server.ts';
import { type NoAnswer, reasonOf } from './silence.ts';
import { type Request, writeRequest } from './write-request.ts';

/** The request cannot be written: the caller's values do not fit. Nothing was sent. */
export interface Unsendable {
  readonly kind: 'unsendable';
  readonly fault: Fault;
}

export type Exchange = { readonly kind: 'answered'; readonly reply: Reply } | NoAnswer | Unsendable;

/**
 * Asks a server and waits for its reply: sends one packet, again with longer and longer waits until the deadline. What is no
 * reply is counted and not believed. Never rejects.
 */
export async function exchange(server: RadiusServer, request: Request, options: AskOptions = {}): Promise<Exchange> {
  const taken = takeIdentifier(`${server.host} ${server.port}`);
  if (!taken) return { kind: 'no-answer', reason: 'busy', ignored: {}, code: null };
  try {
    const written = writeRequest(request, server.secret, taken.identifier);
    return written.kind === 'written' ? await answered(server, written.packet, options) : written;
  } finally {
    taken.release();
  }
}

/**
 * One packet over a socket of its own: another port each time keeps the replies of two requests apart, and the system hands a
 * connected socket only what comes from the server, and the ICMP message that nobody listens there.
 */
function answered(
  { host, port, secret, signed = 'required' }: RadiusServer,
  packet: Buffer,
  { patience = PATIENCE, signal, onStep }: AskOptions,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    const ignored: Partial<Record<NotAReply, number>> = {};
    let again: NodeJS.Timeout | undefined;
    let isOver = false;

    const settle = (outcome: Exchange): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(again);
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      socket.close();
      resolve(outcome);
    };
    const silence = (reason: NoAnswer['reason'], code: string | null = null): void =>
      settle({ kind: 'no-answer', reason, ignored, code });
    const fail = (error: unknown): void => {
      const { reason, code } = reasonOf(error);
      if (reason === 'refused' && !isOver) onStep?.({ kind: 'refused' });
      silence(reason, code);
    };
    const abort = (): void => silence('aborted');
    const send = (attempt: number): void => {
      if (isOver) return;
      socket.send(packet, (error) => {
        if (error) fail(error);
      });
      again = setTimeout(() => send(attempt + 1), waitAfter(attempt, patience, Math.random()));
      onStep?.({ kind: 'sent', attempt });
    };

    const deadline = setTimeout(() => silence('silent'), patience.deadline);
    // An error may still come after the socket was closed, of a name that is looked up: it finds everything settled.
    socket.on('error', fail);
    socket.on('message', (datagram) => {
      const read = readReply(datagram, packet, secret, signed);
      if (read.kind === 'reply') {
        settle({ kind: 'answered', reply: read.reply });
        return;
      }
      ignored[read.why] = (ignored[read.why] ?? 0) + 1;
      onStep?.({ kind: 'ignored', why: read.why });
    });
    socket.on('connect', () => send(1));
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) {
      abort();
      return;
    }
    try {
      socket.connect(port, host);
    } catch (error) {
      // A port that is none.
      fail(error);
    }
  });
}
