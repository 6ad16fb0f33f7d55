import type { RouterLines } from '../routers/index.ts';
import { endSessionsOf, sessionId, type SessionsEnded } from './end-sessions.ts';
import type { Watch } from './watch.ts';

export interface Ending {
  readonly lines: RouterLines;
  readonly watch: Watch;
}

/**
 * Ends every session of these names on one router, whoever asks for it, and forgets those that are gone. Throws a Refusal
 * (`router-…`) for what keeps it from being done.
 */
export async function endOn(
  { lines, watch }: Ending,
  routerId: string,
  names: readonly string[],
): Promise<SessionsEnded> {
  const done = await lines.with(routerId, (session) => endSessionsOf(session, names), { to: 'end-sessions' });
  const still = new Set(done.left.map(sessionId));
  watch.forget(
    routerId,
    done.found.map(sessionId).filter((id) => !still.has(id)),
  );
  return done;
}
