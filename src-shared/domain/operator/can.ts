import type { Operator } from './operator.ts';
import { lineOf, reachOf } from './operator.ts';
import type { Role } from './role.ts';

/** How the operator that owns a record stands to the operator of whoever acts. */
export const RELATIONS = ['own', 'beneath', 'parent', 'foreign'] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * What a rule speaks of. `customer`: records that belong to one operator (customers, their devices and history, staff
 * users); `shared`: what an operator lends to those beneath it (packages, billing profiles, zones, blocks), to read and to
 * choose; `isp`: the data folder and the ISP as a whole; `self`: one's own sign-in, views and choices.
 */
export type Realm = 'customer' | 'shared' | 'isp' | 'self';

/** Who may do something. `nobody`: it needs no sign-in, as it is what signs in. */
export interface Rule {
  readonly roles: readonly Role[] | 'nobody';
  readonly realm: Realm;
}

/** Whose records of a realm can be reached at all; whatever else exists answers as if it did not. */
const REACH: Readonly<Record<Realm, readonly Relation[]>> = {
  customer: ['own', 'beneath'],
  shared: ['own', 'beneath', 'parent'],
  isp: ['own'],
  self: ['own'],
};

/**
 * Whether somebody of this role may do it to a record of an operator that stands so to its own. `isRoot`: it acts for the
 * ISP itself and not for a reseller. The one table behind every list, lookup, action and export.
 */
export function can(actor: { readonly role: Role; readonly isRoot: boolean }, rule: Rule, relation: Relation): boolean {
  if (rule.roles === 'nobody') return true;
  if (!rule.roles.includes(actor.role)) return false;
  if (rule.realm === 'isp' && !actor.isRoot) return false;
  return REACH[rule.realm].includes(relation);
}

/** How one operator stands to another in the tree. */
export function relationOf(
  actorOperatorId: string,
  ownerId: string,
  operators: readonly Pick<Operator, 'id' | 'parentId'>[],
): Relation {
  if (ownerId === actorOperatorId) return 'own';
  if (reachOf(actorOperatorId, operators).has(ownerId)) return 'beneath';
  return lineOf(actorOperatorId, operators).has(ownerId) ? 'parent' : 'foreign';
}
