import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/index.ts';
import { link } from './link.ts';
import { refusalOf } from './refusal.ts';

/** The link, which notices when somebody has to sign in first: whoever asked, the shell then asks who is there. */
const watched: ClientLink<ClientContext> = {
  call: async (path, input, options) => {
    try {
      return await (await link).call(path, input, options);
    } catch (error) {
      if (refusalOf(error)?.code === 'sign-in-needed') {
        void queryClient.invalidateQueries({ queryKey: core.signIn.state.key() });
      }
      throw error;
    }
  },
};

/** The core, procedure by procedure: `await client.settings.get()`. Rejects with what `refusal.ts` can put in words. */
export const client: ContractRouterClient<Contract> = createORPCClient(watched);

/** The same for TanStack Query: `useQuery(core.settings.get.queryOptions())`. */
export const core = createTanstackQueryUtils(client);

/** What was asked before. The core is on this machine, so nothing ever waits for a network. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && refusalOf(error) === null,
      retryDelay: 400,
    },
    mutations: { networkMode: 'always' },
  },
});
