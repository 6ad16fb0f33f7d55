import { DIRECT, type Proxy, proxyAt } from './proxy.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Which way the environment wants a URL to be reached: HTTPS_PROXY or HTTP_PROXY by the scheme, then ALL_PROXY; NO_PROXY
 * names whom to reach directly. Small letters come first, as elsewhere. Null: the environment says nothing of it.
 */
export function proxyInEnvironment(env: Environment, url: string): Proxy | null {
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol.replace(':', '');
  const named = value(env, `${scheme}_proxy`) ?? value(env, 'all_proxy');
  if (named === null) return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  const usual = scheme === 'https' ? '443' : '80';
  if (isExcepted(value(env, 'no_proxy') ?? '', host, port === '' ? usual : port)) return DIRECT;
  // What it is called may hold a password: the scheme alone is told.
  return proxyAt(named) ?? { kind: 'unknown', name: /^([a-z][a-z0-9+.-]*):\/\//i.exec(named)?.[1] ?? '?' };
}

const value = (env: Environment, name: string): string | null => {
  const found = env[name]?.trim() || env[name.toUpperCase()]?.trim();
  return found ? found : null;
};

/** "isp.example" and whatever is beneath it, ".isp.example", "*.isp.example", "isp.example:8443", "*". */
function isExcepted(exceptions: string, host: string, port: string): boolean {
  return exceptions
    .split(/[\s,]+/)
    .filter((exception) => exception !== '')
    .some((exception) => {
      if (exception === '*') return true;
      const [, name = '', itsPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
      const isAddress = exception.split(':').length > 2 && !exception.startsWith('[');
      if (isAddress) return exception.toLowerCase() === host;
      if (itsPort !== undefined && itsPort !== port) return false;
      const bare = name.replace(/^\*?\./, '');
      return bare !== '' && (host === bare || host.endsWith(`.${bare}`));
    });
}
