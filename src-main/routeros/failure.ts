import type { Trap, TrapReason } from './trap.ts';

/** The host and port that a connection was tried to. */
export type Endpoint = { readonly host: string; readonly port: number };

/** Everything that talking to a router can come to besides an answer; one kind for each thing a person does about it. */
export type RouterFailure =
  | ({ readonly kind: 'refused' | 'unreachable' | 'name-unknown' | 'reset' } & Endpoint)
  | ({ readonly kind: 'tls-no-certificate' | 'tls-old' } & Endpoint)
  | ({ readonly kind: 'tls-failed'; readonly code: string } & Endpoint)
  | ({ readonly kind: 'tls-unknown'; readonly fingerprint: string } & Endpoint)
  | ({ readonly kind: 'tls-changed'; readonly expected: string; readonly found: string } & Endpoint)
  | { readonly kind: 'timeout'; readonly during: string; readonly afterMs: number }
  | { readonly kind: 'closed'; readonly by: 'caller' | 'router' }
  | { readonly kind: 'login-refused'; readonly message: string }
  | { readonly kind: 'fatal'; readonly message: string }
  | { readonly kind: 'trap'; readonly command: string; readonly traps: readonly [Trap, ...Trap[]] }
  | { readonly kind: 'protocol'; readonly problem: ProtocolProblem }
  | { readonly kind: 'overflow'; readonly command: string; readonly rows: number }
  | { readonly kind: 'cancelled'; readonly command: string };

export type ProtocolProblem =
  'reserved-length' | 'word-too-long' | 'sentence-too-long' | 'answer-too-long' | 'not-a-reply' | 'bad-challenge';

/** What every refused promise of this folder carries: look at `failure`, the message is for a log. */
export class RouterError extends Error {
  readonly failure: RouterFailure;

  constructor(failure: RouterFailure) {
    super(described(failure));
    this.name = 'RouterError';
    this.failure = failure;
  }
}

/** Whether a router refused a command, for this reason or for any: the line goes on. */
export function isTrap(
  error: unknown,
  reason?: TrapReason,
): error is RouterError & { readonly failure: RouterFailure & { readonly kind: 'trap' } } {
  if (!(error instanceof RouterError) || error.failure.kind !== 'trap') return false;
  return reason === undefined || error.failure.traps[0].reason === reason;
}

function described(failure: RouterFailure): string {
  if ('host' in failure) return `${failure.kind}: ${failure.host}:${failure.port}`;
  switch (failure.kind) {
    case 'timeout':
      return `timeout: ${failure.during} was not answered in ${failure.afterMs} ms`;
    case 'closed':
      return `closed by the ${failure.by}`;
    case 'trap':
      return `${failure.command}: ${failure.traps.map((trap) => trap.message).join('; ')}`;
    case 'protocol':
      return `protocol: ${failure.problem}`;
    case 'overflow':
      return `${failure.command}: nobody took ${failure.rows} rows`;
    case 'cancelled':
      return `${failure.command} was cancelled`;
    case 'login-refused':
    case 'fatal':
      return `${failure.kind}: ${failure.message}`;
  }
}
