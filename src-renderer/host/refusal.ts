import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import type { Refused } from '#shared/contract/refused.ts';
import type { Say } from '../messages/use-message.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isRefused = (value: unknown): value is Refused =>
  isRecord(value) && typeof value['code'] === 'string' && isRecord(value['params']);

/** The core's no to something that the operator can act on, or null when it is a failure. */
export function refusalOf(error: unknown): Refused | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  const refused: unknown = error.data;
  return isRefused(refused) ? refused : null;
}

/** The sentence for a refusal as it stands in a reply or in an import session. */
export function refusedSentence(refused: Refused, say: Say): string {
  const key = `refused.${refused.code}`;
  return i18next.exists(key, refused.params)
    ? i18next.t(key, refused.params)
    : say('common.refused-unknown', { code: refused.code });
}

/** What is wrong with what stands in a field, as it is said beside it; null: it is another refusal. */
export function inputSentence(refused: Refused | null, say: Say): string | null {
  if (refused?.code !== 'input-invalid') return null;
  const { most, what = '' } = refused.params;
  if (typeof most === 'number') return say('common.too-long', { most });
  const text = String(what);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What went wrong, in the operator's words: the refusal, the id under which a bug was logged, or that nobody answers. */
export function sentenceOf(error: unknown, say: Say): string {
  const refused = refusalOf(error);
  if (refused) return refusedSentence(refused, say);
  if (!(error instanceof ORPCError)) return say('common.no-answer');
  const data: unknown = error.data;
  if (isRecord(data) && typeof data['id'] === 'string') return say('common.internal', { id: data['id'] });
  if (error.status === 401 || error.status === 403) return say('common.not-admitted');
  return say('common.no-answer');
}
