import DatabaseFile from 'better-sqlite3';
import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';

const COLUMN = {
  username: 'username_key',
  fullName: 'name_key',
  created: 'seq',
  expires: 'expires_at',
  phone: 'phone_key',
  ip: 'ip',
  deleted: 'deleted_at',
} as const;

export interface PlainSql {
  readonly page: (filter: CustomerFilter, sort?: CustomerSort) => void;
  readonly pageAt: (offset: number) => void;
  readonly cursors: (size: number) => void;
  readonly counts: () => void;
  readonly close: () => void;
}

type Condition = readonly [sql: string, ...params: (string | number)[]];

/**
 * The baseline: the statements that one would write at first, over the same file with the same cache. A page is its rows
 * and how many there are in all.
 */
export function plainSql(file: string): PlainSql {
  const db = new DatabaseFile(file, { readonly: true });
  db.pragma('cache_size = -65536');
  const both = (where: readonly Condition[], by: string): void => {
    const sql = where.length === 0 ? 'TRUE' : where.map(([one]) => one).join(' AND ');
    const params = where.flatMap(([, ...some]) => some);
    db.prepare(`SELECT * FROM customer WHERE ${sql} ORDER BY ${by} LIMIT 200`).all(...params);
    db.prepare(`SELECT count(*) FROM customer WHERE ${sql}`).get(...params);
  };
  return {
    page: (filter: CustomerFilter, sort?: CustomerSort): void => {
      const direction = sort?.descending === true ? 'DESC' : 'ASC';
      both(conditions(filter), `${COLUMN[sort?.by ?? 'username']} ${direction}, seq ${direction}`);
    },
    pageAt: (offset: number): void => {
      const where = "status <> 'deleted'";
      db.prepare(`SELECT * FROM customer WHERE ${where} ORDER BY username_key, seq LIMIT 200 OFFSET ?`).all(offset);
      db.prepare(`SELECT count(*) FROM customer WHERE ${where}`).get();
    },
    cursors: (size: number): void => {
      db.prepare(
        `SELECT key, seq FROM (SELECT username_key AS key, seq, row_number() OVER (ORDER BY username_key, seq) AS at
           FROM customer WHERE status <> 'deleted') WHERE at % ? = 0`,
      ).all(size);
    },
    counts: (): void => {
      db.prepare('SELECT status, count(*) FROM customer GROUP BY status').all();
      const soon = Date.now() + 3 * 86_400_000;
      db.prepare("SELECT count(*) FROM customer WHERE status = 'active' AND expires_at < ?").get(soon);
    },
    close: () => void db.close(),
  };
}

function conditions(filter: CustomerFilter): Condition[] {
  const { search, status, packages, zones, expiringWithin, clientTypes, custom, created } = filter;
  const all: Condition[] = [];
  if (status === undefined) all.push(["status <> 'deleted'"]);
  else all.push(['status = ?', status]);
  if (search !== undefined) {
    const words = search.split(' ').map((word) => `"${word}"`);
    all.push(['seq IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?)', words.join(' AND ')]);
  }
  if (packages) all.push(['package_id IN (SELECT value FROM json_each(?))', JSON.stringify(packages)]);
  if (zones) all.push(['zone_id IN (SELECT value FROM json_each(?))', JSON.stringify(zones)]);
  if (expiringWithin !== undefined)
    all.push(["status = 'active' AND expires_at < ?", Date.now() + expiringWithin * 86_400_000]);
  if (clientTypes) all.push(['client_type IN (SELECT value FROM json_each(?))', JSON.stringify(clientTypes)]);
  if (created?.from !== undefined) all.push(['created_at >= ?', Date.parse(created.from)]);
  for (const { field, value = '' } of custom ?? [])
    all.push(["custom ->> ? LIKE '%' || ? || '%'", `$."${field}"`, value]);
  return all;
}
