import type { Endpoint, RouterFailure } from './failure.ts';

const oldTls =
  /DH_KEY_TOO_SMALL|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|INSUFFICIENT_SECURITY|UNSUPPORTED_SSL|EE_KEY_TOO_SMALL|WRONG_CIPHER|BAD_DH/;

/** Whether an error's code says that both ends have no encryption in common that is new enough. */
export const isOldTls = (code: string): boolean => oldTls.test(code);

/** What an error of a socket means, told by its code alone. */
export function networkFailure(error: Error, { host, port }: Endpoint): RouterFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  switch (code) {
    case 'ECONNREFUSED':
      return { kind: 'refused', host, port };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return { kind: 'name-unknown', host, port };
    case 'ECONNRESET':
    case 'EPIPE':
      return { kind: 'reset', host, port };
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'EADDRNOTAVAIL':
      return { kind: 'unreachable', host, port };
  }
  if (isOldTls(code)) return { kind: 'tls-old', host, port };
  // Without a certificate a router knows anonymous DH only, which we do not offer: it finds no cipher of ours. In Electron
  // (BoringSSL, no DHE) a router with DHE alone sounds the same, and a certificate with a newer version cures both.
  if (code.includes('HANDSHAKE_FAILURE')) return { kind: 'tls-no-certificate', host, port };
  if (code.includes('SSL') || code.includes('TLS')) return { kind: 'tls-failed', code, host, port };
  return { kind: 'unreachable', host, port };
}
