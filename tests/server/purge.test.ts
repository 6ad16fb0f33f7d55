import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PullReply } from '#shared/sync/pull.ts';
import { refusals } from '#main/features/sync/refusals.ts';
import { customerRows } from '#main/features/sync/rows/index.ts';
import type { Database } from '#server/store/database.ts';
import {
  adds,
  central,
  changes,
  type Console,
  customer,
  does,
  mutation,
  NORTH,
  NOW,
  payment,
  puts,
  ROOT,
  SOUTH,
} from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { consoleAt, count, TOP, waiting } from './sync-faults/console.ts';

const DAY = 86_400_000;

const purges = (ids: string[], at = NOW) =>
  mutation({ name: 'customers.remove', args: { by: '', at, ids, why: 'purge' } });

const deletedBefore = (database: Database, days: number, id: string) =>
  database.query('UPDATE customer SET deleted_at = $1 WHERE id = $2', [NOW - days * DAY, id]);

const setsPurge = (office: Console, days: number, version = 1) =>
  office.push([puts([{ kind: 'setting', id: 'purgeAfterDays', operatorId: null, version, body: { value: days } }])]);

const linesIn = ({ rows }: PullReply): string[] =>
  rows.flatMap((one) => (one.entity === 'ledger-entry' ? [one.row.id] : [])).sort();

describe.skipIf(!hasPostgreSql())('customers who are removed for good', () => {
  test('given somebody who has paid, when they are purged, then what was taken in and taken back stays, as it does in an office, and nothing else', async () => {
    const { database, console } = await central();
    const rahim = customer('rahim', { operatorId: NORTH });
    const code = { method: 'mpesa' as const, reference: 'QGH7XK2LM9', operatorId: NORTH };
    const paid = payment(rahim.id, 500, code);
    const slip = payment(rahim.id, 300);
    const back = payment(rahim.id, -300, { kind: 'reversal', method: null, reverses: slip.id });
    const charge = payment(rahim.id, -200, { kind: 'charge', method: null });
    const waived = payment(rahim.id, 200, { kind: 'reversal', method: null, reverses: charge.id });
    const office = console();
    const lines = [paid, slip, back, charge, waived];
    await office.push([adds([rahim], lines), does(rahim.id, { action: 'delete' })]);
    await deletedBefore(database, 400, rahim.id);
    const seen = console(NORTH);
    expect(linesIn(await seen.pull())).toHaveLength(lines.length);
    expect((await office.push([purges([rahim.id])])).results).toMatchObject([{ status: 'applied', rejections: [] }]);
    const money = [paid.id, slip.id, back.id].sort();
    const kept = await database.query<{ id: string }>('SELECT id FROM ledger_entry ORDER BY id');
    expect(kept.map(({ id }) => id)).toEqual(money);
    // Who comes new learns of the money too, but for whom it is no business of.
    for (const operator of [undefined, NORTH]) expect(linesIn(await console(operator).pull())).toEqual(money);
    expect(linesIn(await console(SOUTH).pull())).toEqual([]);
    expect(await seen.pull()).toMatchObject({ rows: [], tombstones: [{ entity: 'customer', id: rahim.id }] });
    // The code was used, whoever is gone.
    const karim = customer('karim');
    const again = changes(karim.id, {}, { action: 'pay', lines: [payment(karim.id, 500, code)] });
    expect((await office.push([adds([karim]), again])).results[1]?.rejections).toMatchObject([
      { code: 'PAYMENT_REFERENCE_TAKEN' },
    ]);
  });

  test('given an office whose clock is years ahead, when it purges, then the server keeps whom it has not kept long enough by its own', async () => {
    const { database, console } = await central();
    const office = console();
    const [long, late, back] = [customer('long'), customer('late'), customer('back')];
    await office.push([adds([long, late, back]), ...[long, late].map(({ id }) => does(id, { action: 'delete' }))]);
    await deletedBefore(database, 367, long.id);
    await deletedBefore(database, 363, late.id);
    const kept = async () => {
      const { results } = await office.push([purges([long.id, late.id, back.id], NOW + 3 * 366 * DAY)]);
      const rejections = results.flatMap((one) => one.rejections);
      return Object.fromEntries(rejections.flatMap(({ code, ids }) => (ids ?? []).map((id) => [id, code])));
    };
    const [tooEarly, restored] = [{ [late.id]: 'ACTION_REFUSED' }, { [back.id]: 'STALE_RECORD' }];
    expect(await kept()).toEqual({ ...tooEarly, ...restored });
    // By what the ISP has set; and nobody is, where it has set that nobody ever is.
    await setsPurge(office, 0);
    expect(await kept()).toEqual({ ...tooEarly, ...restored });
    await setsPurge(office, 30, 2);
    expect(await kept()).toEqual(restored);
    expect(await database.query('SELECT id FROM customer')).toEqual([{ id: back.id }]);
  });

  test('given automatic suspensions of whoever is purged, then they go along, and those of others stay', async () => {
    const { database, console } = await central();
    const office = console();
    const [gone, stays] = [customer('gone'), customer('stays')];
    await office.push([adds([gone, stays]), does(gone.id, { action: 'delete' })]);
    await deletedBefore(database, 400, gone.id);
    for (const { id } of [gone, stays]) {
      await database.query(
        `INSERT INTO record (kind, id, operator_id, version, body, commit_version)
         VALUES ('automatic-suspension', $1, $2, 1, $3, 1)`,
        [`of ${id}`, ROOT, JSON.stringify({ customerId: id })],
      );
    }
    await office.push([purges([gone.id])]);
    const left = await database.query("SELECT id FROM record WHERE kind = 'automatic-suspension'");
    expect(left).toEqual([{ id: `of ${stays.id}` }]);
  });

  test('given a console that purges too early, when it is told so, then they are here again as deleted, with all that is theirs, and nobody is asked', async () => {
    const server = await central();
    const head = server.console();
    const rahim = customer('rahim', {
      devices: [{ id: randomUUID(), mac: 'AA:BB:CC:00:00:01', type: null, addedBy: 'staff', addedAt: NOW }],
    });
    const paid = payment(rahim.id, 500);
    const charge = payment(rahim.id, -200, { kind: 'charge', method: null });
    await head.push([puts([TOP]), adds([rahim], [paid, charge]), does(rahim.id, { action: 'delete' })]);
    const here = await consoleAt(server);
    await here.engine.run();
    await here.do(purges([rahim.id]));
    const { store, engine } = here;
    expect(customerRows(store.reader, store.seal, [rahim.id])).toEqual([]);
    await engine.run();
    expect(engine.going().failure).toBeNull();
    expect(customerRows(store.reader, store.seal, [rahim.id])).toMatchObject([
      { status: 'deleted', devices: rahim.devices },
    ]);
    expect(count(store, 'ledger_entry')).toBe(2);
    expect([...refusals(store, store.reader)]).toEqual([]);
    expect(count(store, "sync_journal WHERE state = 'discarded'")).toBe(1);
    expect([waiting(store), count(store, 'sync_reference'), count(store, 'sync_base')]).toEqual([0, 0, 0]);
  });
});
