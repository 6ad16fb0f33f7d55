import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { folded } from '#shared/domain/text.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { pathsOf } from '#main/store/folder.ts';
import { isp } from './isp.ts';
import { office } from './office.ts';

/** Counts up when the customers below change: as with other tables, an older store in the temporary folder is not taken then. */
const EDITION = 1;
const DAY = 86_400_000;

const FIRST = [
  ...['Mohammad', 'Abdul', 'Rahim', 'Karim', 'Fatema', 'Nusrat', 'Tanvir', 'Sumaiya', 'Jahid', 'Shirin', 'Kamal'],
  ...['Wanjiku', 'Otieno', 'Amina', 'Juma', 'রহিম', 'সুমাইয়া', 'ফাতেমা', 'আব্দুল', 'Imran', 'Nasrin', 'Habib'],
];
const LAST = [
  ...['Uddin', 'Ahmed', 'Begum', 'Hossain', 'Akter', 'Islam', 'Khan', 'Chowdhury', 'Rahman', 'Sarkar', 'Talukder'],
  ...['Kamau', 'Odhiambo', 'Hassan', 'উদ্দিন', 'আক্তার', 'হোসেন', 'Miah', 'Sheikh', 'Mondal', 'Biswas', 'Kibria'],
];

/** Numbers without a pattern that would help an index, the same ones in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * The data folder of an ISP with so many customers, made once and then kept in the temporary folder. They are written
 * beside the program, past its import, as fast as the file takes them.
 */
export async function folderOf(count: number): Promise<string> {
  const tables = createHash('sha256')
    .update(migrations.map(({ sql }) => sql).join())
    .digest('hex')
    .slice(0, 8);
  const root = join(tmpdir(), `lastmile-bench-customers-${count}-${tables}-${EDITION}`);
  if (existsSync(root)) return root;
  const unfinished = `${root}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  console.log(`Making ${count.toLocaleString('en')} customers in ${root}: once, some minutes`);
  await office(unfinished, (client) => client.reference.import(isp));
  fill(pathsOf(join(unfinished, 'data')).store, count);
  renameSync(unfinished, root);
  return root;
}

function fill(file: string, count: number): void {
  const db = new DatabaseFile(file);
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -1000000', 'locking_mode = EXCLUSIVE'])
    db.pragma(pragma);
  // An index is made faster from all rows at once than row by row.
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('customer', 'device', 'ledger_entry')`,
    )
    .all();
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  db.exec('BEGIN');
  addCustomers(db, count);
  for (const { sql } of indexes) db.exec(sql);
  db.exec('COMMIT');
  db.pragma('journal_mode = WAL');
  db.close();
}

function addCustomers(db: Database, count: number): void {
  const below = numbers(7);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  const ids = (table: string): string[] =>
    db.prepare<[], string>(`SELECT id FROM ${table} ORDER BY name`).pluck().all();
  const [operators, packages, profiles] = [ids('operator'), ids('package'), ids('billing_profile')];
  const zones = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM zone ORDER BY name').all();
  const field = db.prepare<[], string>('SELECT id FROM custom_field ORDER BY position').pluck().get() ?? '';
  const customer = db.prepare(
    `INSERT INTO customer (seq, id, operator_id, username, username_key, password_sealed, full_name, name_key, phone,
       phone_key, email, package_id, billing_profile_id, zone_id, address, ip, account_number, status, suspended_reason,
       expires_at, client_type, medium, custom, created_at, updated_at, deleted_at, activated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const search = db.prepare('INSERT INTO customer_search (rowid, text) VALUES (?, ?)');
  const device = db.prepare('INSERT INTO device (id, customer_id, mac, added_by, added_at) VALUES (?, ?, ?, ?, ?)');
  const opening = db.prepare(
    `INSERT INTO ledger_entry (id, customer_id, kind, amount, at, by) VALUES (?, ?, 'opening', ?, ?, 'bench')`,
  );
  const now = Date.now();
  const password = Buffer.alloc(44, 7);
  for (let seq = 1; seq <= count; seq += 1) {
    const id = uuid(seq, below);
    const [first, last] = [pick(FIRST), pick(LAST)];
    const fullName = `${first} ${last}`;
    const latin = /^\p{ASCII}+$/u.test(first) ? first.toLowerCase() : 'user';
    const username = `${latin}${below(10)}.${seq.toString(36)}`;
    const phoneKey = `8801${3 + below(7)}${String(10_000_000 + below(90_000_000))}`;
    const phone = `0${phoneKey.slice(3)}`;
    const zone = pick(zones);
    const chance = below(100);
    const status =
      chance < 86
        ? 'active'
        : chance < 92
          ? 'suspended'
          : chance < 94
            ? 'pending'
            : chance < 97
              ? 'expired'
              : 'deleted';
    const ip = below(3) === 0 ? 0x0a000000 + seq * 4 : null;
    const accountNumber = below(2) === 0 ? `AC-${seq + 100_000}` : null;
    const serial = below(4) === 0 ? `HWTC${below(0x7fffffff).toString(16).toUpperCase()}` : null;
    const mac =
      below(3) === 0
        ? `48:8F:5A${[16, 8, 0].map((at) => `:${((seq >> at) & 255).toString(16).toUpperCase().padStart(2, '0')}`).join('')}`
        : null;
    const created = now - Math.floor((1 - seq / count) * 2000 * DAY);
    const expires = below(10) < 9 ? now + (below(40) - 5) * DAY : null;
    const custom = serial === null ? '{}' : JSON.stringify({ [field]: serial });
    customer.run(
      seq,
      id,
      pick(operators),
      username,
      folded(username),
      password,
      fullName,
      folded(fullName),
      phone,
      phoneKey,
      below(3) === 0 ? `${username}@example.com` : null,
      pick(packages),
      pick(profiles),
      zone.id,
      `House ${below(400)}, Road ${below(40)}, ${zone.name}`,
      ip,
      accountNumber,
      status,
      status === 'suspended' ? pick(['manual', 'unpaid']) : null,
      expires,
      pick(['home', 'corporate']),
      'wired',
      custom,
      created,
      created,
      status === 'deleted' ? now - below(300) * DAY : null,
      status === 'pending' ? null : created,
    );
    search.run(
      seq,
      searchText({
        username,
        fullName,
        phone,
        phoneKey,
        ip,
        macs: mac === null ? [] : [mac],
        accountNumber,
        zoneName: zone.name,
        custom: serial === null ? [] : [serial],
      }),
    );
    if (mac !== null) device.run(uuid(seq, below), id, mac, 'bench', created);
    if (below(3) === 0) opening.run(uuid(seq, below), id, (below(2000) - 1000) * 100, created);
  }
}

/** Sorts by the time of making, as those of the program do. */
function uuid(seq: number, below: (below: number) => number): string {
  const part = (digits: number): string =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = (0x19000000000 + seq).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${part(3)}-8${part(3)}-${part(6)}${part(6)}`;
}
