import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Address } from './address.ts';
import { type Course, step } from './course.ts';
import { failed, type LineError } from './failure.ts';
import { type HttpProxy, proxyName } from './proxy-name.ts';

/** Asks a proxy for a way to the server (RFC 9110 9.3.6) on a line to it, which then is the way. */
export function tunnel(line: Socket, proxy: HttpProxy, { host, port }: Address, course: Course): Promise<Socket> {
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
    asked.on('connect', ({ statusCode = 0 }, socket: Socket, head) => {
      const refused = refusal(statusCode, proxyName(proxy), authority);
      if (refused !== null) {
        fail(refused);
        return;
      }
      if (head.length > 0) socket.unshift(head);
      done(socket);
    });
    asked.end();
  });
}

function refusal(status: number, proxy: string, host: string): LineError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 407) return failed('proxy', 'sync-proxy-password', { proxy });
  if (status >= 500) return failed('proxy', 'sync-proxy-no-way', { proxy, host, status });
  // What answers with a page or a redirect wants a person to do something.
  if (status === 403 || status === 401 || status === 511) return failed('proxy', 'sync-proxy-forbids', { proxy, host });
  return failed('proxy', 'sync-proxy-strange', { proxy });
}
