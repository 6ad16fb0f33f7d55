import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { Core } from '../core.ts';
import type { Context, Link } from '../procedure.ts';
import { SAFE_HEADERS, type PageFile } from '../pages.ts';
import { Refusal } from '../refusal.ts';
import { type Admission, admissionTo, isOurs, isReading } from './admission.ts';

/** The largest file that may be uploaded is 256 MB; the rest is room for its envelope. */
const BODY_LIMIT = 260 * 1024 * 1024;

export interface LoopbackServer {
  /** An address that opens the screens once; every call makes another. */
  readonly address: () => string;
  /** Takes no further requests and ends those that are open. */
  readonly close: () => Promise<void>;
}

/** Shows a core over HTTP to browsers on this machine: on 127.0.0.1 only, `port` 0 for any that is free. */
export async function serveLoopback(
  core: Pick<Core, 'router' | 'context' | 'connect' | 'log'>,
  pages: (path: string) => PageFile | null,
  port: number,
): Promise<LoopbackServer> {
  const handler = new RPCHandler<Context>(core.router, { plugins: [new BodyLimitPlugin({ maxBodySize: BODY_LIMIT })] });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new Refusal('host-port-taken', { port, reason: 'code' in error ? String(error.code) : error.message }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  // Cast: a server that listens on an address has an AddressInfo.
  const bound = (server.address() as AddressInfo).port;
  const admission = admissionTo<Link>(bound, () => core.connect());

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '', `http://127.0.0.1:${bound}`);
    const isOurRequest = url !== null && isOurs(request, bound);
    const token = isOurRequest && url.pathname === '/' ? url.searchParams.get('token') : null;
    if (!isOurRequest) {
      refuse(request, response);
      return;
    }
    if (token !== null) enter(token, admission, request, response);
    else if (!admission.isIn(request)) refuse(request, response);
    else if (url.pathname === '/key')
      handOver(isReading(request) ? null : admission.keyFor(request), request, response);
    else if (url.pathname.startsWith('/rpc/')) await call(admission.sessionOf(request), request, response);
    else show(pages(url.pathname), request, response);
  };

  const call = async (link: Link | null, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (link === null || request.method !== 'POST') {
      refuse(request, response);
    } else if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
      refuse(request, response, 413);
    } else {
      for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      const { matched } = await handler.handle(request, response, {
        prefix: '/rpc',
        context: core.context(link),
      });
      if (!matched) refuse(request, response);
    }
  };

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      core.log.failure(error, { request: `${request.method ?? ''} ${request.url?.split('?')[0] ?? ''}` });
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500);
    });
  });

  return {
    address: () => `http://127.0.0.1:${bound}${admission.invitation()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Only to be asked for by POST, which no page of another origin can send in our name. */
function handOver(key: string | null, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'POST') {
    refuse(request, response);
    return;
  }
  const headers = { ...SAFE_HEADERS, 'cache-control': 'no-store' };
  // Nothing: the page has its key already.
  if (key === null) response.writeHead(204, headers).end();
  else response.writeHead(200, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(key);
}

function show(page: PageFile | null, request: IncomingMessage, response: ServerResponse): void {
  if (!page || !isReading(request)) {
    refuse(request, response);
    return;
  }
  response.writeHead(200, { ...page.headers, 'content-length': page.body.length });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

/**
 * Exchanges the token for the cookie. A browser that is in already stays who it is: a reload of the address finds the token
 * used, and a second address must not end the sign-in of whoever works there.
 */
function enter(token: string, admission: Admission<Link>, request: IncomingMessage, response: ServerResponse): void {
  const isIn = admission.isIn(request);
  // Programs that look at an address before they show it ask with HEAD, and must not use the token up.
  const isOpening = request.method === 'GET';
  if (isIn && isOpening) admission.spend(token);
  const cookie = !isIn && isOpening ? admission.admit(token) : null;
  if (cookie === null && !isIn) {
    refuse(request, response);
    return;
  }
  const admitted = cookie === null ? {} : { 'set-cookie': cookie };
  response.writeHead(303, { ...SAFE_HEADERS, ...admitted, location: '/', 'cache-control': 'no-store' });
  response.end();
}

const WORDS: Readonly<Record<number, string>> = {
  403: 'This address opens Lastmile only once. Start it again for a new one.\n',
  413: 'The file is too large.\n',
  500: 'Something went wrong. The log in the data folder says what.\n',
};

function refuse(request: IncomingMessage, response: ServerResponse, status = 403): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(WORDS[status]);
  // What is still being sent is not read: nobody who is refused may keep the host busy.
  request.resume();
  response.once('finish', () => request.socket.destroySoon());
}
