import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NamedAttribute } from '#radius/attribute.ts';
import { CODE, REPLIES, type RequestCode } from '#radius/code.ts';
import { authenticatorOf, HEAD, packetIn } from '#radius/packet.ts';
import { readAttributes, takeApart } from '#radius/read-attributes.ts';
import { readReply } from '#radius/read-reply.ts';
import { SharedSecret } from '#radius/shared-secret.ts';
import { isSame, messageAuthenticator } from '#radius/signatures.ts';
import { writeRequest } from '#radius/write-request.ts';
import { anyAttributes } from './arbitrary.ts';
import { replyTo } from './reply.ts';

const secret = new SharedSecret('testing123');
const REQUESTS = [CODE.accessRequest, CODE.statusServer, CODE.disconnectRequest, CODE.coaRequest] as const;

function packetOf(code: RequestCode, attributes: readonly NamedAttribute[] = []): Buffer {
  const written = writeRequest({ code, attributes }, secret, 7);
  if (written.kind !== 'written') throw new Error(`${written.fault.field} ${written.fault.reason}`);
  return written.packet;
}

test('given any attributes, when a request is written and taken apart, then they are the same in the same order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REQUESTS), anyAttributes, (code, attributes) => {
      const packet = packetOf(code, attributes);
      expect(packetIn(packet)).toEqual(packet);
      expect(readAttributes(takeApart(packet, HEAD)!)!.slice(1)).toEqual(attributes);
    }),
  );
});

test('given any request, when it is written, then its signature is the first attribute and covers every byte', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REQUESTS), anyAttributes, (code, attributes) => {
      const packet = packetOf(code, attributes);
      expect([...packet.subarray(HEAD, HEAD + 2)]).toEqual([80, 18]);
      const isRandom = code === CODE.accessRequest || code === CODE.statusServer;
      const authenticator = isRandom ? authenticatorOf(packet) : Buffer.alloc(16);
      const signature = packet.subarray(HEAD + 2, HEAD + 18);
      expect(isSame(signature, messageAuthenticator(packet, HEAD + 2, authenticator, secret))).toBe(true);
      if (isRandom) return;
      const overZeros = Buffer.from(packet).fill(0, 4, 20);
      expect(authenticatorOf(packet)).toEqual(secret.md5After(overZeros));
    }),
  );
});

test('given any attributes, when a reply brings them, then they are read as they were sent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REQUESTS), anyAttributes, fc.boolean(), (asked, attributes, hasPadding) => {
      const request = packetOf(asked);
      const code = REPLIES[asked][0];
      const reply = replyTo(request, code, attributes, secret);
      const datagram = hasPadding ? Buffer.concat([reply, Buffer.from('padding')]) : reply;
      const read = readReply(datagram, request, secret, 'required');
      if (read.kind !== 'reply') throw new Error(read.why);
      expect(read.reply).toMatchObject({ code });
      expect(read.reply.attributes.slice(1)).toEqual(attributes);
    }),
  );
});

describe('what cannot be written', () => {
  const request = (...attributes: readonly NamedAttribute[]) =>
    writeRequest({ code: CODE.accessRequest, attributes }, secret, 0);
  const unsendable = (field: string, reason: string, limit?: number) => ({
    kind: 'unsendable',
    fault: { field, reason, ...(limit === undefined ? {} : { limit }) },
  });

  test('given values that do not fit, when a request is written, then it says which and why, and never the value', () => {
    expect(request({ name: 'User-Name', value: 'é'.repeat(126) }).kind).toBe('written');
    expect(request({ name: 'User-Name', value: 'é'.repeat(127) })).toEqual(unsendable('User-Name', 'too-long', 253));
    expect(request({ name: 'User-Name', value: '' })).toEqual(unsendable('User-Name', 'empty'));
    expect(request({ name: 'User-Name', value: '\ud800' })).toEqual(unsendable('User-Name', 'not-text'));
    expect(request({ name: 'Mikrotik-Group', value: 'g'.repeat(248) })).toEqual(
      unsendable('Mikrotik-Group', 'too-long', 247),
    );
    expect(request({ name: 'Framed-IP-Address', value: '10.0.0.256' })).toEqual(
      unsendable('Framed-IP-Address', 'not-an-address'),
    );
    for (const value of [-1, 1.5, 2 ** 32, NaN])
      expect(request({ name: 'NAS-Port', value })).toEqual(unsendable('NAS-Port', 'not-a-number'));
  });

  test('given more than a packet holds, when a request is written, then the packet is too long', () => {
    const long = { name: 'Filter-Id', value: 'f'.repeat(253) } as const;
    expect(request(...Array<typeof long>(15).fill(long)).kind).toBe('written');
    expect(request(...Array<typeof long>(16).fill(long))).toEqual(unsendable('packet', 'too-long', 4096));
  });

  test('given an empty secret, when a request is written, then it is refused: anybody could sign', () => {
    expect(writeRequest({ code: CODE.statusServer, attributes: [] }, new SharedSecret(''), 0)).toEqual(
      unsendable('secret', 'empty'),
    );
  });

  test('given passwords of every length, when they are hidden, then 128 bytes are sent and 129 are not, nor a NUL', () => {
    const pap = (password: string) =>
      writeRequest({ code: CODE.accessRequest, attributes: [], password }, secret, 0).kind;
    expect([pap(''), pap('p'), pap('p'.repeat(128)), pap('é'.repeat(64))]).toEqual(Array(4).fill('written'));
    expect([pap('p'.repeat(129)), pap('é'.repeat(65)), pap('a\0b')]).toEqual(Array(3).fill('unsendable'));
  });
});

test('given any bytes, when they are taken apart, then nothing is thrown and nothing is lost', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
      const bytes = Buffer.from(any);
      const request = packetOf(CODE.accessRequest);
      expect(readReply(bytes, request, secret, 'required').kind).toBe('none');
      const tagged = takeApart(bytes, 0);
      if (!tagged) return;
      expect(
        Buffer.concat(tagged.flatMap(({ code, value }) => [Buffer.from([code, value.length + 2]), value])),
      ).toEqual(bytes);
    }),
  );
});
