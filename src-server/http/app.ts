import { gunzipSync, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import rateLimit from '@fastify/rate-limit';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { central } from '#shared/sync/contract.ts';
import { hashOf, isSame } from '../devices/secret.ts';
import { metricsOf } from './metrics.ts';
import { centralProcedures, type ProcedureDeps, type RequestContext } from './procedures.ts';
import { Turns } from './turns.ts';

const zipped = promisify(gzip);

/** A push of 500 customers is half a megabyte; nothing that is longer is of a console. */
const BODY_LIMIT = 8 * 1024 * 1024;
/**
 * Bodies that are unpacked at once: each is some megabytes until it is answered, and pushes take their turns at the head anyway.
 * Those that wait are kept packed, and hold no connection to the database, which whoever pulls needs.
 */
const UNPACKED = 4;
/** Small answers are not worth it. */
const WORTH_ZIPPING = 1400;
/** Calls of one console, or from one address without a token, in a minute. */
const CALLS = 1200;
const CALLS_WITHOUT_TOKEN = 60;

export interface AppOptions extends Omit<ProcedureDeps, 'metrics'> {
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Whether another program in front of this one ends the TLS and says where a request comes from. */
  readonly isBehindProxy: boolean;
  /** The token by which the metrics are told. */
  readonly metricsToken: string;
}

/** The central server over HTTP. It listens nowhere yet. */
export async function centralApp(options: AppOptions): Promise<FastifyInstance> {
  const { tls, isBehindProxy, log, database } = options;
  const metrics = metricsOf(database);
  const router = centralProcedures({ ...options, metrics });
  const handler = new OpenAPIHandler<RequestContext>(router);
  const document = await new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(
    central,
    {
      info: { title: 'Lastmile central server', version: options.version },
      security: [{ token: [] }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  );

  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: isBehindProxy,
    // Whoever is silent for a minute keeps no line, and nobody keeps one by a byte now and then. A push over 2 KB a second takes
    // minutes.
    connectionTimeout: 60_000,
    requestTimeout: 20 * 60_000,
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' as const } } : {}),
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    keyGenerator: (request) => caller(request) ?? request.ip,
    max: (request) => (caller(request) === null ? CALLS_WITHOUT_TOKEN : CALLS),
    errorResponseBuilder: (_request, { ttl }) => ({
      statusCode: 429,
      defined: true,
      code: 'TOO_MANY_REQUESTS',
      status: 429,
      message: 'Too many requests',
      data: { code: 'sync-too-many', params: { seconds: Math.ceil(ttl / 1000) } },
    }),
  });
  app.addHook('onResponse', (request, reply, done) => {
    log.info('request', {
      method: request.method,
      path: request.url.split('?')[0] ?? '',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      device: deviceOf(request),
    });
    done();
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.failure(error, { path: request.url.split('?')[0] ?? '' });
    return reply.code(status).send(status >= 500 ? { status, message: 'See the log' } : error);
  });

  app.get('/openapi.json', (_request, reply) => reply.header('cache-control', 'no-store').send(document));
  app.get('/metrics', async (request, reply) => {
    const token = bearerOf(request);
    if (token === null || !isSame(hashOf(token), hashOf(options.metricsToken))) return reply.code(401).send();
    return reply.type(metrics.contentType).send(await metrics.text());
  });
  const turns = new Turns(UNPACKED);
  app.all('/*', async (request, reply) => {
    const answer = () => handler.handle(fetchRequest(request), { context: { token: bearerOf(request) } });
    const { matched, response } = await (isPacked(request) ? turns.take(answer) : answer());
    if (!matched) return reply.code(404).send();
    const body = Buffer.from(await response.arrayBuffer());
    reply.code(response.status).headers(Object.fromEntries(response.headers)).header('cache-control', 'no-store');
    const zips = body.length > WORTH_ZIPPING && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return zips ? reply.header('content-encoding', 'gzip').send(await zipped(body)) : reply.send(body);
  });
  return app;
}

/** Of `Authorization: Bearer …`. */
function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer (\S{1,300})$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** The id in a token, whether it is believed or not: never the secret behind it. */
function deviceOf(request: FastifyRequest): string | null {
  return /^([0-9a-f-]{36})\./.exec(bearerOf(request) ?? '')?.[1] ?? null;
}

/** By what calls are counted: a made-up token must not be a way to try more codes. */
const caller = (request: FastifyRequest): string | null =>
  request.url.startsWith('/v1/enrol') ? null : deviceOf(request);

/** As oRPC takes it. Throws an error with a status for a body that cannot be unzipped, or that is too large then. */
function fetchRequest(request: FastifyRequest): Request {
  const url = new URL(request.url, 'http://central.invalid');
  const headers = new Headers();
  for (const name of ['content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && Buffer.isBuffer(request.body);
  return new Request(url, {
    method: request.method,
    headers,
    ...(hasBody ? { body: new Uint8Array(unzipped(request)) } : {}),
  });
}

/** As what comes from consoles is, when it is long. */
const isPacked = ({ headers }: FastifyRequest): boolean =>
  headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';

function unzipped(request: FastifyRequest): Buffer {
  // The only parser of this server gives a buffer.
  const body = request.body as Buffer;
  if (!isPacked(request)) return body;
  if (request.headers['content-encoding'] !== 'gzip')
    throw Object.assign(new Error('Only gzip is understood'), { statusCode: 415 });
  try {
    return gunzipSync(body, { maxOutputLength: BODY_LIMIT * 4 });
  } catch {
    throw Object.assign(new Error('The body cannot be unzipped'), { statusCode: 400 });
  }
}
