import type { DeviceLine } from '#shared/contract/devices.ts';
import { macDigits, prefixesOf, vendorOf, type VendorTable } from '#shared/domain/device/vendor.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Condition, Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';

export interface DevicesAsked {
  readonly search?: string | undefined;
  readonly customer?: string | undefined;
  readonly twice: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Row {
  readonly id: string;
  readonly mac: string;
  readonly type: string | null;
  readonly customerId: string;
  readonly username: string;
  readonly fullName: string;
  readonly addedBy: string;
  readonly addedAt: number;
}

/** Devices of customers who are still ones, within reach. The cross join keeps the customers from being walked first. */
const LIVING = "customer.status <> 'deleted' AND customer.operator_id IN (SELECT value FROM json_each(?))";
const FROM = 'FROM device CROSS JOIN customer ON customer.id = device.customer_id';
const COLUMNS = `device.id, device.mac, device.type, device.customer_id AS customerId, username, full_name AS fullName,
  coalesce((SELECT name FROM staff_user WHERE staff_user.id = device.added_by), device.added_by) AS addedBy, device.added_at AS addedAt`;

/** One window of the devices by address, and how many there are. */
export function listDevices(
  { reader }: Pick<Store, 'reader'>,
  actor: Actor,
  asked: DevicesAsked,
  vendors: VendorTable,
): { total: number; devices: DeviceLine[]; next: string | null } {
  const reach = JSON.stringify([...reachOfActor({ reader }, actor)]);
  const parts = conditions(asked, reach, vendors);
  const where = [LIVING, ...parts.map(({ sql }) => sql)].join(' AND ');
  const params = [reach, ...parts.flatMap((part) => part.params)];
  const total = reader.prepare<unknown[], number>(`SELECT count(*) ${FROM} WHERE ${where}`).pluck();
  const after = asked.after === undefined ? null : placeIn(asked.after);
  const rows = reader
    .prepare<unknown[], Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where} ${after ? 'AND (device.mac, device.id) > (?, ?)' : ''}
       ORDER BY device.mac, device.id LIMIT ?`,
    )
    .all(...params, ...(after ?? []), asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const others = reader
    .prepare<[string, string, string], string>(
      `SELECT username ${FROM} WHERE ${LIVING} AND device.mac = ? AND customer.id <> ? ORDER BY username_key LIMIT 20`,
    )
    .pluck();
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    total: total.get(...params) ?? 0,
    devices: shown.map((row) => ({
      id: row.id,
      mac: row.mac,
      vendor: vendorOf(row.mac, vendors),
      type: row.type,
      customer: { id: row.customerId, username: row.username, fullName: row.fullName },
      addedBy: row.addedBy,
      addedAt: new Date(row.addedAt).toISOString(),
      alsoOf: others.all(reach, row.mac, row.customerId),
    })),
    next: last ? Buffer.from(JSON.stringify([last.mac, last.id])).toString('base64url') : null,
  };
}

function conditions({ search, customer, twice }: DevicesAsked, reach: string, vendors: VendorTable): Condition[] {
  const parts: Condition[] = [];
  if (customer !== undefined) parts.push({ sql: 'device.customer_id = ?', params: [customer] });
  const typed = folded(search ?? '');
  if (typed !== '') parts.push(matching(typed, vendors));
  if (twice) {
    parts.push({
      sql: `device.mac IN (SELECT device.mac ${FROM} WHERE ${LIVING} GROUP BY device.mac HAVING count(*) > 1)`,
      params: [reach],
    });
  }
  return parts;
}

/** A part of the address, of the customer's username or name, or of the vendor's name. */
function matching(typed: string, vendors: VendorTable): Condition {
  const bare = "replace(device.mac, ':', '')";
  const ways: Condition[] = [
    { sql: 'instr(customer.username_key, ?)', params: [typed] },
    { sql: 'instr(customer.name_key, ?)', params: [typed] },
  ];
  const digits = macDigits(typed);
  if (digits !== null) ways.push({ sql: `instr(${bare}, ?)`, params: [digits] });
  const prefixes = Map.groupBy(prefixesOf(typed, vendors), ({ length }) => length);
  for (const [length, some] of prefixes) {
    const sql = `substr(${bare}, 1, ${length}) IN (SELECT value FROM json_each(?))`;
    ways.push({ sql, params: [JSON.stringify(some)] });
  }
  return { sql: `(${ways.map(({ sql }) => sql).join(' OR ')})`, params: ways.flatMap(({ params }) => params) };
}

/** Throws Refusal `customer-cursor` for a text that is no place in this list. */
function placeIn(cursor: string): readonly [string, string] {
  try {
    const [mac, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]; // checked below
    if (typeof mac === 'string' && typeof id === 'string') return [mac, id];
  } catch {
    // It is none.
  }
  throw new Refusal('customer-cursor');
}
