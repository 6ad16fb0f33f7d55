import { type Address, addressOf, filledIn, type Gateway, type GatewayValues, isXml } from './gateway.ts';

/** One request, ready to be sent. It holds secrets: it is never logged and never kept. */
export interface GatewayRequest extends Pick<Address, 'secure' | 'host' | 'port'> {
  readonly method: Gateway['method'];
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Every sign that could mean something, as octets in per cent; half a surrogate pair as the sign for what is unknown. */
const inUrl = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const inForm = (value: string): string => inUrl(value).replaceAll('%20', '+');
const inJson = (value: string): string => JSON.stringify(value.toWellFormed()).slice(1, -1);
const inHeader = (value: string): string => value.replace(/[^\x20-\x7E]/g, '');

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
// XML 1.0 has no place at all for most control characters.
const inXml = (value: string): string =>
  // eslint-disable-next-line no-control-regex -- as above
  value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"']/g, (sign) => XML[sign] ?? sign);
const inLine = (value: string): string => value.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');

/** How a value is written into a body, and what kind of body that makes. */
function bodyTerms({ bodyKind, body }: Gateway): { readonly type: string; readonly write: (value: string) => string } {
  switch (bodyKind) {
    case 'json':
      return { type: 'application/json; charset=utf-8', write: inJson };
    case 'form':
      return { type: 'application/x-www-form-urlencoded; charset=utf-8', write: inForm };
    case 'none':
    case 'text':
      if (isXml(body)) return { type: 'text/xml; charset=utf-8', write: inXml };
      // Among other lines a value stays one line; alone it may be what it is.
      return { type: 'text/plain; charset=utf-8', write: body.trim() === '{text}' ? (value) => value : inLine };
  }
}

/** The request for one message. Throws for a gateway that `gatewayProblem` would not let pass. */
export function gatewayRequest(gateway: Gateway, values: GatewayValues): GatewayRequest {
  const address = addressOf(gateway.url);
  if (!address) throw new Error('The gateway has no address');
  const { secure, host, port, path, query } = address;
  const headers: Record<string, string> = {};
  const { type, write } = bodyTerms(gateway);
  const body = gateway.bodyKind === 'none' ? null : filledIn(gateway.body.trim(), values, write);
  if (body !== null) headers['content-type'] = type;
  for (const { name, value } of gateway.headers) headers[name.toLowerCase()] = filledIn(value, values, inHeader);
  return {
    ...{ secure, host, port, method: gateway.method, headers, body },
    target: filledIn(path, values, inUrl) + filledIn(query, values, inUrl),
  };
}
