import type { Proxy, ProxyFor } from '../platform/proxy.ts';
import type { FromThread } from './thread-messages.ts';

/** Which way a URL is reached, as the core's thread asks for it: the main thread knows. */
export function proxyAcross(tell: (message: FromThread) => void): {
  readonly proxyFor: ProxyFor;
  readonly answered: (call: number, proxy: Proxy) => void;
} {
  const waiting = new Map<number, (proxy: Proxy) => void>();
  let calls = 0;
  return {
    proxyFor: (url) =>
      new Promise((resolve) => {
        const call = ++calls;
        waiting.set(call, resolve);
        tell({ kind: 'proxy', call, url });
      }),
    answered: (call, proxy) => {
      waiting.get(call)?.(proxy);
      waiting.delete(call);
    },
  };
}
