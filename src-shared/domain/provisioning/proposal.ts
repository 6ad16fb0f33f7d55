import { TEMPLATE_FIELDS } from '../import/fields.ts';
import type { Reference } from '../import/reference.ts';
import { lineOf, reachOf } from '../operator/operator.ts';
import { passwordOf } from './found.ts';
import type { FoundIn } from './match.ts';
import { type NamedPackage, newCustomer } from './new-customer.ts';

/** The columns in which people found on a router are proposed as customers. */
export const PROPOSED_FIELDS = [...TEMPLATE_FIELDS, 'type', 'ip', 'mac'] as const;
export type ProposedField = (typeof PROPOSED_FIELDS)[number];

/** What no router tells of its customers, as far as it is clear; empty where a person must say. */
export interface ProposalTerms {
  readonly operator: string;
  readonly billingProfile: string;
  readonly packages: readonly NamedPackage[];
}

/**
 * What is clear by itself: `operatorId` is whose router it is, null when nobody knows (a file); then it is the only operator
 * that there is. The billing profile is the only one that there is.
 */
export function proposalTerms(
  { actorOperatorId, operators, packages, billingProfiles }: Reference,
  operatorId: string | null,
): ProposalTerms {
  const reach = reachOf(actorOperatorId, operators);
  const usable = new Set([...reach, ...lineOf(actorOperatorId, operators)]);
  const owners = operators.filter(({ id, isRetired }) => reach.has(id) && isRetired !== true);
  const owner = operatorId === null ? only(owners) : operators.find(({ id }) => id === operatorId);
  const profile = only(billingProfiles.filter((one) => usable.has(one.operatorId)));
  return {
    operator: owner?.name ?? '',
    billingProfile: profile?.name ?? '',
    packages: packages
      .filter((one) => usable.has(one.operatorId))
      .map(({ name, code, routerProfile = null }) => ({ name, code, routerProfile })),
  };
}

const only = <T>(some: readonly T[]): T | undefined => (some.length === 1 ? some[0] : undefined);

/** Somebody found on a router as a row of an import. A password that nobody tells is `unknown`. */
export function proposedRow(
  found: FoundIn,
  terms: ProposalTerms,
  toldPassword: string | null = passwordOf(found),
): Readonly<Record<ProposedField, string>> {
  return {
    ...newCustomer(found, terms.packages),
    password: toldPassword ?? 'unknown',
    operator: terms.operator,
    billingProfile: terms.billingProfile,
    email: '',
    zone: '',
    address: '',
  };
}
