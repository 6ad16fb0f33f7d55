import { asc, eq } from 'drizzle-orm';
import type { StaffFields, StaffLine } from '#shared/contract/office.ts';
import { signInNameFault } from '#shared/domain/name-fault.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { preference, savedView, staffUser } from '../../store/schema.ts';
import { isSignInNeeded, topOperator } from '../operators/index.ts';
import { nameOf, operatorNames, type RecordKind } from '../records/index.ts';
import { usesOfStaff } from './uses.ts';

/** A staff user without the password and what belongs to it: that neither stands in the journal nor is written with a form. */
interface StaffRow {
  readonly id: string;
  readonly operatorId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly role: Role;
  readonly version: number;
  readonly retiredAt: Date | null;
  readonly hasPassword: boolean;
}

/** Who signs in. The password is no field of a form: it is set alone, and never told. */
export function staffKind({ store }: Pick<FeatureDeps, 'store'>): RecordKind<StaffRow, StaffFields, StaffLine> {
  const fieldsOf = ({ operatorId, name, role }: StaffRow): StaffFields => ({ operatorId, name, role });

  /** Throws Refusal `staff-last-admin` when nobody would be left who rules over the ISP and can sign in to do it. */
  const refuseLast = (orm: Query, name: string): void => {
    // The reader sees what was before this change.
    const needsPassword = isSignInNeeded(store.reader);
    const top = topOperator(store.reader);
    const isLeft = orm
      .select()
      .from(staffUser)
      .all()
      .some(
        ({ role, retiredAt, passwordHash, operatorId }) =>
          role === 'admin' && operatorId === top && retiredAt === null && (!needsPassword || passwordHash !== null),
      );
    if (!isLeft) throw new Refusal('staff-last-admin', { name });
  };

  return {
    entity: 'staff-user',
    rows: (orm) =>
      orm
        .select()
        .from(staffUser)
        .orderBy(asc(staffUser.nameKey))
        .all()
        .map(({ id, operatorId, name, nameKey, role, version, retiredAt, passwordHash }) => {
          return { id, operatorId, name, nameKey, role, version, retiredAt, hasPassword: passwordHash !== null };
        }),
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, { id, version, retiredAt, current }, rows) => {
      // By the name alone somebody signs in, so it is unique among all operators.
      const all = rows.map((row) => ({ ...row, operatorId: '', codeKey: '' }));
      const named = nameOf(fields.name, { id, operatorId: '' }, all, signInNameFault);
      return { ...fields, id, ...named, hasPassword: current?.hasPassword ?? false, version, retiredAt };
    },
    put: (orm, { id, operatorId, name, nameKey, role, version, retiredAt }, isNew) => {
      const row = { id, operatorId, name, nameKey, role, version, retiredAt };
      if (isNew) orm.insert(staffUser).values(row).run();
      else orm.update(staffUser).set(row).where(eq(staffUser.id, id)).run();
      refuseLast(orm, name);
    },
    drop: (orm, { id, name }) => {
      orm.delete(preference).where(eq(preference.staffUserId, id)).run();
      orm.delete(savedView).where(eq(savedView.staffUserId, id)).run();
      orm.delete(staffUser).where(eq(staffUser.id, id)).run();
      refuseLast(orm, name);
    },
    uses: (orm, { id }) => usesOfStaff(orm, id),
    shownOf: ({ operatorId, name, role, retiredAt }, orm) => {
      return { operator: operatorNames(orm).get(operatorId) ?? null, name, role, retiredAt };
    },
    linesOf: (rows, _actor, mine) => {
      const names = operatorNames(store.query);
      // Of those above, whose records one may use, the people are not shown.
      return rows.filter(mine).map((row) => ({
        ...fieldsOf(row),
        id: row.id,
        version: row.version,
        retiredAt: row.retiredAt?.toISOString() ?? null,
        mayChange: true,
        operator: names.get(row.operatorId) ?? '',
        hasPassword: row.hasPassword,
      }));
    },
  };
}
