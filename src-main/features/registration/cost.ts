import type { RegistrationForm } from '#shared/contract/registration.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { type Costed, costFor } from '../customers/index.ts';
import { usableByActor } from '../operators/index.ts';

type Db = WriteTransaction['db'];

/** What a form comes to; null as long as no package or billing profile is chosen that the actor may use. */
export function costOf(db: Db, actor: Actor, form: RegistrationForm, now: number): Costed | null {
  const { package: packageId, billingProfile: billingProfileId } = form;
  if (packageId === null || billingProfileId === null) return null;
  if (!isUsable(db, actor, 'package', packageId)) return null;
  if (!isUsable(db, actor, 'billing_profile', billingProfileId)) return null;
  return costFor(db, actor, form, { packageId, billingProfileId }, now);
}

function isUsable(db: Db, actor: Actor, table: 'package' | 'billing_profile', id: string): boolean {
  const owner = db.prepare<[string], string>(`SELECT operator_id FROM ${table} WHERE id = ?`).pluck().get(id);
  return owner !== undefined && usableByActor({ reader: db }, actor).has(owner);
}
