import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { FastifyRequest } from 'fastify';

const unzip = promisify(gunzip);

/**
 * A request as oRPC takes it, its body unpacked to no more than some bytes. Throws an error with a status for one that cannot
 * be unzipped, or that is larger then.
 */
export async function unpacked(request: FastifyRequest, most: number): Promise<Request> {
  const url = new URL(request.url, 'http://central.invalid');
  const headers = new Headers();
  for (const name of ['content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && Buffer.isBuffer(request.body);
  return new Request(url, {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    ...(hasBody ? { body: new Uint8Array(await unzipped(request, most)) } : {}),
  });
}

/** As what comes from consoles is, when it is long. */
export const isPacked = ({ headers }: FastifyRequest): boolean =>
  headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';

async function unzipped(request: FastifyRequest, most: number): Promise<Buffer> {
  // The only parser of this server gives a buffer.
  const body = request.body as Buffer;
  if (!isPacked(request)) return body;
  if (request.headers['content-encoding'] !== 'gzip')
    throw Object.assign(new Error('Only gzip is understood'), { statusCode: 415 });
  try {
    return await unzip(body, { maxOutputLength: most });
  } catch {
    throw Object.assign(new Error('The body cannot be unzipped'), { statusCode: 400 });
  }
}
