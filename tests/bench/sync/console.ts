import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { GENESIS, SCHEMA } from '#shared/sync/head.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { PushReply } from '#shared/sync/push.ts';

/** A console that only sends, with nothing beneath it. */
export class BareConsole {
  readonly #url: string;
  readonly #token: string;
  readonly #instanceId = randomUUID();
  /** One line, as a console keeps it. */
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #witness = GENESIS;
  #next = 1;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async enrolled(url: string, code: string): Promise<BareConsole> {
    const body = JSON.stringify({ code, consoleName: `office ${code}`, schema: SCHEMA });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${url}/v1/enrol`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(`Enrolling: ${reply.status} ${await reply.text()}`);
    // The contract says what it answers.
    const { token } = (await reply.json()) as { token: string };
    return new BareConsole(url, token);
  }

  /** Sends one push; throws for whatever was not taken whole. */
  async push(mutations: readonly Mutation[]): Promise<void> {
    await this.send(this.packed(mutations));
  }

  /** What is sent, made beforehand: it is not the server's work. */
  packed(mutations: readonly Mutation[]): Buffer {
    const numbers = { instanceId: this.#instanceId, firstMid: this.#next, witness: this.#witness, schema: SCHEMA };
    this.#next += mutations.length;
    return gzipSync(JSON.stringify({ ...numbers, mutations }), { level: 1 });
  }

  async send(body: Buffer): Promise<void> {
    const sent = request(`${this.#url}/v1/push`, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        ...{ authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
        ...{ 'content-encoding': 'gzip', 'content-length': body.length },
      },
    });
    sent.end(body);
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    const said = await text(reply);
    if (reply.statusCode !== 200) throw new Error(`A push: ${reply.statusCode} ${said}`);
    // The contract says what it answers.
    const { results, fault, head } = JSON.parse(said) as PushReply;
    const refused = results.flatMap(({ rejections }) => rejections);
    if (fault !== null || refused.length > 0) throw new Error(`A push: ${JSON.stringify([fault, refused[0]])}`);
    this.#witness = head;
  }
}
