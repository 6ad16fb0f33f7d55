/** Any HTTP service that takes messages, as an office describes it. */
export interface Gateway {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly bodyKind: 'none' | 'json' | 'form' | 'text';
  readonly body: string;
  readonly successStatus: '2xx' | '200';
  readonly successText: string;
  readonly referencePath: string;
  readonly phoneFormat: 'international' | 'plus' | 'national';
  readonly allowsPasswordInUrl: boolean;
}

/** What stands in a gateway's description for something of one message. `shortId` is for those that take 20 signs at most. */
export const GATEWAY_MARKS = ['phone', 'text', 'id', 'shortId', 'secret'] as const;
export type GatewayMark = (typeof GATEWAY_MARKS)[number];
export type GatewayValues = Readonly<Record<GatewayMark, string>>;

/** A mark, or what somebody took for one: braces around a word. The braces of JSON stand around something else. */
const MARK = /\{([A-Za-z]+)\}/g;

export const marksIn = (template: string): readonly string[] =>
  [...template.matchAll(MARK)].map(([, name = '']) => name);

/** What stands around the marks of a template: one part more than there are marks. */
export const betweenMarks = (template: string): readonly string[] => template.split(/\{[A-Za-z]+\}/);

export const isGatewayMark = (name: string): name is GatewayMark => GATEWAY_MARKS.some((mark) => mark === name);

/** A template with its values, each written so that it stays one value where it stands. */
export function filledIn(template: string, values: GatewayValues, write: (value: string) => string): string {
  return template.replace(MARK, (mark: string, name: string) => (isGatewayMark(name) ? write(values[name]) : mark));
}

/** What is sent as plain text is XML where it begins like that. */
export const isXml = (body: string): boolean => body.trimStart().startsWith('<');

/** An address in its parts; a host in brackets, a user before it or a fragment behind it is not taken. */
export interface Address {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Up to the question mark; "/" at least. */
  readonly path: string;
  /** With its question mark; empty for none. */
  readonly query: string;
}

const ADDRESS = /^(https?):\/\/([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?(\/[^?#\s]*)?(\?[^#\s]*)?$/i;
/** Marks apart, only what stands in a request line as it is (RFC 3986 2). */
const PLAIN = /^[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%{}|]*$/;

export function addressOf(url: string): Address | null {
  const match = ADDRESS.exec(url);
  if (!match) return null;
  const [, scheme = '', host = '', port, path = '/', query = ''] = match;
  const secure = scheme.toLowerCase() === 'https';
  const number = port === undefined ? (secure ? 443 : 80) : Number(port);
  if (number < 1 || number > 65_535 || !PLAIN.test(path + query)) return null;
  return { secure, host: host.toLowerCase(), port: number, path, query };
}

/** This computer itself: what is sent there in clear passes no wire. */
export const isThisComputer = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';

/**
 * Whether a secret that was for one description goes nowhere else by another: to the same scheme, host and port, and only
 * where it stood before, among the same words. Else it could be led into the text that a phone gets.
 */
export function keepsSecretInPlace(before: Gateway, after: Gateway): boolean {
  const [a, b] = [addressOf(before.url), addressOf(after.url)];
  if (!a || !b || a.secure !== b.secure || a.host !== b.host || a.port !== b.port) return false;
  const known = secretPlaces(before);
  return secretPlaces(after).every((place) => known.includes(place));
}

/** The parts of a description that carry the secret, each as it is written. */
function secretPlaces({ url, headers, bodyKind, body }: Gateway): readonly string[] {
  const parts = [url, ...headers.map(({ name, value }) => `${name}: ${value}`), `${bodyKind} ${body}`];
  return parts.filter((part) => marksIn(part).includes('secret'));
}

/** Whether texts stand in the address, where others may read them: in logs on the way, and at the gateway. */
export const putsTextInUrl = ({ url }: Pick<Gateway, 'url'>): boolean => marksIn(url).includes('text');
