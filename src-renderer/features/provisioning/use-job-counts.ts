import { useQuery } from '@tanstack/react-query';
import type { ProvisioningCounts } from '#shared/contract/provisioning.ts';
import { core } from '../../host/core.ts';
import { useMay } from '../sign-in/index.ts';

/** How often is looked again while something waits, and while nothing does, in ms. */
const SOON = 3000;
const LATER = 20_000;

/** How many jobs there are in each state; undefined until it is known, and for who may not see them. */
export function useJobCounts(): ProvisioningCounts | undefined {
  const { allowed } = useMay('provisioning.counts');
  const { data: signedIn } = useQuery(core.signIn.state.queryOptions());
  const { data } = useQuery({
    ...core.provisioning.counts.queryOptions(),
    enabled: allowed && signedIn?.who != null,
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.queued ?? 0) > 0 ? SOON : LATER),
  });
  return data;
}
