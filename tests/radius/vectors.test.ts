import { expect, test } from 'vitest';
import { CODE } from '#radius/code.ts';
import { joined } from '#radius/packet.ts';
import { chapPassword, hiddenPassword } from '#radius/password.ts';
import { readReply } from '#radius/read-reply.ts';
import { SharedSecret } from '#radius/shared-secret.ts';
import { writeAttribute } from '#radius/write-attribute.ts';
import { writeRequest } from '#radius/write-request.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
const secret = new SharedSecret('xyzzy5461');

const NEMO_ASKS = bytes(`01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a 01 06 6e 65 6d 6f 02 12 0d be
  70 8d 93 d4 13 ce 31 96 e4 3f 78 2a 0a ee 04 06 c0 a8 01 10 05 06 00 00 00 03`);
const NEMO_MAY = bytes(`02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2 06 06 00 00 00 01 0f 06 00 00 00 00
  0e 06 c0 a8 01 03`);

test('given the example of RFC 2865 7.1, when the Access-Request is put together, then it is the same bytes', () => {
  const authenticator = NEMO_ASKS.subarray(4, 20);
  const written = joined(
    CODE.accessRequest,
    0,
    authenticator,
    [
      { name: 'User-Name', value: 'nemo' } as const,
      hiddenPassword('arctangent', secret, authenticator),
      { name: 'NAS-IP-Address', value: '192.168.1.16' } as const,
      { name: 'NAS-Port', value: 3 } as const,
    ].map(writeAttribute),
  );
  expect(written).toEqual(NEMO_ASKS);
});

test('given the example of RFC 2865 7.1, when the Access-Accept is read, then it is believed and its attributes are there', () => {
  expect(readReply(NEMO_MAY, NEMO_ASKS, secret, 'where-present')).toEqual({
    kind: 'reply',
    reply: {
      code: CODE.accessAccept,
      attributes: [
        { name: 'Service-Type', value: 1 },
        { name: 'other', vendor: null, code: 15, value: bytes('00000000') },
        { name: 'other', vendor: null, code: 14, value: bytes('c0a80103') },
      ],
    },
  });
  expect(readReply(NEMO_MAY, NEMO_ASKS, secret, 'required')).toEqual({ kind: 'none', why: 'unsigned' });
});

test('given the example of RFC 5997 6.1, when Status-Server is asked and answered, then both are the same bytes', () => {
  const asked = bytes(`0c da 00 26 8a 54 f4 68 6f b3 94 c5 28 66 e3 02 18 5d 06 23 50 12 5a 66 5e 2e 1e 84 11 f3 e2 43
    82 20 97 c8 4f a3`);
  const said = bytes('02 da 00 14 ef 0d 55 2a 4b f2 d6 93 ec 2b 6f e8 b5 41 1d 66');
  const request = { code: CODE.statusServer, attributes: [] };
  expect(writeRequest(request, secret, 0xda, asked.subarray(4, 20))).toEqual({ kind: 'written', packet: asked });
  expect(readReply(said, asked, secret, 'where-present')).toMatchObject({ kind: 'reply' });
});

test('given a challenge, when CHAP answers it, then it is MD5 over number, password and challenge (RFC 1994 4.1)', () => {
  // printf '\x16secret0123456789abcdef' | md5sum
  expect(chapPassword('secret', Buffer.from('0123456789abcdef'), Buffer.from([0x16]))).toEqual([
    { name: 'CHAP-Challenge', value: Buffer.from('0123456789abcdef') },
    { name: 'CHAP-Password', value: bytes('16 c5f5cf46fc7c9d00f07ac9cfa1d69075') },
  ]);
});

test('given an attribute of MikroTik, when it is written, then it stands in Vendor-Specific behind number 14988', () => {
  expect(writeAttribute({ name: 'Mikrotik-Rate-Limit', value: '5M/5M' })).toEqual(
    bytes('1a 0d 00 00 3a 8c 08 07 35 4d 2f 35 4d'),
  );
});
