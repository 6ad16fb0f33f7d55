import type { NotAReply } from './read-reply.ts';

/** How many datagrams came that were no reply, by what was wrong with them. */
export type Ignored = Readonly<Partial<Record<NotAReply, number>>>;

/**
 * No answer. `silent`: none until the deadline; when `ignored` has `authenticator`, the server most likely holds another secret.
 * `refused`: nobody listens on the port. `unreachable`: no way to the host. `unknown-host`: the name is nobody's.
 * `aborted`: the caller gave up. `busy`: 256 requests to the server are in flight. `failed`: another error of the system.
 */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly reason: 'silent' | 'refused' | 'unreachable' | 'unknown-host' | 'aborted' | 'busy' | 'failed';
  readonly ignored: Ignored;
  /** The code of the system's error ("EHOSTUNREACH"); null when there was none. */
  readonly code: string | null;
}

const REASONS: Readonly<Record<string, NoAnswer['reason']>> = {
  ECONNREFUSED: 'refused',
  // What Windows says of a UDP port that nobody has.
  ECONNRESET: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
};

/** What an error of the socket means. Its message is left behind: it may say more than it should. */
export function reasonOf(error: unknown): Pick<NoAnswer, 'reason' | 'code'> {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { reason: REASONS[code ?? ''] ?? 'failed', code };
}
