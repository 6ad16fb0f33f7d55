import type { Answered } from './exchange.ts';
import { failed, type LineError } from './failure.ts';

/**
 * Whether somebody else answers in the server's place: a hotspot that wants a log-in first, a proxy, another web server. Null:
 * it may be the server.
 */
export function interception(
  { status, headers, body }: Answered,
  host: string,
  proxy: string | null,
): LineError | null {
  const portal = failed('captive-portal', 'sync-captive-portal', { host });
  // RFC 6585 6: made for this.
  if (status === 511) return portal;
  if (status === 407) return failed('proxy', 'sync-proxy-password', { proxy: proxy ?? host });
  if (status >= 300 && status < 400) return elsewhere(headers.location, host) ?? portal;
  if (!isPage(headers['content-type'], body)) return null;
  if (status === 404) return failed('not-understood', 'sync-no-central', { host });
  const isOfProxy =
    proxy !== null || (status >= 400 && status !== 401) || Object.keys(headers).some((name) => PROXYS.test(name));
  return isOfProxy ? failed('proxy', 'sync-proxy-page', { host, status }) : portal;
}

/** Headers that a proxy leaves behind. */
const PROXYS = /^(via|x-cache|x-cache-lookup|x-squid-error|proxy-.+|x-bluecoat-via)$/;

/** To the same server by another address: whoever runs it has moved it. */
function elsewhere(location: string | undefined, host: string): LineError | null {
  const here = `https://${host}`;
  if (location === undefined || !URL.canParse(location, here)) return null;
  const to = new URL(location, here);
  if (to.hostname !== new URL(here).hostname) return null;
  // What stands behind the name may be anything, and is not repeated.
  return failed('not-understood', 'sync-redirected', { host, to: to.origin });
}

function isPage(type: string | undefined, body: Buffer): boolean {
  return (
    /\bhtml\b/i.test(type ?? '') ||
    /^\s*(<!doctype|<html|<\?xml|<head|<meta|<script)/i.test(body.toString('latin1', 0, 200))
  );
}
