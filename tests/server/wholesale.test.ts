import { describe, expect, test } from 'vitest';
import type { PulledRow } from '#shared/sync/rows.ts';
import type { Database } from '#server/store/database.ts';
import { adds, central, changes, Console, customer, mutation, NORTH, payment, puts, ROOT, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { unsureDatabase } from './sync-faults/unsure-database.ts';

// What one mutation does to everybody comes to consoles in pages all the same: here of three rows.

const FIELD = '00000000-0000-4000-8000-000000000301';
const [FROM, INTO] = ['00000000-0000-4000-8000-000000000311', '00000000-0000-4000-8000-000000000312'];
const PEOPLE = 10;
const PAGE = 3;

const zone = (id: string, name: string) => ({
  ...{ kind: 'zone' as const, id, operatorId: ROOT, version: 1 },
  body: { name, nameKey: name, code: name, codeKey: name, parentId: null },
});

const done = { by: '', at: 0 };
const purge = () => mutation({ name: 'fields.purge', args: { ...done, id: FIELD } });
const merge = () => mutation({ name: 'zones.merge', args: { ...done, from: FROM, into: INTO } });

/** Ten customers with a value of their own in one zone, and an office that has seen them. */
async function known(kind: Database['kind'] = 'postgresql') {
  const { deps, database } = await central(kind);
  const office = (operatorId = ROOT) => new Console({ ...deps, page: PAGE }, operatorId);
  const one = office();
  const people = Array.from({ length: PEOPLE }, (_, number) =>
    customer(`user${number}`, { custom: { [FIELD]: 'x', other: 'y' }, zoneId: FROM }),
  );
  await one.push([puts([zone(FROM, 'mirpur'), zone(INTO, 'banani')]), adds(people)]);
  const other = office();
  await all(other);
  return { deps, database, one, other, office, people };
}

/** Everything there is for a console, by the length of the pages. */
async function all(office: Console, limit = PAGE): Promise<{ pages: number[]; rows: PulledRow[] }> {
  const [pages, rows]: [number[], PulledRow[]] = [[], []];
  for (;;) {
    const reply = await office.pull(limit);
    expect(reply.fault).toBeNull();
    pages.push(reply.rows.length + reply.tombstones.length);
    rows.push(...reply.rows);
    if (!reply.more) return { pages, rows };
  }
}

const customersIn = (rows: readonly PulledRow[]) => rows.flatMap((one) => (one.entity === 'customer' ? [one.row] : []));

describe.skipIf(!hasPostgreSql()).each(['postgresql', 'embedded'] as const)(
  'what is done to everybody, in %s',
  (kind) => {
    test.each([
      ['a field whose values go', purge, { custom: { other: 'y' } }],
      ['a zone that goes over to another', merge, { zoneId: INTO }],
    ])(
      'given %s, when another console pulls, then no page is longer than it can take, and it gets everybody once',
      async (_, what, after) => {
        const { one, other } = await known(kind);
        expect((await one.push([what()])).results).toMatchObject([{ status: 'applied' }]);
        const { pages, rows } = await all(other);
        expect(Math.max(...pages)).toBeLessThanOrEqual(PAGE);
        const told = customersIn(rows);
        expect(new Set(told.map(({ id }) => id)).size).toBe(PEOPLE);
        expect(told).toHaveLength(PEOPLE);
        for (const row of told) expect(row).toMatchObject(after);
        // Both go on from there, in the same push too.
        const [first] = told;
        expect((await other.push([changes(first?.id ?? '', { phone: '1' })])).fault).toBeNull();
        expect((await one.push([what(), changes(first?.id ?? '', { phone: '2' })])).fault).toBeNull();
        expect(customersIn((await all(other)).rows)).toMatchObject([{ phone: '2' }]);
      },
    );
  },
);

describe.skipIf(!hasPostgreSql())('what is done to everybody', () => {
  test('given a customer with many lines, when they go to another operator, then the lines come in pages', async () => {
    const { one, office, people } = await known();
    const id = people[0]?.id ?? '';
    const lines = Array.from({ length: PEOPLE }, () => payment(id, 100));
    await one.push([
      mutation({ name: 'ledger.add', args: { ...done, lines } }),
      changes(id, { operatorId: NORTH, zoneId: null }),
    ]);
    const south = office(SOUTH);
    await all(south);
    await one.push([changes(id, { operatorId: SOUTH })]);
    const { pages, rows } = await all(south);
    // The customer stands beside the first of them.
    expect(Math.max(...pages)).toBeLessThanOrEqual(PAGE + 1);
    expect(rows.filter(({ entity }) => entity === 'ledger-entry')).toHaveLength(PEOPLE);
  });

  test('given the connection ends at any statement of it, when it is sent again, then everybody is told once, and before nobody', async () => {
    const { deps, database, other } = await known();
    const unsure = unsureDatabase(database);
    const one = new Console({ ...deps, database: unsure, page: PAGE }, ROOT);
    const versions = () => database.query('SELECT (SELECT version FROM head), (SELECT count(*)::int AS n FROM commit)');
    const before = await versions();
    let statements: number;
    for (let at = 1; ; at += 1) {
      statements = 0;
      unsure.before = async (number, tx) => {
        statements = number;
        if (number === at) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      };
      const isThrough = await one.push([purge(), merge()], one.next).then(
        () => true,
        () => false,
      );
      if (isThrough) break;
      expect(await versions(), `statement ${at}`).toEqual(before);
      expect((await other.pull()).rows).toEqual([]);
    }
    expect(statements).toBeGreaterThan(8);
    const { pages, rows } = await all(other);
    expect(Math.max(...pages)).toBeLessThanOrEqual(PAGE);
    expect(customersIn(rows)).toHaveLength(PEOPLE);
    for (const row of customersIn(rows)) expect(row).toMatchObject({ zoneId: INTO, custom: { other: 'y' } });
  });
});
