import { eq } from 'drizzle-orm';
import { REFERENCE_KINDS } from '#shared/contract/reference.ts';
import type { Actor } from '../../procedure.ts';
import type { Query, WriteTransaction } from '../../store/index.ts';
import * as schema from '../../store/schema.ts';
import { lookAgain } from '../billing/index.ts';
import { linkPackages, putReserved } from '../network-addresses/index.ts';
import type { Planned } from './plan/planning.ts';
import type { Plan } from './plan/plan.ts';
import type { NetworkAddressRow } from './records.ts';

type Kind = (typeof REFERENCE_KINDS)[number];
export type Counts = Readonly<Record<Kind, { created: number; updated: number; unchanged: number }>>;

/** How many records of each kind a plan makes, changes and leaves. */
export function countsOf(plan: Plan): Counts {
  const count = (kind: Kind) => {
    const { created, updated, unchanged } = plan[kind];
    return { created: created.length, updated: updated.length, unchanged };
  };
  return {
    operators: count('operators'),
    packages: count('packages'),
    billingProfiles: count('billingProfiles'),
    zones: count('zones'),
    networkAddresses: count('networkAddresses'),
    customFields: count('customFields'),
  };
}

/** Writes what a plan changes, with one audit line; nothing at all when it changes nothing. */
export function writePlan(tx: WriteTransaction, plan: Plan, actor: Actor): void {
  const changed = changedBy(plan);
  const records = REFERENCE_KINDS.reduce((sum, kind) => sum + (changed[kind]?.length ?? 0), 0);
  if (records === 0 && Object.keys(plan.settings).length === 0) return;
  const { orm } = tx;
  for (const [name, value] of Object.entries(plan.settings)) {
    const { setting } = schema;
    orm.insert(setting).values({ name, value }).onConflictDoUpdate({ target: setting.name, set: { value } }).run();
  }
  put(orm, schema.operator, plan.operators);
  put(orm, schema.package_, plan.packages);
  put(orm, schema.billingProfile, plan.billingProfiles);
  put(orm, schema.zone, plan.zones);
  put(orm, schema.networkAddress, withoutLinks(plan.networkAddresses));
  put(orm, schema.customField, plan.customFields);
  for (const { id, packageIds, reserved } of [...plan.networkAddresses.created, ...plan.networkAddresses.updated]) {
    linkPackages(orm, id, packageIds);
    putReserved(orm, id, reserved);
  }
  for (const { id } of plan.packages.updated) lookAgain(tx.db, 'package', id);
  for (const { id } of plan.billingProfiles.updated) lookAgain(tx.db, 'billingProfile', id);
  tx.audit({ actor, action: 'reference.import', entity: 'reference', after: changed });
}

type Changed = { readonly [kind in Kind]?: readonly object[] } & { readonly settings?: object };

/** Every record that is new or different, whole, by kind; kinds without one are left out. */
function changedBy(plan: Plan): Changed {
  const kinds = REFERENCE_KINDS.map((kind) => [kind, [...plan[kind].created, ...plan[kind].updated]] as const);
  const settings = Object.keys(plan.settings).length > 0 ? { settings: plan.settings } : {};
  return { ...Object.fromEntries(kinds.filter(([, rows]) => rows.length > 0)), ...settings };
}

type Table =
  | typeof schema.operator
  | typeof schema.package_
  | typeof schema.billingProfile
  | typeof schema.zone
  | typeof schema.networkAddress
  | typeof schema.customField;

function put<T extends Table>(orm: Query, table: T, { created, updated }: Planned<T['$inferSelect']>): void {
  for (const row of created) orm.insert<Table>(table).values(row).run();
  for (const row of updated) orm.update<Table>(table).set(row).where(eq(table.id, row.id)).run();
}

function withoutLinks(planned: Planned<NetworkAddressRow>): Planned<typeof schema.networkAddress.$inferSelect> {
  const bare = (rows: readonly NetworkAddressRow[]) =>
    rows.map(({ id, operatorId, code, codeKey, first, last, gateway, version, retiredAt, routerId }) => {
      return { id, operatorId, code, codeKey, first, last, gateway, version, retiredAt, routerId };
    });
  return { ...planned, created: bare(planned.created), updated: bare(planned.updated), rows: bare(planned.rows) };
}
