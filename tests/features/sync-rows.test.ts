import { describe, expect, test } from 'vitest';
import { customerDropper, customerPutter, recordDropper, recordPutter } from '#main/features/sync/rows/index.ts';
import { RecordRow, type CustomerRow } from '#shared/sync/rows.ts';
import type { Store } from '#main/store/index.ts';
import type { Client, Office } from './office.ts';
import { console, everythingIn, jobsIn, onStore, putAll } from './two-consoles.ts';

/** The sample ISP, with its blocks on a router. */
async function sampleConsole(): Promise<Office> {
  const office = console();
  const client = await office.open();
  await client.reference.demo({ router: false });
  await office.close();
  await onStore(office, (store) =>
    store.write((tx) => {
      const operatorId = String(tx.db.prepare('SELECT id FROM operator WHERE parent_id IS NULL').pluck().get());
      const id = crypto.randomUUID();
      const body = {
        ...{ name: 'Tower', nameKey: 'tower', code: 'T', codeKey: 't', host: '10.0.0.1', port: 8728, tls: false },
        ...{
          fingerprint: null,
          username: 'lastmile',
          password: 'router-secret',
          codePage: 'windows-1252',
          writes: true,
        },
        ...{ authentication: 'local', suspension: 'disable', staticWay: 'lease', pppLocalAddress: null },
        ...{ hotspotServer: null, dhcpServer: null, customerInterface: null, radiusSecret: 'coa', retiredAt: null },
      };
      expect(recordPutter(tx, store.seal)({ kind: 'router', id, operatorId, version: 3, body })).toBeNull();
      tx.db.prepare('UPDATE network_address SET router_id = ?').run(id);
      // As if the server had been told.
      tx.db.exec('UPDATE sync_record SET touched = 0');
    }),
  );
  return office;
}

/** A console that has nothing of its own, and then everything that another one has. */
async function consoleWith(rows: ReturnType<typeof everythingIn>): Promise<Office> {
  const office = console();
  await onStore(office, (store) =>
    store.write((tx) => {
      const drop = recordDropper(tx);
      for (const { kind, id } of everythingIn(store).records) drop(kind, id);
      putAll(tx, store, rows);
    }),
  );
  return office;
}

/** What the list tells of everybody. */
function listed(client: Client, search?: string) {
  const filter = search === undefined ? { status: 'all' as const } : { status: 'all' as const, search };
  return client.customers.list({ filter, limit: 1000, sort: { by: 'username', descending: false } });
}

async function asked(office: Office) {
  const client = await office.open();
  const whole = await listed(client);
  const searches = [];
  for (const word of ['rahim', '0171', '10.', 'gulshan']) searches.push(await listed(client, word));
  await office.close();
  return { whole, searches };
}

const firstOf = <Row>([row]: readonly Row[]): Row => {
  if (row === undefined) throw new Error('There is none');
  return row;
};

/** A new store with these rows in it, for one test of its own. */
const among = async <Done>(
  work: (store: Store, rows: ReturnType<typeof everythingIn>) => Promise<Done>,
): Promise<Done> => {
  const office = await sampleConsole();
  return onStore(office, (store) => work(store, everythingIn(store)));
};

const searchedBy = ({ reader }: Store, word: string): unknown[] =>
  reader
    .prepare(
      'SELECT customer.id FROM customer_search JOIN customer ON seq = customer_search.rowid WHERE customer_search MATCH ?',
    )
    .pluck()
    .all(`"${word}"`);

describe('everything that a console has', () => {
  test('given the sample ISP, when its rows are read and put into an empty store with another key, then they read the same there, and lists, search and what is to be done on routers agree', async () => {
    const one = await sampleConsole();
    const { rows, jobs } = await onStore(one, (store) => ({ rows: everythingIn(store), jobs: jobsIn(store) }));
    expect(rows.records.map((row) => RecordRow.parse(row))).toEqual(rows.records);
    expect(rows.customers.some(({ password }) => password !== null)).toBe(true);
    const other = await consoleWith(rows);
    await onStore(other, async (store) => {
      expect(everythingIn(store)).toEqual(rows);
      expect(new Set(jobsIn(store).map(where))).toEqual(new Set(jobs.map(where)));
      expect(jobs.length).toBeGreaterThan(10);
      // A second time there is nothing to be done, and nobody is queued again.
      const before = jobsIn(store);
      await store.write((tx) => {
        const changes = tx.db.prepare('SELECT total_changes()').pluck();
        const was = changes.get();
        putAll(tx, store, rows);
        expect(changes.get()).toBe(was);
      });
      expect(jobsIn(store)).toEqual(before);
      expect(store.reader.prepare('SELECT * FROM sync_record WHERE touched = 1').all()).toEqual([]);
    });
    expect(await asked(other)).toEqual(await asked(one));
  });

  test('given the sample ISP, when its records are read, then what a record refers to comes before it', () =>
    among((_, { records }) => {
      const seen = new Set<string>();
      for (const { id, body } of records) {
        for (const to of [body['parentId'], body['routerId']]) if (typeof to === 'string') expect(seen).toContain(to);
        seen.add(id);
      }
      return Promise.resolve();
    }));
});

