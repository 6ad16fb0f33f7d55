import type { FeatureDeps } from '../../feature.ts';
import type { CentralLine } from './line/index.ts';
import { keepToken, sealToken, type ServerRow } from './server-row.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now'>;

const DAY = 86_400_000;
/** A token is changed for another one when it is this old. */
const TOKEN_LIVES = 30 * DAY;
/** What was told is kept this long: longer than the oldest backup that the server may be restored from. */
const JOURNAL_KEPT = 90 * DAY;

/** Has the server give another token once this one is old. The one before holds until the new one is first used: nothing is lost when the answer is. */
export async function changeToken(
  { store, now }: Deps,
  { tokenAt }: ServerRow,
  line: CentralLine,
  signal: AbortSignal,
): Promise<void> {
  const at = now().getTime();
  if (Math.abs(at - tokenAt) < TOKEN_LIVES) return;
  const reply = await line.rotateToken(signal);
  if (reply.ok) await store.write(({ db }) => keepToken(db, sealToken(store.seal, reply.value.token), at));
}

/** Takes away, once a day, what was told long ago. */
export function pruner({ store, now }: Deps): () => Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = now().getTime();
    if (Math.abs(at - prunedAt) < DAY) return;
    prunedAt = at;
    await store.write(({ db }) => {
      db.prepare("DELETE FROM sync_journal WHERE ended_at < ? AND state IN ('applied', 'discarded')").run(
        at - JOURNAL_KEPT,
      );
    });
  };
}
