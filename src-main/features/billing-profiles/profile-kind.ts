import { asc, eq } from 'drizzle-orm';
import type { BillingProfileFields, BillingProfileLine } from '#shared/contract/office.ts';
import { TERMS } from '#shared/domain/billing/tariff.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { billingProfile } from '../../store/schema.ts';
import { lookAgain } from '../billing/index.ts';
import {
  codeOf,
  customersBy,
  customersOf,
  nameOf,
  operatorNames,
  ownedLine,
  ownedShown,
  type RecordKind,
  refuseOwner,
} from '../records/index.ts';

type ProfileRow = typeof billingProfile.$inferSelect;

const fieldsOf = (row: ProfileRow): BillingProfileFields => ({
  operatorId: row.operatorId,
  name: row.name,
  code: row.code,
  mode: row.mode,
  billingDay: row.billingDay,
  graceDays: row.graceDays,
  autoSuspend: row.autoSuspend,
  timing: row.timing,
  prorateFirst: row.prorateFirst,
});

/** How customers are billed. */
export function profileKind({
  store,
}: Pick<FeatureDeps, 'store'>): RecordKind<ProfileRow, BillingProfileFields, BillingProfileLine> {
  return {
    entity: 'billing-profile',
    rows: (orm) => orm.select().from(billingProfile).orderBy(asc(billingProfile.nameKey)).all(),
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, { id, version, retiredAt, current }, rows, _actor, orm) => {
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: fields.operatorId }, rows);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      if (current) {
        refuseOtherMode(orm, current, fields);
        if (current.operatorId !== fields.operatorId) {
          refuseOwner(orm, fields.operatorId, { id, name: current.name, column: 'billing_profile_id' });
        }
      }
      return { ...fields, id, name, nameKey, ...code, version, retiredAt };
    },
    put: (orm, row, isNew) => {
      if (isNew) orm.insert(billingProfile).values(row).run();
      else orm.update(billingProfile).set(row).where(eq(billingProfile.id, row.id)).run();
    },
    changed: ({ db }, before, after) => {
      if (TERMS.some((field) => before[field] !== after[field])) lookAgain(db, 'billingProfile', after.id);
    },
    drop: (orm, { id }) => void orm.delete(billingProfile).where(eq(billingProfile.id, id)).run(),
    uses: (orm, { id }) => {
      const { living, deleted } = customersOf(orm, 'billing_profile_id', id);
      return [
        { what: 'customers', count: living },
        { what: 'deleted-customers', count: deleted },
      ];
    },
    shownOf: (row, orm) => ({ ...fieldsOf(row), ...ownedShown(row, operatorNames(orm)) }),
    linesOf: (rows, actor, mine) => {
      const customers = customersBy(store, actor, 'billing_profile_id');
      const names = operatorNames(store.query);
      return rows.map((row) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        customers: customers.get(row.id) ?? 0,
      }));
    },
  };
}

/** Prepaid or postpaid makes the customers' type, and with it what they owe: it stays as long as somebody has the profile. */
function refuseOtherMode(orm: Query, current: ProfileRow, { mode }: BillingProfileFields): void {
  if (current.mode === mode) return;
  const { living, deleted } = customersOf(orm, 'billing_profile_id', current.id);
  const count = living + deleted;
  if (count > 0) throw new Refusal('record-fixed', { name: current.name, count, field: 'mode' });
}
