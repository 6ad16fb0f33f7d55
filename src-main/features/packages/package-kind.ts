import { asc, eq } from 'drizzle-orm';
import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import { decimalOf, minorOf } from '#shared/domain/money/money.ts';
import { isComplete, missingOf } from '#shared/domain/package/package.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { package_, packageAddress } from '../../store/schema.ts';
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
import { readSetting } from '../settings/index.ts';

type PackageRow = typeof package_.$inferSelect;

/** Internet plans. One that lacks something may come from a file; from a form it must be whole. */
export function packageKind({ store }: Pick<FeatureDeps, 'store'>): RecordKind<PackageRow, PackageFields, PackageLine> {
  const currency = (): string => String(readSetting(store.reader, 'currency'));
  const fieldsOf = (row: PackageRow): PackageFields => ({
    operatorId: row.operatorId,
    name: row.name,
    code: row.code,
    connection: row.connection,
    downKbps: row.downKbps,
    upKbps: row.upKbps,
    price: row.price === null ? null : decimalOf(row.price, currency()),
    vatPercent: row.vatPercent,
    priceIncludesVat: row.priceIncludesVat,
    validity: row.validity,
    validityUnit: row.validityUnit,
    volumeMb: row.volumeMb,
    routerProfile: row.routerProfile,
    radiusGroup: row.radiusGroup,
    sharing: row.sharing,
    medium: row.medium,
  });
  return {
    entity: 'package',
    mutation: 'packages',
    rows: (orm) => orm.select().from(package_).orderBy(asc(package_.nameKey)).all(),
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, base, rows, _actor, orm) => {
      const { id, version, retiredAt, current } = base;
      const [missing] = missingOf(fields);
      if (missing !== undefined) throw new Refusal('package-incomplete', { field: missing });
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: fields.operatorId }, rows);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      const price = fields.price === null ? null : priceOf(fields.price, currency());
      if (current) {
        refuseOtherConnection(orm, current, fields);
        if (current.operatorId !== fields.operatorId) {
          refuseOwner(orm, fields.operatorId, { id, name: current.name, column: 'package_id' });
        }
      }
      return { ...fields, id, name, nameKey, ...code, price, version, retiredAt };
    },
    put: (orm, row, isNew) => {
      if (isNew) orm.insert(package_).values(row).run();
      else orm.update(package_).set(row).where(eq(package_.id, row.id)).run();
    },
    drop: (orm, { id }) => {
      orm.delete(packageAddress).where(eq(packageAddress.packageId, id)).run();
      orm.delete(package_).where(eq(package_.id, id)).run();
    },
    uses: (orm, { id }) => {
      const { living, deleted } = customersOf(orm, 'package_id', id);
      return [
        { what: 'customers', count: living },
        { what: 'deleted-customers', count: deleted },
      ];
    },
    shownOf: (row, orm) => ({ ...fieldsOf(row), ...ownedShown(row, operatorNames(orm)) }),
    linesOf: (rows, actor, mine) => {
      const customers = customersBy(store, actor, 'package_id');
      const names = operatorNames(store.query);
      return rows.map((row) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        customers: customers.get(row.id) ?? 0,
        isComplete: isComplete(row),
      }));
    },
  };
}

/** In minor units. Throws Refusal `package-price`. */
function priceOf(typed: string, currency: string): number {
  const price = minorOf(typed, currency);
  if (price === null || price < 0) throw new Refusal('package-price', { value: typed, currency, field: 'price' });
  return price;
}

/** The connection makes the customers' type: whoever has the package would become something else. */
function refuseOtherConnection(orm: Query, current: PackageRow, { connection }: PackageFields): void {
  if (current.connection === connection) return;
  const { living, deleted } = customersOf(orm, 'package_id', current.id);
  const count = living + deleted;
  if (count > 0) throw new Refusal('record-fixed', { name: current.name, count, field: 'connection' });
}
