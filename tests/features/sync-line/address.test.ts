import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf } from '#main/features/sync/line/index.ts';

// Where a server is, as somebody types it.

const urlOf = (typed: string): string => {
  const read = addressOf(typed);
  return read.ok ? read.address.url : `${read.failure.code} ${Object.values(read.failure.params).join(' ')}`.trim();
};

test.each([
  ['isp.example', 'https://isp.example'],
  ['  isp.example  ', 'https://isp.example'],
  ['ISP.example/', 'https://isp.example'],
  ['HTTPS://isp.example:443', 'https://isp.example'],
  ['isp.example:8443', 'https://isp.example:8443'],
  ['https://isp.example:08443/', 'https://isp.example:8443'],
  ['10.0.0.1', 'https://10.0.0.1'],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
  ['আইএসপি.বাংলা', 'https://xn--45b6ch9ab8k.xn--54b7fta0cc'],
  ['127.0.0.1:4711', 'http://127.0.0.1:4711'],
  ['http://127.1:4711', 'http://127.0.0.1:4711'],
  ['localhost:4711', 'http://localhost:4711'],
  ['https://localhost:4711', 'https://localhost:4711'],
  ['http://[::1]:80', 'http://[::1]'],
])('Given %s, when it is read as an address, then it is %s', (typed, url) => {
  const read = urlOf(typed);
  // Which letters punycode makes of a name is the standard's business.
  if (typed.startsWith('আ')) expect(read).toMatch(/^https:\/\/xn--[a-z0-9-]+\.xn--[a-z0-9-]+$/);
  else expect(read).toBe(url);
});

test.each([
  ['', 'sync-url'],
  ['https://', 'sync-url'],
  ['isp example', 'sync-url'],
  ['isp.example:0', 'sync-url'],
  ['isp.example:99999', 'sync-url'],
  ['isp.example:port', 'sync-url'],
  ['isp.\nexample', 'sync-url'],
  ['https:\\\\isp.example', 'sync-url'],
  ['ftp://isp.example', 'sync-url'],
  ['file:///etc/passwd', 'sync-url'],
  ['isp.example/lastmile', 'sync-url-path https://isp.example'],
  ['https://isp.example:8443/healthz?x=1', 'sync-url-path https://isp.example:8443'],
  ['isp.example?x', 'sync-url-path https://isp.example'],
  ['salma:s3cret@isp.example', 'sync-url-password https://isp.example'],
  ['https://salma@isp.example', 'sync-url-password https://isp.example'],
  ['http://isp.example', 'sync-needs-tls isp.example'],
  ['http://10.0.0.1:8080', 'sync-needs-tls 10.0.0.1:8080'],
  ['http://localhost.isp.example', 'sync-needs-tls localhost.isp.example'],
  ['http://127.0.0.1.isp.example', 'sync-needs-tls 127.0.0.1.isp.example'],
  ['http://0.0.0.0', 'sync-needs-tls 0.0.0.0'],
  ['http://[::ffff:127.0.0.1]', 'sync-needs-tls [::ffff:7f00:1]'],
])('Given %j, when it is read as an address, then it is refused as %s', (typed, refusal) => {
  expect(urlOf(typed)).toBe(refusal);
});

test('Given anything at all, when it is read as an address, then it is one that is read again as itself, or a failure', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain()), (typed) => {
      const read = addressOf(typed);
      if (!read.ok) return;
      const { address } = read;
      expect(addressOf(address.url)).toEqual(read);
      expect(address.isSecure || address.isLoopback).toBe(true);
    }),
  );
});
