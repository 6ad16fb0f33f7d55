import { verdictOf } from '#shared/domain/message/answer.ts';
import type { Gateway } from '#shared/domain/message/gateway.ts';
import { withheld } from '#shared/domain/message/withheld.ts';
import type { Exchange } from './exchange.ts';
import type { ReadyMessage } from './prepare.ts';
import type { NotQueued } from './queue.ts';

/** What came of sending a message. `again`: it was surely not taken, and may be tried again. */
export type Outcome =
  | { readonly kind: 'sent'; readonly reference: string | null }
  | { readonly kind: 'failed' | 'unknown'; readonly reason: NotQueued }
  /** `isBusy`: the gateway was there and said so; else there was no line. */
  | {
      readonly kind: 'again';
      readonly isBusy: boolean;
      readonly retryAfter: number | null;
      readonly reason: NotQueued;
    };

const LONGEST_ANSWER = 200;

/** The same refusals with what the gateway said. */
const AS_SAID = {
  'message-redirected': 'message-redirected',
  'message-status': 'message-status-as',
  'message-said-no': 'message-said-no-as',
} as const;

/** An answer as it may be told: without secrets, in one line. Of a text with a password nothing is told. */
export function toldAnswer(
  text: string,
  { hidden, hasPassword }: Pick<ReadyMessage, 'hidden' | 'hasPassword'>,
): string {
  if (hasPassword) return '';
  // Taken away before it is cut, so that no half of a secret is left at the end.
  const told = withheld(text, hidden)
    .replace(/[\p{Cc}\p{White_Space}]+/gu, ' ')
    .trim();
  return told.length > LONGEST_ANSWER ? `${told.slice(0, LONGEST_ANSWER)}…` : told;
}

export function outcomeOf(
  came: Exchange,
  gateway: Gateway,
  message: Pick<ReadyMessage, 'hidden' | 'hasPassword'>,
): Outcome {
  if (came.kind === 'unreached') {
    const reason = { code: 'message-no-line', params: { reason: came.reason } };
    return { kind: 'again', isBusy: false, retryAfter: null, reason };
  }
  if (came.kind === 'lost')
    return { kind: 'unknown', reason: { code: 'message-answer-lost', params: { reason: came.reason } } };
  const { answer } = came;
  const { status } = answer;
  const told = toldAnswer(answer.text, message);
  const verdict = verdictOf(answer, gateway);
  switch (verdict.kind) {
    case 'sent': {
      const { reference } = verdict;
      const tells = reference !== null && message.hidden.some((value) => reference.includes(value));
      return { kind: 'sent', reference: tells ? null : reference };
    }
    case 'busy':
      return {
        kind: 'again',
        isBusy: true,
        retryAfter: verdict.retryAfter,
        reason: { code: 'message-busy', params: { status: verdict.status } },
      };
    case 'refused':
      return {
        kind: 'failed',
        reason:
          told === ''
            ? { code: verdict.code, params: { status } }
            : { code: AS_SAID[verdict.code], params: { status, answer: told } },
      };
    case 'unclear':
      return { kind: 'unknown', reason: { code: verdict.code, params: { status } } };
  }
}
