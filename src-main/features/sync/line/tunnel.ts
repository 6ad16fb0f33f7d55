import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Address } from './address.ts';
import { type Course, step } from './course.ts';
import { failed, type LineError } from './failure.ts';
import { type HttpProxy, proxyName } from './proxy-name.ts';

/** Asks a proxy for a way to the server (RFC 9110 9.3.6) on a line to it, which then is the way. */
export function tunnel(line: Socket, proxy: HttpProxy, address: Address, course: Course): Promise<Socket> {
  const { host, port } = address;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return step<Socket>(line, course, (done, fail) => {
    const asked = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => line,
      headers: {
        host: authority,
        'user-agent': 'Lastmile',
        ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }),
      },
    });
    asked.on('error', (error) => fail(course.means(error)));
    // Every answer to CONNECT comes here, not only the good ones.
    asked.on('connect', (response, socket: Socket, head) => {
      const refused = refusal(response, head, proxyName(proxy), { authority, host: address.name });
      if (refused === null) done(socket);
      else fail(refused);
    });
    asked.end();
  });
}

function refusal(
  { statusCode: status = 0, headers }: IncomingMessage,
  head: Buffer,
  proxy: string,
  { authority, host }: { readonly authority: string; readonly host: string },
): LineError | null {
  if (status >= 200 && status < 300) {
    // A server with TLS does not speak first: a page in place of the way is the proxy's own.
    const isItsOwn = head.length > 0 || /\bhtml\b/i.test(headers['content-type'] ?? '');
    return isItsOwn ? failed('proxy', 'sync-proxy-strange', { proxy }) : null;
  }
  if (status === 407) return failed('proxy', 'sync-proxy-password', { proxy });
  // Something that wants a person to log in first.
  if (status === 511 || (status >= 300 && status < 400))
    return failed('captive-portal', 'sync-captive-portal', { host });
  if (status >= 500) return failed('proxy', 'sync-proxy-no-way', { proxy, host: authority, status });
  if (status === 403 || status === 401) return failed('proxy', 'sync-proxy-forbids', { proxy, host: authority });
  return failed('proxy', 'sync-proxy-strange', { proxy });
}
