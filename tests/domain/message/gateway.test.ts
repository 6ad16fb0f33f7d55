import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceIn, verdictOf } from '#shared/domain/message/answer.ts';
import { addressOf, type Gateway, type GatewayValues, keepsSecretInPlace } from '#shared/domain/message/gateway.ts';
import { gatewayProblem } from '#shared/domain/message/gateway-check.ts';
import { gatewayRequest } from '#shared/domain/message/gateway-request.ts';
import { GATEWAY_PRESETS } from '#shared/domain/message/presets.ts';
import { keysIn, withheld } from '#shared/domain/message/withheld.ts';

const gateway: Gateway = {
  url: 'https://sms.example/send?key={secret}',
  method: 'POST',
  headers: [],
  bodyKind: 'json',
  body: '{"to":"{phone}","text":"{text}"}',
  successStatus: '2xx',
  successText: '',
  referencePath: '',
  phoneFormat: 'international',
  allowsPasswordInUrl: false,
};
const values: GatewayValues = { phone: '8801711223344', text: 'Hello', id: 'i', shortId: 's', secret: 'k' };
const problem = (more: Partial<Gateway>, secret: string | null = 'k') =>
  gatewayProblem({ ...gateway, ...more }, secret)?.code ?? null;

/** Signs that mean something somewhere, and everything else. */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "'", '\\', '&', '=', '+', '%', '#', '?', '/', '<', '>', '\r', '\n', '\0', ' ', '{', '}', '২'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\uD800', '\uDC00', '{text}', '{secret}', '\u2028'),
  ),
});

test('given any text, when it goes in JSON, then the document has the same shape and the text as it was', () => {
  fc.assert(
    fc.property(nasty, nasty, (text, phone) => {
      const { body } = gatewayRequest(gateway, { ...values, text, phone });
      expect(JSON.parse(body ?? '')).toEqual({ to: phone.toWellFormed(), text: text.toWellFormed() });
    }),
  );
});

test('given any text, when it goes in a form or an address, then it stays one value', () => {
  const form: Gateway = { ...gateway, bodyKind: 'form', body: 'to={phone}&msg={text}&from=ISP' };
  const asked: Gateway = {
    ...gateway,
    bodyKind: 'none',
    method: 'GET',
    url: 'https://sms.example/s?m={text}&to={phone}',
  };
  fc.assert(
    fc.property(nasty, (text) => {
      const sent = new URLSearchParams(gatewayRequest(form, { ...values, text }).body ?? '');
      expect([...sent]).toEqual([
        ['to', values.phone],
        ['msg', text.toWellFormed()],
        ['from', 'ISP'],
      ]);
      const { target } = gatewayRequest(asked, { ...values, text });
      expect(target).toMatch(/^[\x21-\x7E]+$/);
      const url = new URL(`https://sms.example${target}`);
      expect([...url.searchParams]).toEqual([
        ['m', text.toWellFormed()],
        ['to', values.phone],
      ]);
      expect([url.pathname, url.hash]).toEqual(['/s', '']);
    }),
  );
});

