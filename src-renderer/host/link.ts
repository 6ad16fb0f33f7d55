import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { keyedFetch } from './key.ts';

/** What the preload posts to the page, with one end of the channel to the core. */
const GREETING = 'lastmile:port';

/** A page that a web server on this machine handed out talks to that server; any other page was loaded by the desktop. */
function servedOverHttp(): boolean {
  return location.protocol.startsWith('http') && !navigator.userAgent.includes('Electron');
}

function portFromPreload(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== GREETING || port === undefined) return;
      window.removeEventListener('message', receive);
      resolve(port);
    };
    window.addEventListener('message', receive);
  });
}

/** Whether the desktop shows this page, rather than a browser. */
export const isDesktop = !servedOverHttp();

// Listening begins with the first import of this file: the preload may post before the first picture is drawn.
const port = isDesktop ? portFromPreload() : null;

/** The way to the core: the channel of the desktop, or HTTP to the server that this page came from. */
export const link =
  port === null
    ? Promise.resolve(new HttpLink({ url: new URL('/rpc', location.href).href, fetch: keyedFetch }))
    : port.then((end) => new PortLink({ port: end }));
