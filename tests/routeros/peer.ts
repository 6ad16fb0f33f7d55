import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { duplexPair, type Duplex } from 'node:stream';

/** The bytes of sentences of short words, written down here on purpose and not by the codec under test. */
export function wire(...sentences: readonly (readonly string[])[]): Buffer {
  return Buffer.concat(
    sentences.flatMap((words) => [
      ...words.map((word) => Buffer.from([Buffer.byteLength(word), ...Buffer.from(word)])),
      Buffer.of(0),
    ]),
  );
}

/** Reads sentences of short words from a stream, and calls with each. */
export function hear(stream: Duplex, each: (words: string[], tag: string) => void): void {
  let bytes = Buffer.alloc(0);
  const words: string[] = [];
  stream.on('error', () => undefined);
  stream.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let length = bytes[0]; length !== undefined && bytes.length > length; length = bytes[0]) {
      if (length > 0) words.push(bytes.toString('utf8', 1, 1 + length));
      else {
        const tag = words.find((word) => word.startsWith('.tag='))?.slice(5) ?? '';
        each(words.splice(0), tag);
      }
      bytes = bytes.subarray(1 + length);
    }
  });
}

/** A line in memory whose other end answers each sentence. */
export function pair(answer: (words: string[], tag: string, peer: Duplex) => void): { near: Duplex; peer: Duplex } {
  const [near, peer] = duplexPair();
  hear(peer, (words, tag) => answer(words, tag, peer));
  return { near, peer };
}

/** Listens on a free port of this machine; ended by whoever called. */
export async function listening(server: Server): Promise<{ port: number; end: () => void }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, end };
}

export const plainServer = (each: (socket: Socket) => void) => createServer(each);
