import type { Router } from './router.ts';

/** Of a router's user: the policies that their group grants now. */
export function policiesOfUser(router: Router, user: string): ReadonlySet<string> {
  const { tables } = router;
  const group = tables.at('/user').find('name', user)?.values.get('group') ?? '';
  const words = (tables.at('/user/group').byId(group)?.values.get('policy') ?? '').split(',');
  return new Set(words.filter((word) => !word.startsWith('!')));
}
