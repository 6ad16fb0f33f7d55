import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Answered } from './exchange.ts';
import { failed } from './failure.ts';
import { errorCode } from './socket-failure.ts';

const gunzipped = promisify(gunzip);
const gzipped = promisify(gzip);

/** As much as an answer may be once it is unpacked. */
export const MOST_UNPACKED = 64 * 1024 * 1024;
/** Less than a packet is not worth it. */
const WORTH_ZIPPING = 1400;

/** What an answer says. Throws a LineError when it cannot be unpacked, or swells to more than an answer may be. */
export async function unpacked({ headers, body }: Answered, host: string): Promise<string> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return body.toString('utf8');
  // Nothing else was asked for.
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw failed('not-understood', 'sync-answer-strange', { host });
  try {
    return (await gunzipped(body, { maxOutputLength: MOST_UNPACKED })).toString('utf8');
  } catch (error) {
    switch (errorCode(error)) {
      case 'ERR_BUFFER_TOO_LARGE':
        throw failed('not-understood', 'sync-answer-too-large', { host });
      case 'Z_BUF_ERROR':
        throw failed('no-server', 'sync-answer-cut', { host });
      default:
        throw failed('not-understood', 'sync-answer-strange', { host });
    }
  }
}

/** A body as it is sent, with the headers that say how. */
export async function packed(body: unknown): Promise<{ body: Buffer; headers: Readonly<Record<string, string>> }> {
  const plain = Buffer.from(JSON.stringify(body));
  const headers = { 'content-type': 'application/json' };
  if (plain.length < WORTH_ZIPPING) return { body: plain, headers };
  return { body: await gzipped(plain), headers: { ...headers, 'content-encoding': 'gzip' } };
}