const where = (job: unknown): string => {
  const { customer_id: customer, router_id: router } = job as { customer_id: string; router_id: string };
  return `${customer} on ${router}`;
};

describe('customers who are put', () => {
  test('given one who is to be on a router, when only what no router is told of differs, then nothing is queued; when the password does, then that one is', () =>
    among(async (store, { customers }) => {
      const jobs = new Map(jobsIn(store).map((job) => [where(job).split(' ')[0], job]));
      const row = firstOf(customers.filter(({ id }) => jobs.has(id)));
      const put = (to: CustomerRow) => store.write((tx) => customerPutter(tx, store.seal)(to));
      const version = () => store.reader.prepare('SELECT version FROM customer WHERE id = ?').pluck().get(row.id);
      const was = Number(version());
      await put({ ...row, updatedAt: row.updatedAt + 1 });
      expect(version()).toBe(was);
      await put({ ...row, address: 'Elsewhere' });
      expect(version()).toBe(was + 1);
      const before = jobsIn(store);
      await put({ ...row, address: 'Elsewhere', password: 'another-secret' });
      const after = jobsIn(store);
      const generation = (all: unknown[]) =>
        (all.find((job) => where(job).startsWith(row.id)) as { generation: number }).generation;
      expect(before).toEqual([...jobs.values()]);
      expect(generation(after)).toBe(generation(before) + 1);
      expect(after.filter((job) => !before.some((one) => JSON.stringify(one) === JSON.stringify(job)))).toHaveLength(1);
    }));

  test('given a device that another customer had, when it comes with whom it is now, then the other loses it, and neither is refused, in any order', () =>
    among(async (store, { customers }) => {
      const [one, other] = [firstOf(customers), firstOf(customers.slice(1))];
      const device = { id: crypto.randomUUID(), mac: 'AA:BB:CC:00:11:22', type: null, addedBy: '', addedAt: 0 };
      const withIt = (row: CustomerRow) => ({ ...row, devices: [...row.devices, device] });
      await store.write((tx) => {
        const put = customerPutter(tx, store.seal);
        put(withIt(one));
        put(withIt(other));
        put(one);
      });
      expect(searchedBy(store, 'aabbcc001122')).toEqual([other.id]);
      expect(store.reader.prepare('SELECT customer_id FROM device WHERE id = ?').pluck().all(device.id)).toEqual([
        other.id,
      ]);
    }));

  test('given two who have the username of each other, when they are put, then neither is refused', () =>
    among(async (store, { customers }) => {
      const [one, other] = [firstOf(customers), firstOf(customers.slice(1))];
      await store.write((tx) => {
        const put = customerPutter(tx, store.seal);
        put({ ...one, username: other.username, ip: other.ip });
        put({ ...other, username: one.username, ip: one.ip });
      });
      const now = everythingIn(store)
        .customers.slice(0, 2)
        .map(({ username }) => username);
      expect(now).toEqual([other.username, one.username]);
    }));

  test('given a password that does not open any more, when the row comes, then it is mended', () =>
    among(async (store, { customers }) => {
      const row = firstOf(customers.filter(({ password }) => password !== null));
      await store.write(({ db }) =>
        db.prepare(`UPDATE customer SET password_sealed = x'0102' WHERE id = ?`).run(row.id),
      );
      await store.write((tx) => customerPutter(tx, store.seal)(row));
      expect(everythingIn(store).customers).toContainEqual(row);
    }));

  test('given customers with lines, when they are dropped, then nothing is left but the money that was taken in, and routers are to forget them', () =>
    among(async (store, { customers }) => {
      const onRouter = jobsIn(store).map(where);
      await store.write((tx) => {
        tx.db.exec(`UPDATE provisioning SET state = 'applied', applied_username = 'x'`);
        const drop = customerDropper(tx);
        for (const { id } of customers) drop(id);
      });
      for (const table of ['customer', 'device', 'automatic_suspension', 'customer_search'])
        expect(store.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
      const kinds = store.reader.prepare('SELECT DISTINCT kind FROM ledger_entry').pluck().all();
      expect(['payment', 'reversal']).toEqual(expect.arrayContaining(kinds));
      const queued = store.reader.prepare(`SELECT count(*) FROM provisioning WHERE state = 'queued'`).pluck().get();
      expect(queued).toBe(onRouter.length);
      expect(store.reader.prepare('SELECT * FROM sync_record WHERE touched = 1').all()).toEqual([]);
    }));
});

describe('records that are put', () => {
  test('given two of a kind with the same name, code, label and block, when they come one after the other, then neither is refused, whatever the kind', () =>
    among(async (store, { records }) => {
      const text = textOf(records);
      const ones = [...new Map([...records, text].map((row) => [row.kind, row])).values()].filter(
        ({ kind }) => !SINGLE.has(kind),
      );
      const twins = ones.map((row): RecordRow => {
        const id = crypto.randomUUID();
        return { ...row, id, operatorId: row.kind === 'operator' ? id : row.operatorId };
      });
      await store.write((tx) => {
        const put = recordPutter(tx, store.seal);
        for (const row of [text, ...twins]) expect(put(row)).toBeNull();
      });
      expect(ones.length).toBeGreaterThanOrEqual(9);
      expect(everythingIn(store).records).toEqual(expect.arrayContaining([...ones, ...twins]));
    }));

  test.each(['the one', 'the other'])(
    'given two zones whose names have swapped, when %s comes first, then neither is refused',
    (first) =>
      among(async (store, { records }) => {
        const [one, other] = records.filter(({ kind }) => kind === 'zone');
        if (!one || !other) throw new Error('There are no two zones');
        const swapped = [
          { ...one, version: 2, body: { ...other.body, parentId: null } },
          { ...other, version: 2, body: { ...one.body, parentId: null } },
        ];
        const coming = first === 'the one' ? swapped : swapped.toReversed();
        await store.write((tx) => expect(coming.map(recordPutter(tx, store.seal))).toEqual([null, null]));
        expect(everythingIn(store).records).toEqual(expect.arrayContaining(swapped));
      }),
  );

  test('given customers of a zone, when its name comes as another, or it is gone, then they are found by what holds', () =>
    among(async (store, { records, customers }) => {
      const zone = firstOf(
        records.filter(({ kind, id }) => kind === 'zone' && customers.some(({ zoneId }) => zoneId === id)),
      );
      const there = customers.filter(({ zoneId }) => zoneId === zone.id).length;
      const body = { ...zone.body, name: 'Xyzzy', nameKey: 'xyzzy' };
      await store.write((tx) => recordPutter(tx, store.seal)({ ...zone, version: 9, body }));
      expect(searchedBy(store, 'xyzzy')).toHaveLength(there);
      await store.write((tx) => recordDropper(tx)('zone', zone.id));
      expect(searchedBy(store, 'xyzzy')).toEqual([]);
    }));

  test('given customers with a value in a field, when the field comes as taken away, then they are not found by it, and when it is back, then they are', () =>
    among(async (store, { records, customers }) => {
      const field = firstOf(records.filter(({ kind }) => kind === 'custom-field'));
      const one = firstOf(customers);
      const putField = (deletedAt: number | null) =>
        store.write((tx) => recordPutter(tx, store.seal)({ ...field, body: { ...field.body, deletedAt } }));
      await store.write((tx) => customerPutter(tx, store.seal)({ ...one, custom: { [field.id]: 'plugh42' } }));
      expect(searchedBy(store, 'plugh42')).toEqual([one.id]);
      await putField(1);
      expect(searchedBy(store, 'plugh42')).toEqual([]);
      await putField(null);
      expect(searchedBy(store, 'plugh42')).toEqual([one.id]);
    }));

  test('given a block with packages, when one of them is dropped, then the block has it no longer, and that is no change of the block here', () =>
    among(async (store, { records }) => {
      const block = firstOf(
        records.filter(({ body }) => Array.isArray(body['packageIds']) && body['packageIds'].length > 0),
      );
      const [gone] = block.body['packageIds'] as string[];
      await store.write((tx) => recordDropper(tx)('package', gone ?? ''));
      const now = firstOf(everythingIn(store).records.filter(({ id }) => id === block.id));
      expect(now.body['packageIds']).not.toContain(gone);
      expect(now.version).toBe(block.version);
      expect(store.reader.prepare('SELECT * FROM sync_record WHERE touched = 1').all()).toEqual([]);
    }));

  test("given a setting that is this console's own, when a row of its name comes or goes, then it stays as it is", () =>
    among(async (store) => {
      await store.write((tx) => {
        tx.db.exec(`INSERT INTO setting (name, value) VALUES ('enrolled', 'true')`);
        const row = { kind: 'setting', id: 'enrolled', operatorId: null, version: 1, body: { value: false } } as const;
        expect(recordPutter(tx, store.seal)(row)).toMatchObject({ code: 'sync-record-unreadable' });
        recordDropper(tx)('setting', 'enrolled');
        recordDropper(tx)('report-handed-in', 'enrolled');
      });
      expect(store.reader.prepare(`SELECT value FROM setting WHERE name = 'enrolled'`).pluck().get()).toBe('true');
    }));
});

/** Of these there is one of a name, or none has any. */
const SINGLE: ReadonlySet<string> = new Set(['setting', 'report-handed-in', 'automatic-suspension']);

/** The sample ISP has no texts of its own. */
function textOf(records: readonly RecordRow[]): RecordRow {
  const body = { kind: 'payment-received', text: 'Paid', automatic: false };
  const { operatorId } = firstOf(records);
  return { kind: 'message-template', id: crypto.randomUUID(), operatorId, version: 1, body };
}
