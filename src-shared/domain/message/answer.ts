import type { Gateway } from './gateway.ts';

/** What a gateway answered, as far as it was read. */
export interface GatewayAnswer {
  readonly status: number;
  readonly text: string;
  /** Not all of it stands there: it was longer than what is read of an answer, or in a form that cannot be read. */
  readonly isCut: boolean;
  /** Seconds after which it may be tried again, if it said so. */
  readonly retryAfter: number | null;
}

/** What an answer means. */
export type Verdict =
  | { readonly kind: 'sent'; readonly reference: string | null }
  /** It did not take it now, and says that it may be tried again. */
  | { readonly kind: 'busy'; readonly status: number; readonly retryAfter: number | null }
  | { readonly kind: 'refused'; readonly code: 'message-redirected' | 'message-status' | 'message-said-no' }
  /** Nobody can tell: of what was read, or of a gateway that broke down over it. */
  | { readonly kind: 'unclear'; readonly code: 'message-answer-unclear' | 'message-broke-down' };

/** Answers are told apart without their white space: gateways write their JSON in either way. */
const plain = (text: string): string => text.replace(/\s+/g, '');

export function verdictOf(
  answer: GatewayAnswer,
  { successStatus, successText, referencePath }: Pick<Gateway, 'successStatus' | 'successText' | 'referencePath'>,
): Verdict {
  const { status, text, isCut, retryAfter } = answer;
  if (status === 429 || status === 503) return { kind: 'busy', status, retryAfter };
  // Followed, it would carry the secret and the customer's data to a place that nobody has chosen.
  if (status >= 300 && status < 400) return { kind: 'refused', code: 'message-redirected' };
  const isGood = successStatus === '200' ? status === 200 : status >= 200 && status < 300;
  // Gateways have been seen to answer 500 after they had sent.
  if (!isGood && status >= 500) return { kind: 'unclear', code: 'message-broke-down' };
  if (!isGood) return { kind: 'refused', code: 'message-status' };
  if (successText !== '' && !plain(text).includes(plain(successText)))
    return isCut ? { kind: 'unclear', code: 'message-answer-unclear' } : { kind: 'refused', code: 'message-said-no' };
  return { kind: 'sent', reference: referenceIn(text, referencePath) };
}

const LONGEST_REFERENCE = 100;

/** What stands at a path of names and numbers ("data.0.message_id") in a JSON answer; null where nothing simple does. */
export function referenceIn(text: string, path: string): string | null {
  if (path.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  for (const name of path.trim().split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    // Cast: it is an object, and has a property of this name.
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).slice(0, LONGEST_REFERENCE);
}
