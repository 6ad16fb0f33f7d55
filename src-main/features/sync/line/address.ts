import { failed, type LineFailure } from './failure.ts';

/** Where a central server is. */
export interface Address {
  /** As it is kept and shown: "https://isp.example:8443", without a slash at the end. */
  readonly url: string;
  readonly isSecure: boolean;
  /** "isp.example", "127.0.0.1", "::1". */
  readonly host: string;
  readonly port: number;
  /** As sentences name it, and as the server is asked for: "isp.example:8443", without the usual port. */
  readonly name: string;
  /** Whether it is this machine itself: no proxy is asked for it, and no TLS needed. */
  readonly isLoopback: boolean;
}

export type ReadAddress =
  { readonly ok: true; readonly address: Address } | { readonly ok: false; readonly failure: LineFailure };

/**
 * Reads an address as somebody types it: "isp.example" is https://isp.example, and this machine's own server needs no
 * scheme either. A password never comes back in a failure.
 */
export function addressOf(typed: string): ReadAddress {
  const text = typed.trim();
  const url = urlOf(text);
  if (url === null) return wrong('sync-url');
  if (url.username !== '' || url.password !== '') return wrong('sync-url-password', { instead: url.origin });
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return wrong('sync-url-path', { instead: url.origin });
  }
  const isSecure = url.protocol === 'https:';
  const isLoopback = isLoopbackName(url.hostname);
  if (!isSecure && !isLoopback) return wrong('sync-needs-tls', { host: url.host });
  const address = {
    url: url.origin,
    isSecure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    name: url.host,
    isLoopback,
  };
  return { ok: true, address };
}

function wrong(code: string, params: Readonly<Record<string, string>> = {}): ReadAddress {
  return { ok: false, failure: failed('not-understood', code, params).failure };
}

function urlOf(text: string): URL | null {
  // A URL leaves out tabs and line ends by itself, and reads a backslash as a slash: neither was meant.
  if (text === '' || /[\s\\\p{Cc}]/u.test(text)) return null;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return null;
  const url = parsed(scheme === undefined ? `https://${text}` : text);
  if (url === null || url.hostname === '' || url.port === '0') return null;
  // The server of this machine says "http://127.0.0.1:8443" of itself, and without TLS that is all it can be.
  return scheme === undefined && isLoopbackName(url.hostname) ? parsed(`http://${text}`) : url;
}

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** Of a host as a URL has it, in which every way of writing an address has become one. */
const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
