import { asc, eq, sql } from 'drizzle-orm';
import type { ZoneFields, ZoneLine } from '#shared/contract/office.ts';
import { sumsBeneath, treeOrder, zonesBeneath } from '#shared/domain/zone/tree.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { zone } from '../../store/schema.ts';
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
  type StaleSearch,
} from '../records/index.ts';

export type ZoneRow = typeof zone.$inferSelect;

const fieldsOf = (row: ZoneRow): ZoneFields => ({
  operatorId: row.operatorId,
  name: row.name,
  code: row.code,
  parentId: row.parentId,
  colour: row.colour,
  distributionPoint: row.distributionPoint,
  division: row.division,
  district: row.district,
  thana: row.thana,
});

export const zoneRows = (orm: Query): ZoneRow[] => orm.select().from(zone).orderBy(asc(zone.nameKey)).all();

interface ZoneDeps extends Pick<FeatureDeps, 'store'> {
  readonly stale: StaleSearch;
}

/** Areas, a tree or flat. A zone and those beneath it have one owner. */
export function zoneKind({ store, stale }: ZoneDeps): RecordKind<ZoneRow, ZoneFields, ZoneLine> {
  return {
    entity: 'zone',
    rows: zoneRows,
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, { id, version, retiredAt, current }, rows, _actor, orm) => {
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: fields.operatorId }, rows);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      refuseParent(fields, id, rows);
      if (current && current.operatorId !== fields.operatorId) {
        if (rows.some(({ parentId }) => parentId === id)) {
          throw new Refusal('zone-owner-beneath', { name: current.name, field: 'operatorId' });
        }
        refuseOwner(orm, fields.operatorId, { id, name: current.name, column: 'zone_id' });
      }
      return { ...fields, id, name, nameKey, ...code, version, retiredAt };
    },
    put: (orm, row, isNew) => {
      if (isNew) orm.insert(zone).values(row).run();
      else orm.update(zone).set(row).where(eq(zone.id, row.id)).run();
    },
    drop: (orm, { id }) => void orm.delete(zone).where(eq(zone.id, id)).run(),
    uses: (orm, { id }) => {
      const { living, deleted } = customersOf(orm, 'zone_id', id);
      const { zones } = orm.get<{ zones: number }>(sql`SELECT count(*) AS zones FROM zone WHERE parent_id = ${id}`);
      return [
        { what: 'customers', count: living },
        { what: 'zones', count: zones },
        { what: 'deleted-customers', count: deleted },
      ];
    },
    shownOf: (row, orm) => {
      const { parentId } = row;
      const parent = parentId === null ? undefined : orm.select().from(zone).where(eq(zone.id, parentId)).get();
      const shown = { ...fieldsOf(row), parentId: null, parent: parent?.name ?? null };
      return { ...shown, ...ownedShown(row, operatorNames(orm)) };
    },
    changed: (tx, before, after) => {
      // Customers are found by the name of their zone.
      if (before.name !== after.name) stale.note(tx, 'zone', after.id);
    },
    linesOf: (rows, actor, mine) => {
      const customers = customersBy(store, actor, 'zone_id');
      const beneath = sumsBeneath(rows, customers);
      const names = operatorNames(store.query);
      return treeOrder(rows).map(({ row, depth }) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        customers: customers.get(row.id) ?? 0,
        beneath: beneath.get(row.id) ?? 0,
        depth,
      }));
    },
  };
}

/** Throws Refusal `zone-parent-unknown` for a zone that is not there or of another owner, `zone-circle` for one beneath. */
function refuseParent({ parentId, operatorId }: ZoneFields, id: string, rows: readonly ZoneRow[]): void {
  if (parentId === null) return;
  const parent = rows.find((row) => row.id === parentId);
  if (parent?.operatorId !== operatorId) throw new Refusal('zone-parent-unknown', { field: 'parentId' });
  if (zonesBeneath(id, rows).has(parentId)) {
    throw new Refusal('zone-circle', { parent: parent.name, field: 'parentId' });
  }
}
