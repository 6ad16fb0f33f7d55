/** How this machine wants another one to be reached. */
export type Proxy =
  | { readonly kind: 'direct' }
  | ({ readonly kind: 'http' } & HttpProxy)
  /** One that we cannot speak with: "SOCKS5 10.0.0.1:1080". */
  | { readonly kind: 'unknown'; readonly name: string };

/** A proxy that is asked with CONNECT. */
export interface HttpProxy {
  readonly host: string;
  readonly port: number;
  /** Whether the line to the proxy itself is encrypted. */
  readonly isSecure: boolean;
  /** `Proxy-Authorization`; null: it needs none, or nobody has typed it. A secret. */
  readonly authorization: string | null;
}

/** Asks the machine's settings which way to go to a URL. */
export type ProxyFor = (url: string) => Promise<Proxy>;

export const DIRECT: Proxy = { kind: 'direct' };

/** What the machine's settings say as a proxy script does: "PROXY 10.0.0.1:3128; DIRECT". The first that we can speak with. */
export function proxyInScript(answer: string): Proxy {
  const choices = answer
    .split(';')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '')
    .map(proxyNamed);
  return choices.find(({ kind }) => kind !== 'unknown') ?? choices[0] ?? DIRECT;
}

function proxyNamed(choice: string): Proxy {
  const [kind = '', place = ''] = choice.split(/\s+/);
  const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
  if (kind.toUpperCase() === 'DIRECT') return DIRECT;
  return (scheme === undefined ? null : proxyAt(`${scheme}://${place}`)) ?? { kind: 'unknown', name: choice };
}

/** A proxy as a URL, with the password in it where one is needed. Null: it is none that we can speak with. */
export function proxyAt(text: string): (Proxy & { readonly kind: 'http' }) | null {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname, port, username, password } = new URL(full);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') return null;
  const isSecure = protocol === 'https:';
  return {
    kind: 'http',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    isSecure,
    authorization: username === '' && password === '' ? null : basic(username, password),
  };
}

/** RFC 7617. In a URL both stand in percent signs. */
const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}`;

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
