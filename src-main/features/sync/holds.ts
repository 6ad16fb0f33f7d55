import type { HoldReply } from '#shared/sync/routers.ts';
import type { FeatureDeps } from '../../feature.ts';
import { holdsAsked, isNews, keepHolds } from '../routers/index.ts';
import type { CentralLine, LineFailure } from './line/index.ts';

/** Routers that are asked for at once. */
const MOST = 500;

/**
 * Asks the server for the routers that this console wants to hold and who has the others, and keeps what it says. `take`:
 * the one that somebody takes over. Answers what went wrong; null: nothing.
 */
export async function askHolds(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  line: CentralLine,
  { signal, take = null }: { readonly signal: AbortSignal; readonly take?: string | null },
): Promise<LineFailure | null> {
  const asked = holdsAsked(store.reader).map((one) => (one.id === take ? { ...one, want: true, take: true } : one));
  const told: HoldReply['routers'] = [];
  for (let start = 0; start < asked.length; start += MOST) {
    const reply = await line.holdRouters({ routers: asked.slice(start, start + MOST) }, signal);
    if (!reply.ok) return reply.failure;
    told.push(...reply.value.routers);
  }
  if (isNews(store.reader, told)) await store.write(({ db }) => keepHolds(db, told, now().getTime()));
  return null;
}
