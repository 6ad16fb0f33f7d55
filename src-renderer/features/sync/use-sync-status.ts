import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';

/** How often it is asked, in ms: in the status bar, and where somebody watches it go on. */
const AT_A_GLANCE = 10_000;
const WATCHED = 2_000;

/** How far the office's work is on its way to the server, asked again and again. */
export function useSyncStatus(isWatched: boolean) {
  return useQuery(
    core.sync.status.queryOptions({
      staleTime: 0,
      refetchInterval: ({ state }) =>
        isWatched || (state.data && state.data.phase !== 'resting') ? WATCHED : AT_A_GLANCE,
    }),
  );
}
