import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { OpenAPIGenerator } from '@orpc/openapi';
import { StandardOpenAPIHandler } from '@orpc/openapi/standard';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { central } from '#shared/sync/contract.ts';
import { hashOf, isSame } from '../devices/secret.ts';
import { metricsOf } from './metrics.ts';
import { centralProcedures, type ProcedureDeps, type RequestContext } from './procedures.ts';
import { Turns } from './turns.ts';
import { isPacked, unpacked } from './unpacked.ts';
import { bearerOf, believeFirst } from './who-speaks.ts';

const zipped = promisify(gzip);

/** A push of 500 customers is half a megabyte; nothing that is longer is of a console. */
const BODY_LIMIT = 8 * 1024 * 1024;
/** And so much it is unpacked, at the most. */
const UNPACKED_LIMIT = 4 * BODY_LIMIT;
/** A code and a name: whoever enrols is not believed yet. */
const ENROL_LIMIT = 8 * 1024;
/**
 * Bodies that are unpacked at once: each is some megabytes until it is answered, and pushes take their turns at the head anyway.
 * Those that wait are kept packed, and hold no connection to the database, which whoever pulls needs.
 */
const UNPACKED = 4;
/** Small answers are not worth it. */
const WORTH_ZIPPING = 1400;
/** Calls of one console, or from one address without a token that is believed, in a minute. */
const CALLS = 1200;
const CALLS_WITHOUT_TOKEN = 60;

export interface AppOptions extends Omit<ProcedureDeps, 'metrics'> {
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Whether one program in front of this one ends the TLS and says where a request comes from. */
  readonly isBehindProxy: boolean;
  /** The token by which the metrics are told. */
  readonly metricsToken: string;
}

/** The central server over HTTP. It listens nowhere yet. */
export async function centralApp(options: AppOptions): Promise<FastifyInstance> {
  const { tls, isBehindProxy, log, database } = options;
  const metrics = metricsOf(database);
  const router = centralProcedures({ ...options, metrics });
  const handler = new StandardOpenAPIHandler<RequestContext>(router, {});
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
    // What the program in front saw: whatever stands before that in the header, anybody may have written.
    trustProxy: isBehindProxy && ((_address: string, hop: number) => hop === 0),
    // Whoever is silent for a minute keeps no line, and nobody keeps one by a byte now and then. A push over 2 KB a second takes
    // minutes.
    connectionTimeout: 60_000,
    requestTimeout: 20 * 60_000,
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' as const } } : {}),
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  believeFirst(app, { database, now: options.now, longest: BODY_LIMIT });
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    // A token that is made up must be no way to use up a console's calls, nor to have new ones.
    keyGenerator: ({ speaker, ip }) => speaker?.deviceId ?? normalizeIP(ip),
    max: ({ speaker }) => (speaker === null ? CALLS_WITHOUT_TOKEN : CALLS),
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
      device: request.speaker?.deviceId ?? null,
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
  const answer =
    (most: number) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const { speaker } = request;
      const answered = async () => {
        const { asked, isPlain } = unpacked(request, most);
        return handler.handle(asked, { context: { speaker, isPlain } });
      };
      // Whoever is not believed sends little, and keeps nobody waiting.
      const { matched, response } = await (speaker && isPacked(request) ? turns.take(answered) : answered());
      if (!matched) return reply.code(404).send();
      const body = Buffer.from(JSON.stringify(response.body ?? null));
      reply.code(response.status).type('application/json').header('cache-control', 'no-store');
      const zips = body.length > WORTH_ZIPPING && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      return zips ? reply.header('content-encoding', 'gzip').send(await zipped(body)) : reply.send(body);
    };
  // HEAD comes with GET: whoever watches a server may ask so.
  const asked = { method: ['GET', 'POST'] };
  for (const url of ['/healthz', '/v1/enrol'])
    app.route({ ...asked, url, bodyLimit: ENROL_LIMIT, handler: answer(ENROL_LIMIT) });
  app.route({ ...asked, url: '/*', handler: answer(UNPACKED_LIMIT) });
  return app;
}
