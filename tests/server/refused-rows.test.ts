import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MutationResult } from '#shared/sync/push.ts';
import { adds, central, changes, customer, mutation, NORTH, payment, puts, records, ROOT, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';

const idsIn = (result: MutationResult | undefined) => result?.rows.map(({ entity, row }) => [entity, row.id]);

describe.skipIf(!hasPostgreSql())('the rows of what was refused', () => {
  test('given a change that came too late, when it is refused, then the customer comes back as they stand, at the second asking as they stand then', async () => {
    const { console } = await central();
    const office = console();
    const rahim = customer('rahim', { ip: 1 });
    const late = changes(rahim.id, { ip: 3 }, { was: { ip: 1 } });
    const { results } = await office.push([
      adds([rahim]),
      changes(rahim.id, { ip: 2 }, { was: { ip: 1 } }),
      late,
      changes(rahim.id, { fullName: 'Rahim Uddin' }),
    ]);
    expect(results.map(({ rows }) => rows.length)).toEqual([0, 0, 1, 0]);
    expect(results[2]?.rows).toMatchObject([{ entity: 'customer', row: { id: rahim.id, ip: 2, password: 'secret' } }]);
    await office.push([changes(rahim.id, { ip: 9 }, { was: { ip: 2 } })]);
    const again = await office.push([late], 3);
    expect(again.results[0]).toMatchObject({ status: 'rejected', rows: [{ row: { ip: 9, fullName: 'Rahim Uddin' } }] });
  });

  test('given a chunk of which some are refused, then only those are told, and who is not there is missing', async () => {
    const { console } = await central();
    const office = console();
    const rahim = customer('rahim');
    await office.push([adds([rahim])]);
    const { results } = await office.push([
      adds([customer('fine'), { ...rahim, fullName: 'Another' }, customer('RAHIM')]),
    ]);
    expect(results[0]).toMatchObject({ status: 'applied', rejections: [{ ids: [rahim.id] }, {}] });
    expect(results[0]?.rows).toMatchObject([{ entity: 'customer', row: { id: rahim.id, fullName: 'rahim' } }]);
  });

  test('given records, lines and removals that are refused, then all that they speak of comes back, records first', async () => {
    const { console } = await central();
    const office = console();
    const [rahim, gone] = [customer('rahim'), randomUUID()];
    const first = payment(rahim.id, 100, { reference: 'QGH7XK2LM9', referenceKey: 'QGH7XK2LM9' });
    await office.push([adds([rahim], [first])]);
    const [plan, profile] = [records[4]!, records[5]!];
    const second = payment(rahim.id, 200, { reference: 'QGH7XK2LM9', referenceKey: 'QGH7XK2LM9' });
    const { results } = await office.push([
      puts([
        { ...plan, version: 7 },
        { ...profile, version: 2 },
        { ...plan, id: gone, version: 7 },
      ]),
      mutation({ name: 'records.remove', args: { by: '', at: 0, kind: 'package', id: plan.id } }),
      mutation({ name: 'ledger.add', args: { by: '', at: 0, lines: [second] } }),
      mutation({ name: 'customers.remove', args: { by: '', at: 0, ids: [rahim.id], why: 'undo-import' } }),
      mutation({ name: 'zones.merge', args: { by: '', at: 0, from: gone, into: gone } }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(results.map(idsIn)).toEqual([
      [
        ['record', plan.id],
        ['record', profile.id],
      ],
      [['record', plan.id]],
      [['customer', rahim.id]],
      [['customer', rahim.id]],
      [],
    ]);
    expect(results[0]?.rows[0]?.row).toMatchObject({ version: 1, body: plan.body });
  });

  test('given consoles of several operators, when one writes to what is not its own, then nothing of it comes back', async () => {
    const { console } = await central();
    const salma = customer('salma', { operatorId: SOUTH });
    const line = payment(salma.id, 100);
    const router = { kind: 'router', id: randomUUID(), operatorId: SOUTH, version: 1 } as const;
    await console(SOUTH).push([adds([salma], [line]), puts([{ ...router, body: { name: 'tower', password: 'p' } }])]);
    const north = console(NORTH);
    const asked = [
      adds([{ ...salma, operatorId: NORTH }]),
      changes(salma.id, { fullName: 'Taken over' }),
      mutation({ name: 'ledger.add', args: { by: '', at: 0, lines: [line] } }),
      puts([{ ...router, version: 2, body: {} }]),
      mutation({ name: 'records.remove', args: { by: '', at: 0, kind: 'router', id: router.id } }),
      mutation({ name: 'records.remove', args: { by: '', at: 0, kind: 'operator', id: SOUTH } }),
      mutation({ name: 'records.remove', args: { by: '', at: 0, kind: 'operator', id: ROOT } }),
    ];
    const { results } = await north.push(asked);
    expect(results.map(({ status }) => status)).toEqual(Array(asked.length).fill('rejected'));
    // Those above are known to whoever is beneath them; but for them nobody is.
    expect(results.map(idsIn)).toEqual([[], [], [], [], [], [], [['record', ROOT]]]);
    expect((await north.push(asked, 1)).results).toEqual(results);
  });
});
