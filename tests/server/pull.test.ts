import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PullReply } from '#shared/sync/pull.ts';
import { adds, central, changes, type Console, customer, MIRPUR, mutation, NORTH, payment, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';

const names = ({ rows }: PullReply): string[] =>
  rows.flatMap((one) => (one.entity === 'customer' ? [one.row.username] : [])).sort();

/** Everything that there is for a console, page by page. */
async function all(office: Console, limit: number): Promise<{ pages: number; rows: PullReply['rows'] }> {
  const rows: PullReply['rows'] = [];
  for (let pages = 1; ; pages++) {
    const reply = await office.pull(limit);
    expect(reply.fault).toBeNull();
    rows.push(...reply.rows);
    if (!reply.more) return { pages, rows };
  }
}

describe.skipIf(!hasPostgreSql()).each(['postgresql', 'embedded'] as const)('a pull from %s', (kind) => {
  test('given what others did, when a console pulls, then it gets every row once, as it was sent, and then nothing', async () => {
    const { console } = await central(kind);
    const [one, other] = [console(), console()];
    const rahim = customer('rahim', { custom: { f: 'রহিম' }, ip: 4294967295, devices: [] });
    const line = payment(rahim.id, 500);
    await one.push([adds([rahim], [line])]);
    const first = await other.pull();
    expect(first.rows).toContainEqual({ entity: 'customer', row: rahim });
    expect(first.rows).toContainEqual({ entity: 'ledger-entry', row: line });
    expect(await other.pull()).toMatchObject({ rows: [], tombstones: [], more: false });
  });

  test('given many commits, when it pulls in small pages, then no version is split and none is left out', async () => {
    const { console } = await central(kind);
    const office = console();
    for (let i = 0; i < 6; i++)
      await office.push([adds(Array.from({ length: i + 1 }, (_, n) => customer(`user${i}-${n}`)))]);
    const { pages, rows } = await all(console(), 3);
    expect(pages).toBeGreaterThan(3);
    const ids = rows.flatMap((one) => (one.entity === 'customer' ? [one.row.id] : []));
    expect(new Set(ids).size).toBe(21);
    expect(ids).toHaveLength(21);
  });
});

describe.skipIf(!hasPostgreSql())('who is told what', () => {
  test('given three operators, when each pulls, then it sees its own and what is beneath, and uses what is above', async () => {
    const { console } = await central();
    await console().push([
      adds([
        customer('of-north', { operatorId: NORTH }),
        customer('of-mirpur', { operatorId: MIRPUR }),
        customer('of-south', { operatorId: SOUTH }),
      ]),
    ]);
    const north = await console(NORTH).pull();
    expect(names(north)).toEqual(['of-mirpur', 'of-north']);
    const told = north.rows.flatMap((one) => (one.entity === 'record' ? [one.row] : []));
    expect(told.map(({ kind, id }) => `${kind} ${id.slice(-2)}`).sort()).toEqual([
      'billing-profile 20',
      'operator 01',
      'operator 02',
      'operator 03',
      'package 10',
    ]);
    expect(names(await console(MIRPUR).pull())).toEqual(['of-mirpur']);
  });

  test('given a customer who goes to another operator, then the one before is told so, and the new one of all their lines', async () => {
    const { console } = await central();
    const rahim = customer('rahim', { operatorId: NORTH });
    const line = payment(rahim.id, 100);
    const [root, north, south] = [console(), console(NORTH), console(SOUTH)];
    await root.push([adds([rahim], [line])]);
    await north.pull();
    await south.pull();
    await root.push([changes(rahim.id, { operatorId: SOUTH })]);
    expect(await north.pull()).toMatchObject({ rows: [], tombstones: [{ entity: 'customer', id: rahim.id }] });
    const gained = await south.pull();
    expect(names(gained)).toEqual(['rahim']);
    expect(gained.rows).toContainEqual({ entity: 'ledger-entry', row: line });
  });

  test('given a customer who is removed, then everybody who had them is told', async () => {
    const { console } = await central();
    const rahim = customer('rahim');
    const [one, other] = [console(), console()];
    await one.push([adds([rahim], [payment(rahim.id, 100, { kind: 'opening', method: null })])]);
    await other.pull();
    await one.push([
      mutation({ name: 'customers.remove', args: { by: '', at: 0, ids: [rahim.id], why: 'undo-import' } }),
    ]);
    expect(await other.pull()).toMatchObject({ rows: [], tombstones: [{ entity: 'customer', id: rahim.id }] });
  });

  test('given a cursor that this server has not given, then RESET', async () => {
    const { console } = await central();
    const office = console();
    office.cursor = { version: 1, commitId: randomUUID() };
    expect(await office.pull()).toMatchObject({ fault: 'RESET', rows: [] });
  });
});
