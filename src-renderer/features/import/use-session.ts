import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '#shared/contract/import.ts';
import { client, core } from '../../host/core.ts';

/** How long it waits before it watches again, in ms, when the core let go of the session or does not answer. */
const PAUSE = 700;

const queryOf = (id: string) => core.import.get.queryOptions({ input: { session: id }, staleTime: Infinity });

/** What the core last said about a session. */
export function rememberSession(cache: QueryClient, session: Session): void {
  cache.setQueryData(queryOf(session.id).queryKey, session);
}

/** A session as it stands now, kept up to date for as long as it shows. */
export function useSession(id: string) {
  const cache = useQueryClient();
  useEffect(() => {
    const over = new AbortController();
    void follow(cache, id, over.signal);
    return () => over.abort();
  }, [cache, id]);
  return useQuery({ ...queryOf(id), queryFn: ({ signal }) => askedFor(cache, id, signal) });
}

/** The session as the core has it, unless it told something while it was asked: what is told later is newer. */
async function askedFor(cache: QueryClient, id: string, signal: AbortSignal): Promise<Session> {
  const { queryKey } = queryOf(id);
  const before = cache.getQueryData(queryKey);
  const found = await client.import.get({ session: id }, { signal });
  const told = cache.getQueryData(queryKey);
  return told === undefined || told === before ? found : told;
}

async function follow(cache: QueryClient, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const session of await client.import.watch({ session: id }, { signal })) {
        if (isAborted(signal)) return;
        rememberSession(cache, session);
      }
    } catch {
      // The query below tells why, if it is more than a program that was started anew.
    }
    await pause(signal);
    // While the core is away the last known picture stays; the query says so as an error beside it.
    if (!isAborted(signal)) await cache.invalidateQueries({ queryKey: queryOf(id).queryKey });
  }
}

/** Read through a function: it changes while something is waited for. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
