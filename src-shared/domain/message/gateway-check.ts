import { addressOf, type Gateway, isGatewayMark, isThisComputer, isXml, marksIn } from './gateway.ts';
import { nestsMark, nestsMarkInQuery } from './nested-mark.ts';
import { notFilledIn } from './presets.ts';

/** What is wrong with a gateway's description: a code of the message catalogue, and in which field. */
export interface GatewayProblem {
  readonly code: string;
  readonly field: keyof Gateway | 'secret';
  readonly params?: Readonly<Record<string, string>>;
}

/** RFC 9110 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRINTABLE = /^[\x20-\x7E]*$/;
/** What the connection itself says, and what would carry the request elsewhere. */
const OURS: readonly string[] = [
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'cookie',
  'proxy-authorization',
  'proxy-connection',
];

/** The first thing that is wrong with a gateway; null when it can be used. `secret` is null where none was given. */
export function gatewayProblem(gateway: Gateway, secret: string | null): GatewayProblem | null {
  return urlProblem(gateway) ?? headerProblem(gateway) ?? bodyProblem(gateway) ?? markProblem(gateway, secret);
}

function urlProblem({ url }: Gateway): GatewayProblem | null {
  const wrong = (code: string): GatewayProblem => ({ code, field: 'url' });
  const address = addressOf(url);
  if (!address) return wrong('gateway-url');
  if (!address.secure && !isThisComputer(address.host)) return wrong('gateway-not-secure');
  // A text of dots and slashes would make another path of it; in the query it stays a value.
  if (marksIn(address.path).includes('text')) return wrong('gateway-text-in-path');
  if (nestsMarkInQuery(address.query)) return wrong('gateway-mark-nested');
  return null;
}

function headerProblem({ headers }: Gateway): GatewayProblem | null {
  for (const { name, value } of headers) {
    const wrong = (code: string): GatewayProblem => ({ code, field: 'headers', params: { name } });
    if (!TOKEN.test(name) || OURS.includes(name.toLowerCase())) return wrong('gateway-header-name');
    if (!PRINTABLE.test(value)) return wrong('gateway-header-value');
    // A header cannot carry line breaks or Bangla.
    if (marksIn(value).includes('text')) return wrong('gateway-text-in-header');
  }
  return null;
}

/** "a=1&b=2" */
const FORM = /^[^\s=&]+=[^&\s]*(&[^\s=&]+=[^&\s]*)*$/;

function bodyProblem({ method, bodyKind, body }: Gateway): GatewayProblem | null {
  const wrong = (code: string): GatewayProblem => ({ code, field: 'body' });
  if (bodyKind === 'none') return null;
  if (method === 'GET') return { code: 'gateway-get-body', field: 'bodyKind' };
  if (body.trim() === '') return wrong('gateway-body-missing');
  // With every mark inside a text of it, or it would be no JSON.
  if (bodyKind === 'json' && !isJson(body)) return wrong('gateway-body-json');
  if (bodyKind === 'text' && isJson(body)) return { code: 'gateway-body-is-json', field: 'bodyKind' };
  const isForm = FORM.test(body.trim());
  if (bodyKind === 'form' && !isForm) return wrong('gateway-body-form');
  if (bodyKind === 'text' && isForm && body.includes('&')) return { code: 'gateway-body-is-form', field: 'bodyKind' };
  if (bodyKind === 'text' && isXml(body) && body.includes('<![CDATA[')) return wrong('gateway-body-cdata');
  return nestsMark(bodyKind, body) ? wrong('gateway-mark-nested') : null;
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function markProblem(gateway: Gateway, secret: string | null): GatewayProblem | null {
  const { url, headers, bodyKind, body } = gateway;
  const places = [
    ['url', url],
    ...headers.map(({ value }) => ['headers', value] as const),
    ['body', bodyKind === 'none' ? '' : body],
  ] as const;
  for (const [field, template] of places) {
    const left = notFilledIn(template);
    if (left !== null) return { code: 'gateway-not-filled-in', field, params: { name: left } };
    const unknown = marksIn(template).find((name) => !isGatewayMark(name));
    if (unknown !== undefined) return { code: 'gateway-mark-unknown', field, params: { name: `{${unknown}}` } };
  }
  const marks = places.flatMap(([, template]) => marksIn(template));
  const missing = (['phone', 'text'] as const).find((mark) => !marks.includes(mark));
  const field = bodyKind === 'none' ? 'url' : 'body';
  if (missing) return { code: 'gateway-mark-missing', field, params: { name: `{${missing}}` } };
  if (marks.includes('secret') && (secret === null || secret === ''))
    return { code: 'gateway-secret-missing', field: 'secret' };
  if (secret !== null && !PRINTABLE.test(secret)) return { code: 'gateway-secret-signs', field: 'secret' };
  return null;
}
