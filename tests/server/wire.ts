import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import { GENESIS, SCHEMA } from '#shared/sync/head.ts';
import { makeCode } from '#server/devices/enrol.ts';
import { centralApp } from '#server/http/app.ts';
import { logTo } from '#server/log.ts';
import { type Central, central, NOW } from './central.ts';

// The central server as it is spoken to over the line.

export interface Wire extends Pick<Central, 'database' | 'console'> {
  readonly app: FastifyInstance;
  /** What was logged. */
  readonly lines: readonly string[];
  /** Moves the server's clock, in milliseconds. */
  later: number;
}

export async function onTheWire(deps?: Partial<Central['deps']>, { isBehindProxy = false } = {}): Promise<Wire> {
  const { database, deps: own, console } = await central();
  const lines: string[] = [];
  const wire = { later: 0 };
  const now = () => new Date(NOW + wire.later);
  const app = await centralApp({
    ...own,
    ...deps,
    now,
    log: logTo((line) => lines.push(line), now, randomUUID),
    version: '0.0.0-test',
    tls: null,
    isBehindProxy,
    metricsToken: 'm'.repeat(43),
  });
  onTestFinished(() => app.close());
  return Object.assign(wire, { app, database, lines, console });
}

export const call = (
  app: FastifyInstance,
  path: string,
  body: unknown,
  token?: string,
  headers: Record<string, string> = {},
) =>
  app.inject({
    method: 'POST',
    url: path,
    payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
  });

/** A console of an operator, with its token. */
export async function enrolled({ app, database }: Wire, operator = 'Shapla', consoleName = 'office-pc') {
  const { code } = await makeCode(database, operator, new Date(NOW));
  const reply = await call(app, '/v1/enrol', { code, consoleName, schema: SCHEMA });
  expect(reply.statusCode).toBe(200);
  return reply.json<{ token: string; deviceId: string; receiptPrefix: string }>();
}

export const pushed = (mutations: unknown[], more: object = {}) => ({
  ...{ instanceId: randomUUID(), firstMid: 1, witness: GENESIS, schema: SCHEMA, mutations },
  ...more,
});
export const pulled = { cursor: GENESIS, witness: GENESIS, scope: null, schema: SCHEMA, limit: 100 };
