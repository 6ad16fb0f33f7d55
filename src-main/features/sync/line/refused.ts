import { z } from 'zod';
import en from '#shared/messages/en.json' with { type: 'json' };
import type { Answered } from './exchange.ts';
import { failed, LineError, type LineFailure } from './failure.ts';

/** As the server puts what it refuses. */
const Refusal = z.object({
  code: z.string(),
  data: z.object({ code: z.string().max(100), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});

/** What an answer means that is none of those that were asked for. */
export function refusalOf(answered: Answered, document: unknown, host: string, secrets: readonly string[]): LineError {
  const { status, headers } = answered;
  const refusal = Refusal.safeParse(document).data;
  const seconds = secondsIn(headers['retry-after'], refusal?.data.params['seconds']);
  if (status === 429 || status === 503) {
    const code = status === 429 ? 'sync-too-many' : 'sync-server-busy';
    return new LineError({ kind: 'busy', code, params: { host }, seconds });
  }
  // Only the server itself says that a token is worth nothing: whoever asks for a password does not know of tokens.
  if (status === 401 && refusal?.code === 'UNAUTHORIZED') return failed('unauthorized', 'sync-unauthorized', { host });
  if (status === 422 && refusal?.code === 'REFUSED') return new LineError(told(refusal.data, host, secrets));
  if (status === 413) return failed('refused', 'sync-too-large', { host });
  if (status === 404 || status === 405) return failed('not-understood', 'sync-no-central', { host });
  if (status === 400 || status === 415) return failed('not-understood', 'sync-not-understood', { host });
  if (status >= 500) return failed('no-server', 'sync-server-failed', { host, status });
  return failed('refused', 'sync-refused', { host, reason: `HTTP ${status}` });
}

type Told = z.infer<typeof Refusal>['data'];

function told({ code, params }: Told, host: string, secrets: readonly string[]): LineFailure {
  if (code === 'enrol-upgrade') return { kind: 'upgrade', code, params: {} };
  // A newer server may refuse what this console has no sentence for.
  if (!(code in en.refused))
    return failed('refused', 'sync-refused', { host, reason: code.replaceAll(/[^a-z0-9-]/g, '') }).failure;
  const safe = Object.entries(params).map(([name, value]) => [name, withoutSecrets(value, secrets)] as const);
  return { kind: 'refused', code, params: Object.fromEntries(safe) };
}

function withoutSecrets(value: string | number, secrets: readonly string[]): string | number {
  if (typeof value === 'number') return value;
  return secrets.some((secret) => value.includes(secret)) ? '…' : value.slice(0, 200);
}

/** RFC 9110 10.2.3; a date is not worth its while, and a day is longer than anybody means. */
function secondsIn(header: string | undefined, said: string | number | undefined): number | null {
  const seconds = header !== undefined && /^\d{1,9}$/.test(header.trim()) ? Number(header) : said;
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(seconds, 86_400) : null;
}
