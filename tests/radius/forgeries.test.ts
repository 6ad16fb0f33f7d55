import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE, REPLIES, type RequestCode } from '#radius/code.ts';
import { authenticatorOf, HEAD, joined } from '#radius/packet.ts';
import { readReply } from '#radius/read-reply.ts';
import { SharedSecret } from '#radius/shared-secret.ts';
import { messageAuthenticator } from '#radius/signatures.ts';
import { tagged, writeAttribute } from '#radius/write-attribute.ts';
import { writeRequest } from '#radius/write-request.ts';
import { anyAttribute } from './arbitrary.ts';
import { replyTo, sealed } from './reply.ts';

const secret = new SharedSecret('testing123');
const REPLIES_TO_FORGE = 1000;

function asked(code: RequestCode): Buffer {
  const written = writeRequest({ code, attributes: [] }, secret, 42);
  if (written.kind !== 'written') throw new Error('unsendable');
  return written.packet;
}
const fewAttributes = fc.array(anyAttribute, { maxLength: 2 });
const anyExchange = fc
  .constantFrom(CODE.accessRequest, CODE.statusServer, CODE.disconnectRequest, CODE.coaRequest)
  .chain((code) => fc.tuple(fc.constant(code), fc.constantFrom(...REPLIES[code]), fewAttributes));

/** Every change of a single bit, one after the other. */
function* flipped(packet: Buffer, from = 0, to = packet.length) {
  const forged = Buffer.from(packet);
  for (let bit = from * 8; bit < to * 8; bit += 1) {
    const at = bit >> 3;
    forged[at]! ^= 1 << (bit & 7);
    yield forged;
    forged[at]! ^= 1 << (bit & 7);
  }
}

test('given a thousand replies, when any single bit of one is flipped, then it is no reply', () => {
  let believed = 0;
  let forgeries = 0;
  for (const [code, reply, attributes] of fc.sample(anyExchange, REPLIES_TO_FORGE)) {
    const request = asked(code);
    const right = replyTo(request, reply, attributes, secret);
    expect(readReply(right, request, secret, 'required').kind).toBe('reply');
    for (const forged of flipped(right)) {
      forgeries += 1;
      if (readReply(forged, request, secret, 'required').kind === 'reply') believed += 1;
    }
  }
  expect(forgeries).toBeGreaterThan(REPLIES_TO_FORGE * 20 * 8);
  expect(believed).toBe(0);
});

test('given whoever can make the authenticator of a changed reply (BlastRADIUS), when any bit behind it is flipped, then the signature refuses it', () => {
  for (const [code, reply, attributes] of fc.sample(anyExchange, 50)) {
    const request = asked(code);
    const right = replyTo(request, reply, attributes, secret);
    for (const forged of flipped(right, HEAD + 2)) {
      const made = sealed(forged, request, secret);
      expect(readReply(made, request, secret, 'required').kind).toBe('none');
    }
  }
});

describe('a reply that is not the one asked for', () => {
  const request = asked(CODE.accessRequest);
  const right = replyTo(request, CODE.accessAccept, [], secret);
  const why = (datagram: Buffer, from = secret) => {
    const read = readReply(datagram, request, from, 'required');
    return read.kind === 'none' ? read.why : read.kind;
  };

  test('given another secret, another identifier, or a code that answers something else, when it is read, then it says which', () => {
    expect(why(right)).toBe('reply');
    expect(why(right, new SharedSecret('testing124'))).toBe('authenticator');
    const other = Buffer.from(right);
    other[1]! += 1;
    expect(why(sealed(other, request, secret))).toBe('identifier');
    expect(why(replyTo(request, CODE.disconnectAck, [], secret))).toBe('code');
    expect(why(request)).toBe('code');
  });

  test('given the reply to an earlier request with the same identifier, when it is late, then it is none', () => {
    expect(why(replyTo(asked(CODE.accessRequest), CODE.accessAccept, [], secret))).toBe('authenticator');
  });

  test('given accepting, refusing and challenging replies without a signature, when one is required, then they are none', () => {
    for (const code of REPLIES[CODE.accessRequest]) {
      const unsigned = replyTo(request, code, [], secret, { signed: false });
      expect(why(unsigned)).toBe('unsigned');
      expect(readReply(unsigned, request, secret, 'where-present').kind).toBe('reply');
    }
  });

  test('given routers, which sign nothing, when they answer a Disconnect, then they are believed without a signature', () => {
    const disconnect = asked(CODE.disconnectRequest);
    const unsigned = replyTo(disconnect, CODE.disconnectAck, [], secret, { signed: false });
    expect(readReply(unsigned, disconnect, secret, 'required').kind).toBe('reply');
  });

  test('given lengths that cannot be, when it is read, then it is none', () => {
    for (let length = 0; length < right.length; length += 1) expect(why(right.subarray(0, length))).toBe('length');
    const long = Buffer.concat([right, Buffer.alloc(4097 - right.length)]);
    long.writeUInt16BE(4097, 2);
    expect(why(sealed(long, request, secret))).toBe('length');
    const short = Buffer.from(right);
    short.writeUInt16BE(19, 2);
    expect(why(short)).toBe('length');
  });

  test('given attributes that are cut off or lead past the end, when it is read, then it is none', () => {
    const torn = (...attributes: readonly Uint8Array[]) =>
      sealed(joined(CODE.accessAccept, 42, Buffer.alloc(16), attributes)!, request, secret);
    expect(why(torn(Buffer.from([18])))).toBe('attributes');
    expect(why(torn(Buffer.from([18, 0])))).toBe('attributes');
    expect(why(torn(Buffer.from([18, 1])))).toBe('attributes');
    expect(why(torn(Buffer.from([18, 5, 65, 66])))).toBe('attributes');
    const rate = writeAttribute({ name: 'Mikrotik-Rate-Limit', value: '5M' });
    for (const length of [0, 1, 3, 5]) {
      const cut = Buffer.from(rate);
      cut[7] = length;
      expect(why(torn(cut))).toBe('attributes');
    }
  });

  test('given two signatures of which the first is right, or one of another length, when it is read, then it is none', () => {
    const room = tagged(80, Buffer.alloc(16));
    const two = joined(CODE.accessAccept, 42, Buffer.alloc(16), [room, room])!;
    two.set(messageAuthenticator(two, HEAD + 2, authenticatorOf(request), secret), HEAD + 2);
    expect(why(sealed(two, request, secret))).toBe('signature');
    const short = joined(CODE.accessAccept, 42, Buffer.alloc(16), [tagged(80, Buffer.alloc(15))])!;
    expect(why(sealed(short, request, secret))).toBe('signature');
  });
});
