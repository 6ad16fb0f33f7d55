import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Session } from '#shared/contract/import.ts';
import { client, core } from '../../host/core.ts';

/** Creates the customers of a session. Asked for twice it begins once; the progress is told by the session itself. */
export function useCommit(session: Session) {
  const cache = useQueryClient();
  const isRunning = useRef(false);
  const commit = useMutation({
    mutationFn: async (activate: boolean) => {
      // Watched to its end: only so is heard why one fails.
      const progress = await client.import.commit({ session: session.id, activate });
      while ((await progress.next()).done !== true);
    },
    onSettled: async () => {
      isRunning.current = false;
      await Promise.all([
        cache.invalidateQueries({ queryKey: core.import.get.key({ input: { session: session.id } }) }),
        cache.invalidateQueries({ queryKey: core.import.unfinished.key() }),
        cache.invalidateQueries({ queryKey: core.import.batches.key() }),
        cache.invalidateQueries({ queryKey: core.customers.key() }),
        cache.invalidateQueries({ queryKey: core.settings.get.key() }),
        cache.invalidateQueries({ queryKey: core.sync.status.key() }),
      ]);
    },
  });
  const begin = (activate: boolean): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    commit.mutate(activate);
  };
  return { begin, isRunning: commit.isPending, error: commit.error };
}