test('given any text, when it goes in XML or among plain lines, then it makes no element and no line', () => {
  const xml: Gateway = { ...gateway, bodyKind: 'text', body: '<sms to="{phone}"><text>{text}</text></sms>' };
  const lines: Gateway = { ...gateway, bodyKind: 'text', body: 'to: {phone}\ntext: {text}\nfrom: ISP' };
  fc.assert(
    fc.property(nasty, (text) => {
      const made = gatewayRequest(xml, { ...values, text, phone: text }).body ?? '';
      expect(made.match(/<[^>]*>/g)).toHaveLength(4);
      expect(made.match(/"/g)).toHaveLength(2);
      expect((gatewayRequest(lines, { ...values, text }).body ?? '').split(/[\r\n\u0085\u2028\u2029]/)).toHaveLength(3);
    }),
  );
  expect(gatewayRequest({ ...lines, body: '{text}' }, { ...values, text: 'a\nb' }).body).toBe('a\nb');
});

test('given any secret, when it goes in a header, then it makes no second one', () => {
  const keyed: Gateway = { ...gateway, headers: [{ name: 'X-Key', value: 'Bearer {secret}' }] };
  fc.assert(
    fc.property(nasty, (secret) => {
      expect(gatewayRequest(keyed, { ...values, secret }).headers['x-key']).toMatch(/^[\x20-\x7E]*$/);
    }),
  );
});

test.each<[string, Partial<Gateway>, string | null]>([
  ['a whole one', {}, null],
  ['no address', { url: 'sms.example/send' }, 'gateway-url'],
  ['a user in the address', { url: 'https://me:pw@sms.example/send' }, 'gateway-url'],
  ['a fragment', { url: 'https://sms.example/send#x' }, 'gateway-url'],
  ['a mark for the host', { url: 'https://{phone}/send' }, 'gateway-url'],
  ['in clear over a wire', { url: 'http://sms.example/send' }, 'gateway-not-secure'],
  ['a host that only looks like this computer', { url: 'http://127.0.0.1.example/send' }, 'gateway-not-secure'],
  ['in clear on this computer', { url: 'http://127.0.0.1:8080/send' }, null],
  ['a text in the path', { url: 'https://sms.example/{text}' }, 'gateway-text-in-path'],
  ['a text in a header', { headers: [{ name: 'X', value: '{text}' }] }, 'gateway-text-in-header'],
  ['the host as a header', { headers: [{ name: 'Host', value: 'x' }] }, 'gateway-header-name'],
  ['two lines in a header', { headers: [{ name: 'X', value: 'a\r\nY: b' }] }, 'gateway-header-value'],
  ['a body with GET', { method: 'GET' }, 'gateway-get-body'],
  ['no JSON', { body: '{"to":{phone},"text":"{text}"}' }, 'gateway-body-json'],
  ['JSON as plain text', { bodyKind: 'text' }, 'gateway-body-is-json'],
  ['a form as plain text', { bodyKind: 'text', body: 'to={phone}&msg={text}' }, 'gateway-body-is-form'],
  ['plain lines', { bodyKind: 'text', body: 'to={phone}\n[ISP] {text}' }, null],
  ['JSON in a form', { bodyKind: 'form', body: 'data={"to":"{phone}","msg":"{text}"}' }, 'gateway-mark-nested'],
  [
    'JSON in per cent in a form',
    { bodyKind: 'form', body: 'to={phone}&d=%7B%22m%22:%22{text}%22%7D' },
    'gateway-mark-nested',
  ],
  ['a list as the name in a form', { bodyKind: 'form', body: 'to[]={phone}&msg={text}' }, null],
  ['XML in a form', { bodyKind: 'form', body: 'to={phone}&xml=<m>{text}</m>' }, 'gateway-mark-nested'],
  ['JSON in an address', { url: 'https://sms.example/s?d=%7B%22m%22:%22{text}%22%7D' }, 'gateway-mark-nested'],
  ['JSON in JSON', { body: '{"to":"{phone}","d":"{\\"m\\":\\"{text}\\"}"}' }, 'gateway-mark-nested'],
  ['a call in plain text', { bodyKind: 'text', body: 'send({to:"{phone}",msg:"{text}"})' }, 'gateway-mark-nested'],
  ['XML', { bodyKind: 'text', body: '<sms to="{phone}"><text>{text}</text></sms>' }, null],
  ['CDATA', { bodyKind: 'text', body: '<sms to="{phone}"><![CDATA[{text}]]></sms>' }, 'gateway-body-cdata'],
  ['JSON in XML', { bodyKind: 'text', body: '<d to="{phone}">{"m":"{text}"}</d>' }, 'gateway-mark-nested'],
  ['XML in XML', { bodyKind: 'text', body: '<d to="{phone}">&lt;m&gt;{text}&lt;/m&gt;</d>' }, 'gateway-mark-nested'],
  ['JSON in an attribute', { bodyKind: 'text', body: `<d to="{phone}" m='{"m":"{text}"}'/>` }, 'gateway-mark-nested'],
  ['no form', { bodyKind: 'form', body: 'to {phone} {text}' }, 'gateway-body-form'],
  ['an empty body', { body: ' ' }, 'gateway-body-missing'],
  ['an unknown mark', { body: '{"to":"{phone}","text":"{message}"}' }, 'gateway-mark-unknown'],
  ['no phone', { body: '{"text":"{text}"}' }, 'gateway-mark-missing'],
  ['no text', { body: '{"to":"{phone}"}' }, 'gateway-mark-missing'],
])('given a gateway with %s, when it is checked, then that is what is said', (_, more, code) => {
  expect(problem(more)).toBe(code);
});

test('given a mark for the secret, when there is none, then it is asked for; a secret of one line is one', () => {
  expect(problem({}, null)).toBe('gateway-secret-missing');
  expect(problem({}, '')).toBe('gateway-secret-missing');
  expect(problem({}, 'a\nb')).toBe('gateway-secret-signs');
});

test('given the gateways that are known, when they are checked, then each can be used once it is filled in and has a secret', () => {
  for (const preset of GATEWAY_PRESETS) {
    const filledIn = { ...preset, body: preset.body.replace(/YOUR-[A-Z-]*[A-Z]/g, 'MINE') };
    expect([preset.name, gatewayProblem(filledIn, 'key')]).toEqual([preset.name, null]);
  }
});

test('given a preset with YOUR-SID still in it, when it is checked, then it is refused where it stands', () => {
  const [ssl] = GATEWAY_PRESETS;
  expect(ssl && gatewayProblem(ssl, 'key')).toEqual({
    code: 'gateway-not-filled-in',
    field: 'body',
    params: { name: 'YOUR-SID' },
  });
  expect(problem({ url: 'https://sms.example/send?from=YOUR-SENDER-ID' })).toBe('gateway-not-filled-in');
  expect(problem({ headers: [{ name: 'X-User', value: 'YOUR-USERNAME' }] })).toBe('gateway-not-filled-in');
  expect(problem({ body: '{"to":"{phone}","text":"{text}","sid":"YOUR-ISP"}' })).toBeNull();
});

test('given two addresses, when a secret is to go there, then only the same scheme, host and port are the same', () => {
  const isKept = (one: string, other: string) =>
    keepsSecretInPlace({ ...gateway, url: one }, { ...gateway, url: other });
  expect(isKept('https://a.example/x', 'https://A.example:443/y?z')).toBe(true);
  expect(isKept('https://a.example/', 'https://b.example/')).toBe(false);
  expect(isKept('https://localhost/', 'http://localhost:443/')).toBe(false);
  expect(addressOf('https://a.example')).toMatchObject({ path: '/', query: '', port: 443 });
});

test('given a secret in its place, when the description is changed, then it may stand nowhere else', () => {
  const keyed: Gateway = {
    ...gateway,
    url: 'https://sms.example/send',
    headers: [{ name: 'X-Key', value: '{secret}' }],
    body: '{"to":"{phone}","text":"{text}"}',
  };
  const isKept = (more: Partial<Gateway>) => keepsSecretInPlace(keyed, { ...keyed, ...more });
  expect(isKept({ url: 'https://sms.example/v2', body: '{"to":"{phone}","text":"{text} ISP"}' })).toBe(true);
  expect(isKept({ headers: [...keyed.headers, { name: 'Accept', value: 'text/plain' }] })).toBe(true);
  expect(isKept({ headers: [] })).toBe(true);
  expect(isKept({ body: '{"to":"{phone}","text":"{text} {secret}"}' })).toBe(false);
  expect(isKept({ url: 'https://sms.example/send?from={secret}' })).toBe(false);
  expect(isKept({ headers: [{ name: 'X-From', value: '{secret}' }] })).toBe(false);
  const inBody: Gateway = { ...keyed, body: '{"key":"{secret}","to":"{phone}","text":"{text}"}' };
  expect(keepsSecretInPlace(inBody, { ...inBody, body: inBody.body.replace('{text}', '{text} {secret}') })).toBe(false);
});

const answer = { status: 200, text: '{ "status" : "OK", "data": [{ "id": 7 }] }', isCut: false, retryAfter: null };

test('given an answer, when it is judged, then status and text decide, whatever its white space', () => {
  const test = { successStatus: '2xx', successText: '"status":"OK"', referencePath: 'data.0.id' } as const;
  expect(verdictOf(answer, test)).toEqual({ kind: 'sent', reference: '7' });
  expect(verdictOf({ ...answer, status: 201 }, { ...test, successStatus: '200' })).toMatchObject({
    code: 'message-status',
  });
  expect(verdictOf({ ...answer, text: '{}' }, test)).toMatchObject({ code: 'message-said-no' });
  expect(verdictOf({ ...answer, text: '{}', isCut: true }, test)).toEqual({
    kind: 'unclear',
    code: 'message-answer-unclear',
  });
  expect(verdictOf({ ...answer, status: 307 }, test)).toMatchObject({ code: 'message-redirected' });
  expect(verdictOf({ ...answer, status: 500 }, test)).toEqual({ kind: 'unclear', code: 'message-broke-down' });
  expect(verdictOf({ ...answer, status: 404 }, test)).toMatchObject({ code: 'message-status' });
  expect(verdictOf({ ...answer, status: 503, retryAfter: 9 }, test)).toMatchObject({ kind: 'busy', retryAfter: 9 });
});

test('given a path that leads nowhere, when the reference is looked for, then there is none', () => {
  for (const [text, path] of [
    ['no json', 'a'],
    ['{"a":{"b":1}}', 'a'],
    ['{"a":1}', 'a.b'],
    ['{}', 'constructor.name'],
    ['null', 'a'],
  ] as const)
    expect(referenceIn(text, path)).toBeNull();
});

test('given an answer that says a secret back, when it is told, then it stands there in no writing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, unit: 'grapheme-ascii' }), (secret) => {
      const url = encodeURIComponent(secret);
      const told = withheld(`a ${secret} b ${url} c ${JSON.stringify({ secret })} d`, [secret]);
      // Letters of the frame around it may happen to be the secret.
      fc.pre(!'a  b  c {"secret":""} d […]'.includes(secret));
      expect(told).not.toContain(secret);
      expect(told).not.toContain(url);
    }),
  );
  expect(keysIn(['api_key=a1b2c3d4e5&to={phone}&from=YOUR-SENDER-ID'])).toEqual(['a1b2c3d4e5']);
});
