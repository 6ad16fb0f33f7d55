import { asc, eq, sql } from 'drizzle-orm';
import type { OperatorFields, OperatorLine } from '#shared/contract/office.ts';
import { asTree, misplaced, misplacedBeneath } from '#shared/domain/operator/place.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { operator } from '../../store/schema.ts';
import { reachOfActor } from '../operators/index.ts';
import { codeOf, customersBy, nameOf, operatorNames, type RecordKind } from '../records/index.ts';
import { refuseMove } from './move.ts';
import { usesOfOperator } from './uses.ts';

type OperatorRow = typeof operator.$inferSelect;

/**
 * Operators. One belongs to the operator above it: whose admin rules over it, and to whom it answers; the ISP belongs to
 * itself. So nobody but the ISP's own admin moves or retires the operator that they work for.
 */
export function operatorKind({
  store,
}: Pick<FeatureDeps, 'store'>): RecordKind<OperatorRow, OperatorFields, OperatorLine> {
  const fieldsOf = ({ id, parentId, name, code, kind, country }: OperatorRow): OperatorFields => ({
    name,
    code,
    parentId: parentId ?? id,
    kind,
    country,
  });
  return {
    entity: 'operator',
    rows: (orm) => orm.select().from(operator).orderBy(asc(operator.nameKey)).all(),
    ownerOf: ({ id, parentId }) => parentId ?? id,
    ownerIn: ({ parentId }) => parentId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, { id, version, retiredAt, current }, rows, _actor, orm) => {
      const problem = misplaced({ ...fields, id: current ? id : null }, rows);
      if (problem) throw new Refusal(problem, { name: fields.name, field: fieldOf[problem] });
      const beneath = misplacedBeneath(id, fields.kind, rows);
      if (beneath > 0) throw new Refusal('operator-has-beneath', { name: fields.name, count: beneath, field: 'kind' });
      // Names of operators are unique in the whole ISP: a spreadsheet names them alone.
      const all = rows.map((row) => ({ ...row, operatorId: '' }));
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: '' }, all);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      const parentId = current?.parentId === null ? null : fields.parentId;
      const row = { ...fields, id, parentId, name, nameKey, ...code, version, retiredAt };
      if (current && current.parentId !== parentId) refuseMove(orm, row, rows);
      return row;
    },
    put: (orm, row, isNew) => {
      if (row.parentId === null && row.retiredAt !== null) throw new Refusal('operator-root');
      if (isNew) orm.insert(operator).values(row).run();
      else orm.update(operator).set(row).where(eq(operator.id, row.id)).run();
    },
    drop: (orm, { id }) => {
      orm.delete(operator).where(eq(operator.id, id)).run();
    },
    uses: (orm, row) => {
      if (row.parentId === null) throw new Refusal('operator-root');
      return usesOfOperator(orm, row.id);
    },
    shownOf: ({ parentId, name, code, kind, country, retiredAt }, orm) => {
      const parent = parentId === null ? null : (operatorNames(orm).get(parentId) ?? null);
      return { name, code, parent, kind, country, retiredAt };
    },
    linesOf: (rows, actor, mine) => {
      const reach = reachOfActor(store, actor);
      const customers = customersBy(store, actor, 'operator_id');
      const staff = staffBy(store.query);
      const wanted = new Set(rows.map(({ id }) => id));
      const all = store.query.select().from(operator).all();
      const names = operatorNames(store.query);
      return asTree(actor.operatorId, all)
        .filter(({ operator: { id } }) => wanted.has(id) && reach.has(id))
        .map(({ operator: row, depth }) => ({
          ...fieldsOf(row),
          id: row.id,
          version: row.version,
          retiredAt: row.retiredAt?.toISOString() ?? null,
          mayChange: actor.role === 'admin' && mine(row),
          customers: customers.get(row.id) ?? 0,
          parent: row.parentId === null ? null : (names.get(row.parentId) ?? null),
          depth,
          staff: staff.get(row.id) ?? 0,
        }));
    },
  };
}

/** Which field of the form is wrong. */
const fieldOf = {
  'operator-root': 'kind',
  'operator-one-admin': 'kind',
  'operator-circle': 'parentId',
  'operator-parent-kind': 'parentId',
} as const;

/** How many staff users each operator has, without those who are retired. */
function staffBy(orm: Query): ReadonlyMap<string, number> {
  const rows = orm.all<{ id: string; count: number }>(
    sql`SELECT operator_id AS id, count(*) AS count FROM staff_user WHERE retired_at IS NULL GROUP BY operator_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
