import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Command, runCommand } from '#server/commands/commands.ts';
import { openDataFolder } from '#server/data-folder.ts';
import { sealWith } from '#server/key/seal.ts';
import { STALE_MINUTES } from '#server/radius/close-stale.ts';
import { type Served, serve } from '#server/serve.ts';
import type { Database } from '#server/store/database.ts';
import { postgresql } from '#server/store/postgresql.ts';
import { authority } from '../../fixtures/certificates.ts';
import { newDatabaseUrl } from '../databases.ts';

/**
 * The central server as an ISP runs it: over a PostgreSQL, with TLS by a certificate that nobody but itself vouches for, its
 * billing clock and its work for FreeRADIUS, at the real time.
 */
export class WholeServer {
  /** The address of its database, for FreeRADIUS. */
  readonly databaseUrl: string;
  /** The certificate's SHA-256, as somebody compares it. */
  readonly fingerprint: string;
  readonly log: string[] = [];
  readonly #place: string;
  readonly #database: Database;
  #served: Served | null = null;
  #port = 0;

  static async start(): Promise<WholeServer> {
    const server = new WholeServer(await newDatabaseUrl());
    onTestFinished(() => server.stop());
    await server.up();
    return server;
  }

  private constructor(databaseUrl: string) {
    this.databaseUrl = databaseUrl;
    this.#place = mkdtempSync(join(tmpdir(), 'lastmile-server-'));
    onTestFinished(() => rmSync(this.#place, { recursive: true, force: true }));
    const { key, cert, fingerprint } = authority('Shapla itself').issue(['127.0.0.1']);
    this.fingerprint = fingerprint;
    writeFileSync(this.#file('key'), key);
    writeFileSync(this.#file('cert'), cert);
    this.#database = postgresql(databaseUrl, () => undefined);
    onTestFinished(() => this.#database.close());
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** Starts it where it was before. */
  async up(): Promise<void> {
    this.#served = await serve({
      ...{ folder: openDataFolder(this.#place), place: { url: this.databaseUrl }, version: '0.0.0-test' },
      options: {
        ...{ port: this.#port, host: '127.0.0.1', isBehindProxy: false, staleMinutes: STALE_MINUTES },
        tls: { cert: this.#file('cert'), key: this.#file('key') },
      },
      write: (line) => this.log.push(line),
    });
    this.#port = Number(new URL(this.#served.url).port);
  }

  async stop(): Promise<void> {
    const served = this.#served;
    this.#served = null;
    await served?.stop();
  }

  /** A command of whoever runs the server. */
  command(command: Command): Promise<object> {
    const seal = sealWith(openDataFolder(this.#place).key);
    return runCommand({ database: this.#database, now: () => new Date(), seal }, command);
  }

  async code(operator: string): Promise<string> {
    const told = await this.command({ command: 'enroll', operator });
    if (!('code' in told) || typeof told.code !== 'string') throw new Error('No code was made');
    return told.code;
  }

  #file(name: string): string {
    return join(this.#place, `${name}.pem`);
  }
}
