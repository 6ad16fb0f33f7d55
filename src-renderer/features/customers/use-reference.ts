import type { InferContractRouterOutputs } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/index.ts';
import { core } from '../../host/core.ts';

export type Reference = InferContractRouterOutputs<Contract>['reference']['lists'];

const EMPTY: Reference = { operators: [], packages: [], billingProfiles: [], zones: [], customFields: [] };

/** Whether what `useReference` tells is all there is, and not only not there yet. */
export function useIsReferenceThere(): boolean {
  return useQuery(core.reference.lists.queryOptions()).data !== undefined;
}

/** What may be chosen for a customer: operators, packages, billing profiles, zones, custom fields. Empty until it is there. */
export function useReference(): Reference {
  return useQuery(core.reference.lists.queryOptions()).data ?? EMPTY;
}
