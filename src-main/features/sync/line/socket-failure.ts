import { isOldTls } from '../../../routeros/index.ts';
import type { Address } from './address.ts';
import { failed, LineError } from './failure.ts';
import type { Network } from './network.ts';
import { type HttpProxy, proxyName } from './proxy-name.ts';

/** The code of an error of the system or of TLS, "" when it has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What an error on the way to a server means, told by its code alone. */
export function serverFailure(error: unknown, { name: host, isLoopback }: Address, network: Network): LineError {
  if (error instanceof LineError) return error;
  if (!isLoopback && !network.hasInterface()) return failed('offline', 'sync-offline');
  const code = errorCode(error);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
    case 'EAI_FAIL':
      return failed('offline', 'sync-name-unknown', { host });
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return failed('offline', 'sync-network-unreachable', { host });
    case 'ECONNREFUSED':
      return failed('no-server', 'sync-server-refuses', { host });
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return failed('no-server', 'sync-server-unreachable', { host });
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failed('no-server', 'sync-server-hangs-up', { host });
  }
  return strangeFailure(code, host);
}

/** What came is no TLS, too old a TLS, or no HTTP. */
function strangeFailure(code: string, host: string): LineError {
  if (isOldTls(code)) return failed('certificate', 'sync-tls-old', { host });
  // What a server without TLS answers is no TLS, in whatever way a library finds out.
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD_TOO_LONG|HTTP_REQUEST|INVALID_TLS|UNEXPECTED_MESSAGE/.test(code)) {
    return failed('not-understood', 'sync-no-tls', { host });
  }
  if (code.startsWith('HPE_')) return failed('not-understood', 'sync-no-central', { host });
  if (/SSL|TLS|CERT/.test(code)) return failed('certificate', 'sync-tls-failed', { host, reason: code });
  return failed('no-server', 'sync-server-unreachable', { host });
}

/** What an error on the way to a proxy means. The proxy is what somebody has to look at, not the server. */
export function proxyFailure(error: unknown, proxy: HttpProxy, network: Network): LineError {
  if (error instanceof LineError) return error;
  if (!network.hasInterface()) return failed('offline', 'sync-offline');
  const code = errorCode(error);
  const params = { proxy: proxyName(proxy) };
  if (isReset(error)) return failed('proxy', 'sync-proxy-hangs-up', params);
  if (/^HPE_|SSL|TLS|CERT/.test(code)) return failed('proxy', 'sync-proxy-strange', params);
  return failed('proxy', 'sync-proxy-silent', params);
}

/** What an error on a line means that goes through a proxy to the server. */
export function throughFailure(error: unknown, proxy: string, address: Address, network: Network): LineError {
  // Which of the two has ended it cannot be told; it is the proxy that is nearer.
  if (!(error instanceof LineError) && isReset(error)) return failed('proxy', 'sync-proxy-hangs-up', { proxy });
  return serverFailure(error, address, network);
}

/** Whether the other end has ended the line. */
export const isReset = (error: unknown): boolean => /^(ECONNRESET|EPIPE)$/.test(errorCode(error));
