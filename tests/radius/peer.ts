import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { RadiusServer } from '#radius/index.ts';
import { SharedSecret } from '#radius/index.ts';

export const SECRET = 'testing123';

/** What a peer does with the packet that came as the `count`th: answers with these datagrams, or with none. */
export type Answers = (packet: Buffer, count: number, from: RemoteInfo) => readonly Buffer[];

/** A UDP socket on a free port of this machine that answers as it is told, until the test is over; and what it heard. */
export async function peer(answers: Answers) {
  const socket = createSocket('udp4');
  const heard: Buffer[] = [];
  socket.on('message', (packet, from) => {
    heard.push(packet);
    for (const answer of answers(packet, heard.length, from)) socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(async () => {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  });
  const server: RadiusServer = { host: '127.0.0.1', port: socket.address().port, secret: new SharedSecret(SECRET) };
  return { server, heard };
}

/** A port of this machine that nobody listens on. */
export async function nobody(): Promise<RadiusServer> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return { host: '127.0.0.1', port, secret: new SharedSecret(SECRET) };
}
