import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { sealWith } from '#server/key/seal.ts';
import { makeCode } from '#server/devices/enrol.ts';
import { addOperator } from '#server/devices/manage.ts';
import { centralApp } from '#server/http/app.ts';
import { logTo } from '#server/log.ts';
import { followRadius } from '#server/radius/follow.ts';
import type { Database } from '#server/store/database.ts';
import { type Client, isp, Office } from '../../features/office.ts';
import { newDatabase } from '../databases.ts';

/** A central server on a line of its own, and how consoles come to it. */
export interface Isp {
  readonly database: Database;
  /** "http://127.0.0.1:…" */
  readonly url: string;
  /** What the server logged. */
  readonly log: readonly string[];
  /** Takes the server off the line, and puts it back where it was. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  /** A code by which a console of an operator enrols. */
  readonly code: (operator?: string) => Promise<string>;
  readonly addOperator: (name: string, parent?: string) => Promise<string>;
}

/** The instant at which all of it happens: offices and the server have one clock unless a test sets another. */
export const NOW = new Date('2026-11-20T10:00:00.000Z');

export async function newIsp(now: () => Date = () => NOW): Promise<Isp> {
  const database = await newDatabase();
  const seal = sealWith(Buffer.alloc(32, 7));
  const log: string[] = [];
  const start = () =>
    centralApp({
      ...{ database, seal, now, follow: followRadius, tls: null, isBehindProxy: false, version: '0.0.0-test' },
      log: logTo((line) => log.push(line), now, randomUUID),
      metricsToken: 'm'.repeat(43),
    });
  let app = await start();
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const { id: root } = await addOperator(database, { name: 'Shapla', parent: null }, now());
  return {
    ...{ database, url, log },
    down: () => app.close(),
    up: async () => {
      app = await start();
      await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' });
    },
    code: async (operator = 'Shapla') => (await makeCode(database, operator, now())).code,
    addOperator: async (name, parent = 'Shapla') => (await addOperator(database, { name, parent }, now())).id,
    ...{ root },
  };
}

export interface EnrolledOffice {
  readonly office: Office;
  readonly client: Client;
}

/** An office with the ISP's records, as its people have set it up alone. */
export async function newOffice(
  now: () => Date = () => NOW,
  records: ReferenceDocument | null = isp,
): Promise<EnrolledOffice> {
  const office = new Office();
  office.now = now;
  onTestFinished(() => office[Symbol.asyncDispose]());
  const client = await office.open();
  if (records !== null) await client.reference.import(records);
  return { office, client };
}

/** Gives its admin a password: without one no console enrols. */
export async function withPassword(client: Client, password = 'correct horse battery'): Promise<void> {
  await client.signIn.changePassword({ current: null, password });
}

/** Enrols a console and puts both together as the preview proposes. */
export async function enrolled(
  client: Client,
  { url, code }: Isp,
  operator = 'Shapla',
  consoleName = 'office',
): Promise<void> {
  await client.sync.enrol({ url, code: await code(operator), fingerprint: null, consoleName });
  await client.sync.join({ into: {} });
  await client.sync.now();
}
