import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, inject, test } from 'vitest';
import { type Attribute, valuesOf } from '#radius/attribute.ts';
import { CODE } from '#radius/code.ts';
import { SharedSecret } from '#radius/index.ts';
import { authenticatorOf, HEAD, packetIn } from '#radius/packet.ts';
import { hiddenPassword } from '#radius/password.ts';
import { readAttributes, takeApart } from '#radius/read-attributes.ts';
import { isSame, messageAuthenticator } from '#radius/signatures.ts';
import { peer, SECRET } from '../peer.ts';
import { replyTo } from '../reply.ts';

const secret = new SharedSecret(SECRET);

/** Sends attributes with FreeRADIUS's own client; what it printed, and how it ended. */
async function radclient(port: number, command: string, attributes: readonly string[]) {
  const running = spawn('radclient', ['-x', '-r', '1', '-t', '20', `127.0.0.1:${port}`, command, SECRET]);
  running.stdin.end(attributes.join('\n'));
  const [said, [status]] = await Promise.all([text(running.stdout), once(running, 'close')]);
  return { said, status: Number(status) };
}

/** The attributes of a packet, and whether its signature is right over the authenticator that it was made with. */
function read(packet: Buffer, authenticator: Uint8Array) {
  const tagged = takeApart(packetIn(packet)!, HEAD)!;
  const signature = tagged.find(({ code }) => code === 80)!;
  const right = messageAuthenticator(packet, signature.at, authenticator, secret);
  const attributes: readonly Attribute[] = readAttributes(tagged)!;
  return { attributes, isSigned: isSame(signature.value, right) };
}

describe.skipIf(!inject('freeradius'))('radclient', () => {
  test('given a login that it sends, when we read it and answer, then we understand it and it believes us', async () => {
    const { server, heard } = await peer((packet) => [
      replyTo(packet, CODE.accessAccept, [{ name: 'Mikrotik-Rate-Limit', value: '5M/20M' }], secret),
    ]);
    const password = 'a password of more than two blocks of bytes';
    const { said, status } = await radclient(server.port, 'auth', [
      'User-Name = "রহিম"',
      `User-Password = "${password}"`,
      'Framed-IP-Address = 10.0.0.2',
      'NAS-Port = 4294967295',
      'Mikrotik-Group = "gold"',
      'Message-Authenticator = 0x00',
    ]);
    expect(status).toBe(0);
    expect(said).toContain('Received Access-Accept');
    expect(said).toContain('Mikrotik-Rate-Limit = "5M/20M"');
    const packet = heard[0]!;
    const { attributes, isSigned } = read(packet, authenticatorOf(packet));
    expect(isSigned).toBe(true);
    const clear = attributes.filter(({ name }) => name !== 'Message-Authenticator' && name !== 'User-Password');
    expect(clear).toEqual([
      { name: 'User-Name', value: 'রহিম' },
      { name: 'Framed-IP-Address', value: '10.0.0.2' },
      { name: 'NAS-Port', value: 4294967295 },
      { name: 'Mikrotik-Group', value: 'gold' },
    ]);
    const hidden = hiddenPassword(password, secret, authenticatorOf(packet));
    expect(valuesOf(attributes, 'User-Password')).toEqual([hidden.value]);
  });

  test.each([
    ['disconnect', CODE.disconnectRequest, CODE.disconnectNak, 'Disconnect-NAK'],
    ['coa', CODE.coaRequest, CODE.coaNak, 'CoA-NAK'],
  ] as const)(
    'given a %s that it sends, when we read it and refuse, then both sign over zeros and it reads the cause',
    async (command, code, nak, name) => {
      const { server, heard } = await peer((packet) => [
        replyTo(packet, nak, [{ name: 'Error-Cause', value: 503 }], secret),
      ]);
      const { said } = await radclient(server.port, command, ['User-Name = "rahim"', 'Message-Authenticator = 0x00']);
      expect(said).toContain(`Received ${name}`);
      expect(said).toContain('Error-Cause = Session-Context-Not-Found');
      const packet = heard[0]!;
      expect(packet[0]).toBe(code);
      const { attributes, isSigned } = read(packet, Buffer.alloc(16));
      expect(isSigned).toBe(true);
      expect(valuesOf(attributes, 'User-Name')).toEqual(['rahim']);
      expect(authenticatorOf(packet)).toEqual(secret.md5After(Buffer.from(packet).fill(0, 4, 20)));
    },
  );
});
