import { useQuery } from '@tanstack/react-query';
import type { Role } from '#shared/domain/operator/role.ts';
import { core } from '../../host/core.ts';

/** The role of whoever is signed in; undefined until it is known. */
export function useRole(): Role | undefined {
  return useQuery(core.signIn.state.queryOptions()).data?.who?.role;
}

/** Whether whoever is signed in runs an office: may see passwords and take customers out in files. */
export function useIsOffice(): boolean {
  const role = useRole();
  return role === 'admin' || role === 'manager';
}
