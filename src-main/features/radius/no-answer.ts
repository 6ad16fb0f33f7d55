import type { Refused } from '#shared/contract/refused.ts';
import type { NoAnswer, Unsendable } from '#radius/index.ts';

/**
 * Why a server gave no answer that can be believed, as what can be done about it. It does not tell where the server is: one
 * that is lent is nobody's business.
 */
export function reasonOf(outcome: NoAnswer | Unsendable): Refused {
  if (outcome.kind === 'unsendable') return told('radius-unsendable', { field: outcome.fault.field });
  if (outcome.reason !== 'silent') {
    return outcome.reason === 'failed'
      ? told('radius-failed', { reason: outcome.code ?? '' })
      : told(`radius-${outcome.reason}`);
  }
  const { unsigned = 0, authenticator = 0, signature = 0, ...others } = outcome.ignored;
  // In the order of what is certain: an unsigned reply was made with the right secret.
  if (unsigned > 0) return told('radius-unsigned');
  if (authenticator + signature > 0) return told('radius-forged');
  return Object.keys(others).length > 0 ? told('radius-no-reply') : told('radius-silent');
}

const told = (code: string, params: Refused['params'] = {}): Refused => ({ code, params });

/** What a router has to be looked at for in other places than a server. */
const OF_ROUTERS: ReadonlySet<string> = new Set([
  'radius-silent',
  'radius-refused',
  'radius-unreachable',
  'radius-unknown-host',
  'radius-forged',
  'radius-no-reply',
]);

/** The same of a router that was told to end or to change a session. */
export function routerReasonOf(outcome: NoAnswer | Unsendable, router: string): Refused {
  const reason = reasonOf(outcome);
  if (!OF_ROUTERS.has(reason.code)) return reason;
  return told(reason.code, { ...reason.params, context: 'router', router });
}
