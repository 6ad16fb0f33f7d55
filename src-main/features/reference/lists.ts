import { asc, isNull } from 'drizzle-orm';
import { isComplete } from '#shared/domain/package/package.ts';
import type { Store } from '../../store/index.ts';
import { billingProfile, customField, operator, package_, zone } from '../../store/schema.ts';
import type { Actor } from '../../procedure.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';

/** What somebody may choose from when a customer is made or a file is read, each list by name: nothing that is retired. */
export function listsFor(store: Store, actor: Actor) {
  const { query } = store;
  const reach = reachOfActor(store, actor);
  const owners = usableByActor(store, actor);
  const usable = ({
    operatorId,
    retiredAt,
  }: {
    readonly operatorId: string;
    readonly retiredAt: Date | null;
  }): boolean => owners.has(operatorId) && retiredAt === null;
  return {
    operators: query
      .select()
      .from(operator)
      .orderBy(asc(operator.nameKey))
      .all()
      .filter(({ id, retiredAt }) => reach.has(id) && retiredAt === null)
      .map(({ id, name, code, kind }) => ({ id, name, code, kind })),
    packages: query
      .select()
      .from(package_)
      .orderBy(asc(package_.nameKey))
      .all()
      .filter(usable)
      .map((one) => ({
        id: one.id,
        name: one.name,
        code: one.code,
        connection: one.connection,
        complete: isComplete(one),
      })),
    billingProfiles: query
      .select()
      .from(billingProfile)
      .orderBy(asc(billingProfile.nameKey))
      .all()
      .filter(usable)
      .map(({ id, name, code, mode }) => ({ id, name, code, mode })),
    zones: query
      .select()
      .from(zone)
      .orderBy(asc(zone.nameKey))
      .all()
      .filter(usable)
      .map(({ id, name, code }) => ({ id, name, code })),
    customFields: query
      .select()
      .from(customField)
      .where(isNull(customField.deletedAt))
      .orderBy(asc(customField.position))
      .all()
      .map(({ id, label, type, options }) => ({ id, label, type, options })),
  };
}
