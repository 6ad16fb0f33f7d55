import { useQuery } from '@tanstack/react-query';
import { type ProcedurePath, ruleAt } from '#shared/contract/rules.ts';
import { can, type Rule } from '#shared/domain/operator/can.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import { core } from '../../host/core.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';

/** Whether it may be done, and the sentence why not: `<Button disabled={!may.allowed} title={may.why}>`. */
interface May {
  readonly allowed: boolean;
  readonly why: string | undefined;
}

/**
 * Whether whoever is signed in may call a procedure ("packages.add"), or do what a rule says (`ruleOf('suspend')`), as far
 * as the role goes. Whose record it is, the core says. While nobody is known yet it is allowed: nothing flickers.
 */
export function useMay(what: ProcedurePath | Rule): May {
  const say = useMessage();
  const { data } = useQuery(core.signIn.state.queryOptions());
  const who = data?.who;
  const rule = typeof what === 'string' ? ruleAt(what.split('.')) : what;
  if (!who || !rule) return { allowed: true, why: undefined };
  const allowed = can(who, rule, 'own');
  return { allowed, why: allowed ? undefined : reason(rule, who, say) };
}

function reason({ roles }: Rule, { role }: { readonly role: Role }, say: Say): string {
  if (roles === 'nobody' || roles.includes(role)) return say('signIn.only-root');
  const names = roles.map((one) => say(`signIn.${one}`)).join(', ');
  return say('signIn.only-roles', { roles: names, role: say(`signIn.${role}`) });
}
