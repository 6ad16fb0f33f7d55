import { desiredFor } from '#shared/domain/provisioning/desired.ts';
import { customerMarker } from '#shared/domain/provisioning/marker.ts';
import { type DesiredRecord, MENUS } from '#shared/domain/provisioning/record.ts';
import { folded } from '#shared/domain/text.ts';
import { openPassword, type Store } from '../../store/index.ts';
import { servedCustomers } from '../provisioning/index.ts';
import type { RouterRow } from '../routers/index.ts';
import beforehand from '../../../resources/demo/router.json' with { type: 'json' };

type Values = Readonly<Record<string, string>>;
/** What a simulated router has to begin with: by menu, a list of records or one set of values. */
export type Filling = Readonly<Record<string, readonly Values[] | Values>>;

/**
 * What stands on the sample router when it is switched on: what the ISP had there before Lastmile came, and whatever has
 * been brought there since. It keeps nothing itself, so the store says what that was.
 */
export function sampleFilling({ reader, seal }: Pick<Store, 'reader' | 'seal'>, row: RouterRow): Filling {
  const applied = appliedPasswords({ reader, seal }, row.id);
  const records = new Map<string, DesiredRecord & { readonly customerId: string }>();
  for (const customer of servedCustomers(reader, row.id, [...applied.keys()])) {
    const desired = desiredFor(customer, row);
    if ('code' in desired) continue;
    for (const record of [...desired.plan, ...desired.own])
      records.set(`${record.menu} ${record.key.map((field) => record.fields[field]).join(' ')}`, {
        ...record,
        customerId: customer.id,
      });
  }
  const brought = Map.groupBy(records.values(), ({ menu }) => menu);
  const filling: Record<string, readonly Values[] | Values> = { ...ofTheIsp(reader) };
  for (const menu of MENUS) {
    const own = (brought.get(menu) ?? []).map((record): Values => {
      const said = Object.entries(record.fields).filter(([, value]) => value !== '');
      const password = record.hasPassword ? applied.get(record.customerId) : null;
      return {
        ...Object.fromEntries(said),
        ...(password ? { password } : {}),
        ...(record.marker === null ? {} : { comment: record.marker }),
      };
    });
    const names = new Set(own.map(({ name }) => name));
    const before = listed(filling[menu]).filter(({ name }) => name === undefined || !names.has(name));
    if (before.length + own.length > 0) filling[menu] = [...before, ...own];
  }
  return filling;
}

const listed = (rows: readonly Values[] | Values | undefined): readonly Values[] =>
  rows === undefined ? [] : isList(rows) ? rows : [rows];
const isList = (rows: readonly Values[] | Values): rows is readonly Values[] => Array.isArray(rows);

/** The ISP's own records. One bears the mark of a sample customer who has left since: `{username}` stands for their id. */
function ofTheIsp(reader: Store['reader']): Filling {
  const idOf = reader.prepare<[string], { id: string }>('SELECT id FROM customer WHERE username_key = ?');
  const marked = (values: Values): Values => {
    const username = /^lastmile:\{(.+)\}$/.exec(values['comment'] ?? '')?.[1];
    const customer = username === undefined ? undefined : idOf.get(folded(username));
    return customer ? { ...values, comment: customerMarker(customer.id) } : values;
  };
  const filling: Filling = beforehand;
  return Object.fromEntries(
    Object.entries(filling).map(([menu, rows]) => [menu, isList(rows) ? rows.map(marked) : rows]),
  );
}

/** Those who are on the router, by id, with their passwords; null: they have none. */
function appliedPasswords(
  { reader, seal }: Pick<Store, 'reader' | 'seal'>,
  routerId: string,
): ReadonlyMap<string, string | null> {
  const rows = reader
    .prepare<[string], { id: string; sealed: Buffer | null }>(
      `SELECT customer.id, password_sealed AS sealed FROM provisioning
         JOIN customer ON customer.id = provisioning.customer_id
       WHERE provisioning.router_id = ? AND provisioning.applied_username IS NOT NULL`,
    )
    .all(routerId);
  return new Map(rows.map(({ id, sealed }) => [id, sealed === null ? null : openPassword(seal, id, sealed)]));
}
