import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the loopback host. Every program and every web page on this machine can reach its port, so the way in
 * is a secret: a token in the address that is good once, exchanged for a cookie that only this host ever sees.
 */
export interface Admission {
  /** A path with a new token, good for one opening. */
  readonly invitation: () => string;
  /** The cookie header for whoever brings an unused token, null for everybody else. */
  readonly admit: (token: string) => string | null;
  readonly isAdmitted: (request: IncomingMessage) => boolean;
}

const secret = (): string => randomBytes(32).toString('base64url');

export function admissionTo(port: number): Admission {
  const session = secret();
  const unused = new Set<string>();
  // Cookies are kept by host, not by port: without the port in its name, a second host would take the first one's place.
  const name = `lastmile-${port}`;
  return {
    invitation: () => {
      const token = secret();
      unused.add(token);
      return `/?token=${token}`;
    },
    admit: (token) => (unused.delete(token) ? `${name}=${session}; HttpOnly; SameSite=Strict; Path=/` : null),
    isAdmitted: ({ headers }) => {
      const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
      return cookies.some((cookie) => cookie.startsWith(`${name}=`) && same(cookie.slice(name.length + 1), session));
    },
  };
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Whether a request was addressed to this host and, where a page sent it, by a page of this host. A foreign page can make
 * its own name point to 127.0.0.1 (DNS rebinding), but it cannot make the browser send our address as Host or Origin.
 */
export function isOurs(request: IncomingMessage, port: number): boolean {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  const here = `127.0.0.1:${port}`;
  if (host !== here) return false;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return isOpening(request);
  if (origin !== undefined) return origin === `http://${here}`;
  // Browsers send an Origin with everything but plain reading.
  return isReading(request);
}

/** Whether a request only reads. */
export const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** Following a link to this host from elsewhere (a chat, another page) is harmless: without a token it ends at 403. */
function isOpening(request: IncomingMessage): boolean {
  return isReading(request) && request.headers['sec-fetch-mode'] === 'navigate' && request.headers.origin === undefined;
}
