import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { believed } from '../devices/believed.ts';
import type { Database } from '../store/database.ts';
import type { Speaker } from '../sync/push.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The console that speaks, its token believed; null: nobody who is known. */
    speaker: Speaker | null;
  }
}

/** Where nobody has to be believed. Whatever else there is, or is not, is told to consoles alone. */
const OPEN: ReadonlySet<string> = new Set(['/healthz', '/v1/enrol', '/openapi.json', '/metrics']);

/** In the words of the contract. */
const UNAUTHORIZED = {
  ...{ defined: true, code: 'UNAUTHORIZED', status: 401, message: 'Unauthorized' },
  data: { code: 'sync-unauthorized', params: {} },
};

/**
 * Has a token believed before anything else of a request is looked at: calls are counted by who that is, and of whoever is
 * not believed no body is read. `longest`: a body that says that it is longer is not waited for either.
 */
export function believeFirst(
  app: FastifyInstance,
  { database, now, longest }: { readonly database: Database; readonly now: () => Date; readonly longest: number },
): void {
  app.decorateRequest('speaker', null);
  app.addHook('onRequest', async (request) => {
    const token = isOpen(request) ? null : bearerOf(request);
    if (token !== null) request.speaker = await believed(database, token, now());
  });
  // Behind the limit of calls, which is a hook of each route's own, and before the body.
  app.addHook('preParsing', async (request, reply) => {
    if (isOpen(request) || request.speaker !== null) return;
    if (!isShort(request, longest)) reply.header('connection', 'close');
    await unauthorized(reply);
  });
}

const isOpen = ({ routeOptions: { url } }: FastifyRequest): boolean => url !== undefined && OPEN.has(url);

const unauthorized = (reply: FastifyReply): FastifyReply =>
  reply.code(401).header('cache-control', 'no-store').send(UNAUTHORIZED);

/** Whether what is left of a question may be let go by: the line is good for the next one then. */
function isShort({ headers }: FastifyRequest, longest: number): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return headers['transfer-encoding'] === undefined && length <= longest;
}

/** Of `Authorization: Bearer …`. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return /^Bearer (\S{1,300})$/.exec(headers.authorization ?? '')?.[1] ?? null;
}
