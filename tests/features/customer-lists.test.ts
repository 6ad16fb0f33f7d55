import { randomUUID } from 'node:crypto';
import DatabaseFile from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CUSTOMER_SORTS, type CustomerFilter, type CustomerLine } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { folded } from '#shared/domain/text.ts';
import { type ListDeps, listOf } from '#main/features/customers/list.ts';
import { allMatching, quicklyMatching } from '#main/features/customers/matching.ts';
import { type Kept, keptUntilWritten } from '#main/features/customers/totals.ts';
import { turns } from '#main/features/customers/turns.ts';
import { windowAfter } from '#main/features/customers/windows.ts';
import { firstAdmin } from '#main/features/operators/index.ts';
import { pathsOf } from '#main/store/folder.ts';
import { searchIndex } from '#main/store/index.ts';
import { knowSearch } from '#main/store/search-told.ts';
import { beside, type Client, type CoreAtWork, coreAtWork, NOW } from './core-at-work.ts';

// Lists of a few thousand customers, of whom a good many match what is asked: the ways that are taken among many.

const COUNT = 3000;
const NAMES = ['Rahim Uddin', 'রহিম উদ্দিন', 'Wanjiku Kamau', 'Mohammad Khan', 'Shirin Akter ২'];

let work: CoreAtWork;
let client: Client;
let lines: readonly CustomerLine[];
let field: string;
let phoneKeys: ReadonlyMap<string, string | null>;

const everything = async (filter: CustomerFilter, by: Client = client): Promise<CustomerLine[]> => {
  const all: CustomerLine[] = [];
  for (let after: string | undefined; ;) {
    const page = await by.customers.list({ filter, limit: 1000, ...(after === undefined ? {} : { after }) });
    all.push(...page.customers);
    if (page.next === null) return all;
    after = page.next;
  }
};

beforeEach(async () => {
  work = await coreAtWork();
  client = work.as();
  await client.reference.demo();
  fill(work.folder, COUNT);
  const { customFields } = await client.reference.lists();
  field = customFields.find(({ label }) => label === 'ONU Serial')?.id ?? '';
  lines = await everything({ status: 'all' });
  phoneKeys = new Map(
    beside(work.folder, (db) =>
      db.prepare<[], [string, string | null]>('SELECT id, phone_key FROM customer').raw().all(),
    ),
  );
});

