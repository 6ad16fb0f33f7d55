import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the loopback host. Every program and every web page on this machine can reach its port, so the way in
 * is a secret: a token in the address that is good once, exchanged for a cookie. But browsers send a cookie of 127.0.0.1 to
 * every port of it, another user's program among them; so the cookie only loads the page, which asks once for a key that it
 * keeps for itself (what a page stores is kept by port) and brings with every call. Every browser that was let in has a
 * `Session` of its own, so that one person's sign-in is never another's.
 */
export interface Admission<Session> {
  /** A path with a new token, good for one opening. */
  readonly invitation: () => string;
  /** The cookie header for whoever brings an unused token, null for everybody else. */
  readonly admit: (token: string) => string | null;
  /** Uses a token up without letting anybody in. */
  readonly spend: (token: string) => void;
  /** Whether a request may load the page. */
  readonly isIn: (request: IncomingMessage) => boolean;
  /** The key for the page of whoever was let in, once; null ever after. */
  readonly keyFor: (request: IncomingMessage) => string | null;
  /** Who calls, with cookie and key; null: nobody who was let in. */
  readonly sessionOf: (request: IncomingMessage) => Session | null;
}

/** The header that a page brings its key in. */
export const KEY_HEADER = 'x-lastmile-key';

const secret = (): string => randomBytes(32).toString('base64url');

/** What a secret is looked up by: how far two of them agree must not show in how long it takes. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

interface Admitted<Session> {
  readonly session: Session;
  /** Of the page's key; null: the page has not asked for it. */
  key: string | null;
}

/** `open` begins the session of a browser. Sessions last as long as the host. */
export function admissionTo<Session extends object>(port: number, open: () => Session): Admission<Session> {
  const sessions = new Map<string, Admitted<Session>>();
  const unused = new Set<string>();
  // Cookies are kept by host, not by port: without the port in its name, a second host would take the first one's place.
  const name = `lastmile-${port}`;
  const admitted = ({ headers }: IncomingMessage): Admitted<Session> | null => {
    for (const cookie of (headers.cookie ?? '').split(';')) {
      const [key, value] = [cookie.slice(0, cookie.indexOf('=')).trim(), cookie.slice(cookie.indexOf('=') + 1)];
      const one = key === name ? sessions.get(digestOf(value.trim())) : undefined;
      if (one) return one;
    }
    return null;
  };
  return {
    invitation: () => {
      const token = secret();
      unused.add(digestOf(token));
      return `/?token=${token}`;
    },
    admit: (token) => {
      if (!unused.delete(digestOf(token))) return null;
      const cookie = secret();
      sessions.set(digestOf(cookie), { session: open(), key: null });
      return `${name}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    spend: (token) => {
      unused.delete(digestOf(token));
    },
    isIn: (request) => admitted(request) !== null,
    keyFor: (request) => {
      const one = admitted(request);
      if (one?.key !== null) return null;
      const key = secret();
      one.key = digestOf(key);
      return key;
    },
    sessionOf: (request) => {
      const one = admitted(request);
      const key = request.headers[KEY_HEADER];
      return one !== null && typeof key === 'string' && one.key === digestOf(key) ? one.session : null;
    },
  };
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
