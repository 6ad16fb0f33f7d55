import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { type Proxy, proxyAt } from '#main/platform/proxy.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { listening } from './wire.ts';

/** What a proxy does when it is asked for a way: lets through, or whatever a test wants. */
export type Mood = 'through' | ((line: Socket, request: IncomingMessage) => void);

/** A proxy on this machine, before which every name leads to this machine too. */
export async function proxy(mood: Mood, { password, shows }: { password?: string; shows?: Issued } = {}) {
  /** Whom it was asked for, and whether it was told who asks. */
  const asked: { readonly to: string; readonly by: string | undefined }[] = [];
  const lines: Socket[] = [];
  const server = shows ? createSecureServer({ key: shows.key, cert: shows.cert }) : createServer();
  server.on('connect', (request: IncomingMessage, line: Socket) => {
    line.on('error', () => undefined);
    lines.push(line);
    const by = request.headers['proxy-authorization'];
    asked.push({ to: request.url ?? '', by });
    if (password !== undefined && by !== `Basic ${Buffer.from(password).toString('base64')}`) {
      line.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="x"\r\n\r\n');
      return;
    }
    if (mood !== 'through') {
      mood(line, request);
      return;
    }
    const port = Number(request.url?.split(':')[1]);
    const on = connect(port, '127.0.0.1', () => {
      line.write('HTTP/1.1 200 Connection established\r\n\r\n');
      on.pipe(line).pipe(on);
    });
    on.on('error', () => line.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    line.on('close', () => on.destroy());
  });
  const port = await listening(server);
  const cut = (): void => {
    for (const line of lines.splice(0)) line.destroy();
  };
  return { asked, cut, port, host: `127.0.0.1:${port}` };
}

/** A way over a proxy, as the machine's settings say it. */
export const over = (url: string) => {
  const way: Proxy | null = proxyAt(url);
  if (way === null) throw new Error('No proxy');
  return () => Promise.resolve(way);
};
