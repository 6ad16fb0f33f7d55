import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';

/** What a router is called, also while it does not answer; "" until that is known. */
export function useRouterName(router: string): string {
  const { data: lines = [] } = useQuery(core.routers.list.queryOptions());
  return lines.find(({ id }) => id === router)?.name ?? '';
}
