import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { onTestFinished } from 'vitest';
import { DIRECT } from '#main/platform/proxy.ts';
import { type After, realAfter } from '#main/routeros/index.ts';
import { centralLine, type CentralLineOptions, type Network } from '#main/features/sync/line/index.ts';
import { authority, type Issued } from '../../fixtures/certificates.ts';

// Servers, proxies and whatever else may stand at the other end of a line, on this machine.

/** The ISP's own authority, which the machine of these tests trusts and no other. */
export const isp = authority('Shapla ISP authority');
export const TOKEN = `00000000-0000-4000-8000-00000000000a.${'s'.repeat(43)}`;

/** A machine on which every name leads to this one. */
export const network: Network = {
  hasInterface: () => true,
  lookup: (_name, options, done) =>
    options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  trusted: () => createSecureContext({ ca: [isp.cert] }),
};

/** A line to a server, which ends with the test. */
export function lineTo(url: string, more: Partial<CentralLineOptions> = {}) {
  const line = centralLine({
    ...{ url, fingerprint: null, token: TOKEN, network, timer: realAfter },
    proxy: () => Promise.resolve(DIRECT),
    now: () => new Date(),
    ...more,
  });
  onTestFinished(() => line.close());
  return line;
}

/** A timer whose time does not pass but by hand. */
export class HandTimer {
  readonly #waiting = new Set<{ readonly ms: number; readonly call: () => void }>();
  /** What was waited for, in milliseconds, one after the other. */
  readonly asked: number[] = [];
  #changed = (): void => undefined;

  readonly after: After = (ms, call) => {
    const one = { ms, call };
    this.asked.push(ms);
    this.#waiting.add(one);
    this.#changed();
    return () => void this.#waiting.delete(one);
  };

  /** Everything that is waited for has come. */
  pass(): void {
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const { call } of due) call();
  }

  /** Ends once so many waits have begun. */
  async begun(count: number): Promise<void> {
    while (this.asked.length < count) await new Promise<void>((resolve) => (this.#changed = resolve));
  }
}

export const listening = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  // Listens at a port.
  return (server.address() as AddressInfo).port;
};

/** A web server with a certificate, under a name that is not this machine's. */
export async function secure(answer: RequestListener, shows: Issued = isp.issue(['central.test'])) {
  const port = await listening(createSecureServer({ key: shows.key, cert: shows.cert }, answer));
  return { url: `https://central.test:${port}`, host: `central.test:${port}`, port };
}

/** A web server without one. */
export async function plain(answer: RequestListener) {
  const port = await listening(createServer(answer));
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, port };
}

/** Something that listens and does what it wants with a line. */
export async function raw(accept: (socket: Socket) => void) {
  const port = await listening(createTcpServer(accept));
  return { url: `https://central.test:${port}`, plainUrl: `http://127.0.0.1:${port}`, port };
}

/** A port at which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export const HEALTH = { ok: true, version: '1.2.3', schema: 1 };

export function json(
  response: ServerResponse,
  document: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));
}

export function page(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<!doctype html><p>Log in</p>');
}

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A server that reads a question before it answers. */
export const reading =
  (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): RequestListener =>
  (request, response) =>
    // A line that ends in the middle has no answer.
    void answer(request, response).catch(() => response.destroy());

/** An outcome's failure; fails the test when it went well. */
export function failureOf(outcome: { ok: boolean; failure?: unknown }): unknown {
  if (outcome.ok) throw new Error('It went well');
  return outcome.failure;
}
