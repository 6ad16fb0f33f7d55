import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { listening } from '../../features/sync-line/wire.ts';

/** Something of JSON on its way: a test may look at it, and send something else on. */
export type Passing = (path: string, document: Document) => Document | Promise<Document>;
export type Document = Record<string, unknown>;

/** What stands between consoles and the server and does with their messages what it likes. */
export interface Between {
  /** Where consoles find it. */
  readonly url: string;
  /** On the way there. */
  asking: Passing;
  /** On the way back. */
  answering: Passing;
  /** How often a request is sent on; the console has the answer to the last one. */
  times: number;
  /** Requests that went through, whoever sent them: they can be sent once more whenever a test likes. */
  readonly passed: readonly (() => Promise<Document>)[];
}

const asIs: Passing = (_, document) => document;

export async function between(server: string): Promise<Between> {
  const passed: (() => Promise<Document>)[] = [];
  const way = { asking: asIs, answering: asIs, times: 1 };
  const handle = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    const path = request.url ?? '';
    const asked = body.length === 0 ? null : await way.asking(path, JSON.parse(body.toString()) as Document);
    const send = () =>
      fetch(new URL(path, server), {
        method: request.method ?? 'POST',
        headers: {
          ...(request.headers.authorization === undefined ? {} : { authorization: request.headers.authorization }),
          ...(asked === null ? {} : { 'content-type': 'application/json' }),
        },
        ...(asked === null ? {} : { body: JSON.stringify(asked) }),
      });
    passed.push(async () => (await (await send()).json()) as Document);
    let answer = await send();
    for (let time = 1; time < way.times; time += 1) answer = await send();
    const document = (await answer.json()) as Document;
    return { status: answer.status, body: JSON.stringify(await way.answering(path, document)) };
  };
  const port = await listening(
    createServer((request, response) => {
      handle(request).then(
        ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
        // The server is not there, or the test wants the line to break.
        () => response.destroy(),
      );
    }),
  );
  return Object.assign(way, { url: `http://127.0.0.1:${port}`, passed });
}