describe('a list of many', () => {
  test('property: read in windows, any filter in any order gives everybody who matches exactly once', async () => {
    const lists = await client.reference.lists();
    const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const filter = fc.record({
      status: some([...CUSTOMER_STATUSES, 'all'] as const),
      search: some(['rahim', 'রহিম', 'u1', '2', '01711', 'kamau mohammad', 'serial-7', '10.9.0', 'm 1', 'nobody here']),
      packages: some(lists.packages.map(({ id }) => [id])),
      zones: some(lists.zones.map(({ id }) => [id])),
      operators: some(lists.operators.map(({ id }) => [id])),
      types: some([['pppoe-daily'], ['pppoe-monthly', 'static-monthly'], ['hotspot', 'other']] as const),
      expiringWithin: some([0, 3, 30]),
      withoutPhone: some([true] as const),
      withoutZone: some([true] as const),
      withoutPassword: some([true] as const),
      notSynced: some([true] as const),
      notOnRouter: some([true] as const),
      suspendedReason: some(['manual', 'unpaid'] as const),
      created: some([{ from: '2026-01-01' }, { to: '2026-03-31' }, { from: '2026-02-01', to: '2026-02-28' }]),
      custom: some([[{ field }], [{ field, value: 'SERIAL-7' }], [{ field: randomUUID() }]]),
    });
    const order = fc.record({ by: fc.constantFrom(...CUSTOMER_SORTS), descending: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(filter, order, fc.integer({ min: 40, max: 400 }), async (asked, sort, limit) => {
        const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
        const which = { filter: given as CustomerFilter };
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await client.customers.list({
            ...which,
            sort,
            limit,
            ...(after === undefined ? {} : { after }),
          });
          if (page.isExact) expect(page.total).toBe((await client.customers.count({ which })).total);
          seen.push(...page.customers.map(({ id }) => id));
          after = page.next ?? undefined;
        } while (after !== undefined);
        const { total } = await client.customers.windows({ ...which, sort, size: 50 });
        expect([seen.length, new Set(seen).size]).toEqual([total, total]);
        expect(seen.toSorted()).toEqual(expected(given as CustomerFilter).toSorted());
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['evenly', { search: 'rahim' }],
    ['at the beginning of the order', { search: 'u1' }],
    ['at its end', { search: 'u2' }],
    ['by rows alone', { withoutPassword: true }],
    ['by an index and by rows', { withoutPhone: true, custom: [{ field: '' }] }],
    ['nowhere', { search: 'u', suspendedReason: 'unpaid', withoutPassword: true, zones: [randomUUID()] }],
  ] as [string, CustomerFilter][])(
    'given nobody waits for the number of matches, which lie %s, when windows are read, then they are the same',
    async (_, given) => {
      const filter: CustomerFilter = given.custom ? { ...given, custom: [{ field }] } : given;
      const db = new DatabaseFile(pathsOf(work.folder).store, { readonly: true });
      knowSearch(db);
      const kept = (): Kept => keptUntilWritten({ reader: db });
      const patience = { many: 20, piece: 50, asked: 1000 };
      const deps: ListDeps = { reader: db, kept: kept(), orders: kept(), patience, now: () => NOW };
      for (const sort of [
        undefined,
        { by: 'expires', descending: false },
        { by: 'created', descending: true },
      ] as const) {
        const list = listOf(deps, firstAdmin({ reader: db }), filter, sort);
        for (let after: string | undefined, pages = 0; pages < 4; pages += 1) {
          const input = { filter, limit: 60, ...(sort && { sort }), ...(after === undefined ? {} : { after }) };
          const quick = await windowAfter(deps, list, after, 60, turns());
          const page = await client.customers.list(input);
          expect([quick.customers, quick.next]).toEqual([page.customers, page.next]);
          expect(quick.isExact ? quick.total === page.total : quick.total <= page.total).toBe(true);
          if (page.next === null) break;
          after = page.next;
        }
      }
      db.close();
    },
  );

  test('given an index is read in many pieces, when all who match are gathered, then they are those it knows at once', async () => {
    const db = new DatabaseFile(pathsOf(work.folder).store, { readonly: true });
    knowSearch(db);
    const patience = { many: 10_000, piece: 7, asked: 1000 };
    for (const search of ['rahim', 'kamau wanjiku', '017', 'u1', 'serial-7', 'nobody here']) {
      const kept = (): Kept => keptUntilWritten({ reader: db });
      const deps: ListDeps = { reader: db, kept: kept(), orders: kept(), patience, now: () => NOW };
      const { which } = listOf(deps, firstAdmin({ reader: db }), { search }, undefined);
      const quick = await quicklyMatching(deps, which, turns());
      const all = await allMatching(deps, which, turns());
      const known = lines.filter(isThere).filter((line) => answers(line, search));
      expect([search, quick.isWhole && quick.set.size, all.size]).toEqual([search, known.length, known.length]);
      const seqOf = db.prepare<[string], number>('SELECT seq FROM customer WHERE id = ?').pluck();
      expect(known.filter(({ id }) => !all.has(seqOf.get(id) ?? 0))).toEqual([]);
    }
    db.close();
  });

  test('given whoever looked for the first window went away, when all who match are counted, then they are', async () => {
    const db = new DatabaseFile(pathsOf(work.folder).store, { readonly: true });
    knowSearch(db);
    const kept = (): Kept => keptUntilWritten({ reader: db });
    const patience = { many: 10_000, piece: 7, asked: 1000 };
    const deps: ListDeps = { reader: db, kept: kept(), orders: kept(), patience, now: () => NOW };
    const { which } = listOf(deps, firstAdmin({ reader: db }), { search: 'rahim' }, undefined);
    const gone = quicklyMatching(deps, which, () => Promise.reject(new Error('gone')));
    const all = allMatching(deps, which, turns());
    await expect(gone).rejects.toThrow('gone');
    expect((await all).size).toBe(lines.filter(isThere).filter((line) => answers(line, 'rahim')).length);
    db.close();
  });

  test('given any phone writing, when it is searched for, then the same customers are found', async () => {
    const found = await Promise.all(
      ['01711', '8801711', '+8801711', '০১৭১১', '+880 1711', '৮৮০১৭১১'].map((search) => everything({ search })),
    );
    const [first = []] = found.map((some) => some.map(({ id }) => id).toSorted());
    expect(first.length).toBeGreaterThan(20);
    expect(first.toSorted()).toEqual(
      lines
        .filter(isThere)
        .filter(begins('01711'))
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const some of found) expect(some.map(({ id }) => id).toSorted()).toEqual(first);
  });

  test('given a zone with others beneath, when it is filtered by, then they are in it', async () => {
    const { zones } = await client.reference.lists();
    const parents = beside(work.folder, (db) =>
      db
        .prepare<[], { id: string; name: string }>('SELECT id, name FROM zone WHERE id IN (SELECT parent_id FROM zone)')
        .all(),
    );
    expect(parents.length).toBeGreaterThan(0);
    for (const { id } of parents) {
      const found = await everything({ zones: [id] });
      expect(new Set(found.map(({ zone }) => zone)).size).toBeGreaterThan(1);
      expect(zones.map(({ name }) => name)).toEqual(expect.arrayContaining(found.map(({ zone }) => zone)));
    }
  });

  test('given days, when customers are filtered by them, then a day begins and ends in the time zone of the ISP', async () => {
    await client.settings.update({ timeZone: 'Asia/Dhaka' });
    const [one, other] = lines.filter(isThere).map(({ id }) => id);
    beside(work.folder, (db) => {
      const set = db.prepare('UPDATE customer SET created_at = ? WHERE id = ?');
      set.run(Date.parse('2031-05-09T17:59:59Z'), one);
      set.run(Date.parse('2031-05-09T18:00:00Z'), other);
    });
    const on = async (day: string) => (await everything({ created: { from: day, to: day } })).map(({ id }) => id);
    expect([await on('2031-05-09'), await on('2031-05-10')]).toEqual([[one], [other]]);
    beside(work.folder, (db) =>
      db.exec("UPDATE customer SET created_at = 0 WHERE created_at > unixepoch('2031-01-01') * 1000"),
    );
  });
});

describe('a selection', () => {
  test('given all that match but some, when it is counted and exported, then those are left out', async () => {
    const filter: CustomerFilter = { search: 'wanjiku' };
    const all = await everything(filter);
    const except = all.slice(0, 3).map(({ id }) => id);
    const foreign = lines.find(({ fullName }) => !fullName.includes('Wanjiku'))?.id ?? '';
    const which = { filter, except: [...except, foreign] };
    expect(await client.customers.count({ which })).toEqual({ total: all.length - 3 });
    const file = await client.customers.export({ which, columns: ['username'], format: 'csv' });
    const rows = (await file.text()).replace('\uFEFF', '').trim().split('\r\n').slice(1);
    expect(rows).toEqual(all.slice(3).map(({ username }) => username));
  });

  test('given ids, when some are foreign or unknown, then they do not count', async () => {
    const { operators } = await client.reference.lists();
    const reseller = work.as({ operatorId: operators.find(({ code }) => code === 'DN')?.id ?? '', isRoot: false });
    const ids = lines.map(({ id }) => id).slice(0, 2000);
    const own = new Set((await everything({ status: 'all' }, reseller)).map(({ id }) => id));
    const { total } = await reseller.customers.count({ which: { ids: [...ids, randomUUID()] } });
    expect(total).toBe(ids.filter((id) => own.has(id)).length);
    expect(total).toBeGreaterThan(0);
  });
});

const isThere = ({ status }: CustomerLine): boolean => status !== 'deleted';
const begins = (digits: string) => (line: CustomerLine) => (line.phone ?? '').includes(digits);

/** Who matches by what their lines say: another way to the same answer. Instants of the scene lie far from midnight. */
function expected(filter: CustomerFilter): string[] {
  const nameOf = (table: string, ids: readonly string[] | undefined) =>
    ids &&
    beside(work.folder, (db) =>
      ids.map((id) => db.prepare<[string], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck().get(id)),
    );
  const zones = filter.zones && nameOf('zone', beneath(filter.zones));
  const [packages, operators] = [nameOf('package', filter.packages), nameOf('operator', filter.operators)];
  const soon = Date.parse('2026-11-20T18:00:00Z') + (filter.expiringWithin ?? 0) * 86_400_000;
  const unknown = new Set(
    beside(work.folder, (db) =>
      db.prepare<[], string>('SELECT id FROM customer WHERE password_sealed IS NULL').pluck().all(),
    ),
  );
  return lines
    .filter((line) => (filter.status === 'all' ? true : filter.status ? line.status === filter.status : isThere(line)))
    .filter((line) => !filter.search || answers(line, filter.search))
    .filter((line) => !packages || packages.includes(line.package))
    .filter((line) => !operators || operators.includes(line.operator))
    .filter((line) => !zones || zones.includes(line.zone ?? undefined))
    .filter((line) => !filter.types || filter.types.includes(line.type))
    .filter(
      (line) =>
        filter.expiringWithin === undefined ||
        (line.status === 'active' && line.expires !== null && Date.parse(line.expires) < soon),
    )
    .filter((line) => !filter.withoutPhone || line.phone === null)
    .filter((line) => !filter.withoutZone || line.zone === null)
    .filter((line) => !filter.withoutPassword || unknown.has(line.id))
    .filter(() => !filter.notSynced)
    .filter(({ provisioning }) => !filter.notOnRouter || provisioning === 'queued' || provisioning === 'failed')
    .filter(
      (line) =>
        !filter.suspendedReason || (line.status === 'suspended' && line.suspendedReason === filter.suspendedReason),
    )
    .filter((line) => !filter.created?.from || line.createdAt.slice(0, 10) >= filter.created.from)
    .filter((line) => !filter.created?.to || line.createdAt.slice(0, 10) <= filter.created.to)
    .filter((line) =>
      (filter.custom ?? []).every(
        ({ field: id, value }) =>
          (line.custom[id] ?? '').toLowerCase().includes((value ?? '').toLowerCase()) && line.custom[id] !== undefined,
      ),
    )
    .map(({ id }) => id);
}

function beneath(ids: readonly string[]): string[] {
  const children = beside(work.folder, (db) =>
    ids.flatMap((id) => db.prepare<[string], string>('SELECT id FROM zone WHERE parent_id = ?').pluck().all(id)),
  );
  return children.length === 0 ? [...ids] : [...ids, ...beneath(children)];
}

/** Long words anywhere in the search text; short ones as the index answers them: beginning or within the four columns. */
function answers(line: CustomerLine, typed: string): boolean {
  const key = phoneKeys.get(line.id) ?? null;
  const ip = line.ip === null ? null : line.ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const text = searchText({ ...line, phoneKey: key, ip, zoneName: line.zone, custom: Object.values(line.custom) });
  const columns = [folded(line.username), folded(line.fullName), key ?? '', (line.accountNumber ?? '').toLowerCase()];
  const words = typed.split(' ');
  const long = words.filter((word) => word.length > 2);
  const short = words.filter((word) => word.length <= 2);
  const within = (word: string): boolean => columns.some((column) => column.includes(word));
  if (long.length > 0) return long.every((word) => text.includes(word)) && short.every(within);
  return columns.slice(0, 3).some((column) => column.startsWith(short[0] ?? '')) && short.slice(1).every(within);
}

/** Adds copies of the sample's customers with lives of their own. */
function fill(folder: string, count: number): void {
  beside(folder, (db) => {
    const models = db.prepare<[], { seq: number }>('SELECT seq FROM customer ORDER BY seq').all();
    const serial = db.prepare<[], string>("SELECT id FROM custom_field WHERE label = 'ONU Serial'").pluck().get() ?? '';
    const add = db.prepare(
      `INSERT INTO customer (id, operator_id, username, username_key, password_sealed, full_name, name_key, phone, phone_key,
         package_id, billing_profile_id, zone_id, ip, status, suspended_reason, expires_at, custom, created_at, updated_at,
         deleted_at)
       SELECT ?, operator_id, ?, ?, ?, ?, ?, ?, ?, package_id, billing_profile_id, iif(?, NULL, zone_id), ?, ?, ?, ?, ?, ?, 0, ?
       FROM customer WHERE seq = ?`,
    );
    const index = searchIndex(db);
    db.transaction(() => {
      for (let i = 0; i < count; i += 1) {
        const username = `u${(i * 7919) % count}`;
        const name = NAMES[i % NAMES.length] ?? '';
        const phoneKey = i % 11 === 0 ? null : `88017${String(10_000_000 + i * 2777)}`;
        const status = i % 9 === 0 ? 'suspended' : i % 31 === 0 ? 'deleted' : i % 17 === 0 ? 'expired' : 'active';
        const at = Date.parse('2026-01-01T06:00:00Z') + (i % 300) * 86_400_000;
        const { lastInsertRowid } = add.run(
          randomUUID(),
          username,
          username,
          i % 5 === 0 ? null : Buffer.from('sealed'),
          name,
          folded(name),
          phoneKey === null ? null : `0${phoneKey.slice(3)}`,
          phoneKey,
          i % 4 === 0 ? 1 : 0,
          i % 3 === 0 ? 0x0a090000 + (i % 500) : null,
          status,
          status === 'suspended' ? (i % 2 === 0 ? 'manual' : 'unpaid') : null,
          i % 6 === 0 ? null : at + (i % 400) * 86_400_000,
          i % 8 === 0 ? JSON.stringify({ [serial]: `Serial-${i}` }) : '{}',
          at,
          status === 'deleted' ? at : null,
          models[i % models.length]?.seq,
        );
        index.refresh(Number(lastInsertRowid));
      }
    })();
  });
}
