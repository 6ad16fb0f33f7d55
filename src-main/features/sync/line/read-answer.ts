import type { z } from 'zod';
import type { Answered } from './exchange.ts';
import { failed, type LineError } from './failure.ts';
import { interception } from './interception.ts';
import { unpacked } from './unpacked.ts';
import { refusalOf } from './refused.ts';

/** What an answer to a request is read against. */
export interface Reading<T> {
  readonly schema: z.ZodType<T>;
  /** "isp.example:8443" */
  readonly host: string;
  /** The proxy in between, as sentences name it. */
  readonly proxy: string | null;
  /** What must never be repeated in a failure: the token, the code. */
  readonly secrets: readonly string[];
}

/** What the server says. Throws a LineError for whatever is not its answer, and for what it refuses. */
export async function readAnswer<T>(answered: Answered, { schema, host, proxy, secrets }: Reading<T>): Promise<T> {
  const intercepted = interception(answered, host, proxy);
  if (intercepted !== null) throw intercepted;
  const text = await unpacked(answered, host);
  const { status } = answered;
  const document = jsonIn(text);
  if (status !== 200) throw refusalOf(answered, document, host, secrets);
  const read = document === undefined ? null : schema.safeParse(document);
  if (read?.success === true) return read.data;
  throw notTheAnswer(document, text, host);
}

function notTheAnswer(document: unknown, text: string, host: string): LineError {
  // The beginning of a document whose end is missing, though the line says that it is whole.
  if (document === undefined && /^\s*\{"/.test(text)) return failed('no-server', 'sync-answer-cut', { host });
  return failed('not-understood', 'sync-answer-strange', { host });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
