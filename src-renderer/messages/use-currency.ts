import { useQuery } from '@tanstack/react-query';
import { core } from '../host/core.ts';

/** The currency that the ISP counts in, "BDT"; empty until the settings are there. */
export function useCurrency(): string {
  return useQuery(core.settings.get.queryOptions()).data?.currency ?? '';
}
