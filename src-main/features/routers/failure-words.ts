import type { RouterFailure, TrapReason } from '../../routeros/index.ts';
import { Refusal } from '../../refusal.ts';

const TRAPS: Readonly<Record<TrapReason, string>> = {
  'already-exists': 'router-already-exists',
  'no-such-item': 'router-no-such-item',
  'no-such-command': 'router-no-such-command',
  'bad-value': 'router-bad-value',
  'unknown-parameter': 'router-unknown-parameter',
  'not-permitted': 'router-not-permitted',
  'bad-login': 'router-login-refused',
  other: 'router-trap',
};

/**
 * What went wrong with a router as something that the operator can act on. Of a trap the words of the router go along only
 * where no value stands in them: a router may repeat a password.
 */
export function routerRefusal(failure: RouterFailure, router: string): Refusal {
  const told = (code: string, params: Readonly<Record<string, string | number>> = {}): Refusal =>
    new Refusal(code, { router, ...params });
  switch (failure.kind) {
    case 'refused':
    case 'unreachable':
    case 'name-unknown':
    case 'reset':
      return told(`router-${failure.kind}`, { host: failure.host, port: failure.port });
    case 'tls-no-certificate':
    case 'tls-old':
      return told(`router-${failure.kind}`);
    case 'tls-failed':
      return told('router-tls-failed', { reason: failure.code });
    case 'tls-unknown':
      return told('router-tls-unknown', { fingerprint: failure.fingerprint });
    case 'tls-changed':
      return told('router-tls-changed', { expected: failure.expected, found: failure.found });
    case 'timeout':
      return told('router-timeout', { seconds: Math.round(failure.afterMs / 1000) });
    case 'closed':
      return told('router-closed');
    case 'login-refused':
      // Its sentence, "invalid user name or password (6)", says no more than ours.
      return told('router-login-refused');
    case 'fatal':
      if (isSessionsFull(failure)) return told('router-sessions-full');
      return told('router-fatal', { reason: failure.message.slice(0, 200) });
    case 'protocol':
    case 'overflow':
      return told('router-protocol');
    case 'cancelled':
      return told('router-closed');
    case 'trap': {
      const [trap] = failure.traps;
      const isHarmless = trap.reason === 'bad-value' || trap.reason === 'unknown-parameter';
      return told(TRAPS[trap.reason], {
        menu: failure.command,
        ...(isHarmless ? { reason: trap.message.slice(0, 200) } : {}),
      });
    }
  }
}

/** Whether a router has no room for another log-in. */
export const isSessionsFull = (failure: RouterFailure): boolean =>
  failure.kind === 'fatal' && /too many|max\w*[- ]sessions|session limit/i.test(failure.message);

/** Whether the line is gone or cannot be had: nothing else can be asked of this router now. */
export const isLineFailure = (failure: RouterFailure): boolean => failure.kind !== 'trap';
