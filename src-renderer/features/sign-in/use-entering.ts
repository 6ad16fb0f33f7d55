import { notifications } from '@mantine/notifications';
import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { SignInState } from '#shared/contract/sign-in.ts';
import { core } from '../../host/core.ts';

/**
 * What follows when the core says who is there now: everything is asked for anew. What was known is kept on the screen for
 * the same person, and forgotten for another.
 */
export function useEntering(): (state: SignInState, before: string | null) => Promise<void> {
  const cache = useQueryClient();
  const router = useRouter();
  return async (state, before) => {
    const key = core.signIn.state.queryKey();
    const others = { predicate: ({ queryHash }: { queryHash: string }) => queryHash !== hashKey(key) };
    if (state.who?.name !== before) cache.removeQueries(others);
    cache.setQueryData(key, state);
    if (state.who === null) {
      // They may name a customer.
      notifications.clean();
      return;
    }
    await cache.invalidateQueries(others);
    await router.invalidate();
  };
}
