import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { beside, type CoreAtWork, coreAtWork, NOW } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

interface Recorded {
  readonly action: string;
  readonly entity?: string;
  readonly entityId?: string | null;
  readonly at?: string;
  readonly of?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The sample ISP, and a way to record what nobody did: the history must tell whatever was written into it. */
async function sampleIsp() {
  const work = await coreAtWork();
  await work.as().reference.demo();
  const client = work.as();
  const { operators, packages } = await client.reference.lists();
  const operatorId = (code: string): string => operators.find((one) => one.code === code)!.id;
  const { customers } = await client.customers.list({ filter: { status: 'all' }, limit: 1000 });
  const customer = (username: string): string => customers.find((one) => one.username === username)!.id;
  const record = (...lines: readonly Recorded[]): void => recordIn(work, lines);
  return { ...work, client, operators, packages, operatorId, customers, customer, record };
}

function recordIn({ folder }: CoreAtWork, lines: readonly Recorded[]): void {
  beside(folder, (db) => {
    const insert = db.prepare(
      `INSERT INTO audit (at, operator_id, staff_user_id, console, action, entity, entity_id, before, after, of_operator_id)
       SELECT ?, operator_id, id, 'office-pc', ?, ?, ?, ?, ?, coalesce(?, operator_id) FROM staff_user LIMIT 1`,
    );
    const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
    for (const { action, entity = 'customer', entityId = null, at, of = null, before, after } of lines) {
      const instant = at === undefined ? NOW.getTime() : Date.parse(at);
      insert.run(instant, action, entity, entityId, json(before), json(after), of);
    }
  });
}

describe('the list', () => {
  test('given what was done, when it is listed, then the latest stands first, in words, by windows', async () => {
    const { client, customer, packages, record } = await sampleIsp();
    const [from, to] = [packages[0]!, packages[1]!];
    const id = customer('ayesha');
    record(
      { action: 'customer.change-package', entityId: id, before: { packageId: from.id }, after: { packageId: to.id } },
      {
        action: 'customer.change',
        entityId: id,
        before: { ip: 167772161, phone: '0171' },
        after: { ip: null, phone: '0172' },
      },
      {
        action: 'customer.reset-password',
        entityId: id,
        before: { password: 'hunter2' },
        after: { password: 'hunter3' },
      },
    );
    const first = await client.history.list({ filter: {}, limit: 2 });
    const second = await client.history.list({ filter: {}, limit: 200, after: first.next! });
    expect(first.total).toBe(first.lines.length + second.lines.length);
    expect(second.next).toBeNull();
    const seqs = [...first.lines, ...second.lines].map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(first.lines.map(({ action }) => action)).toEqual(['customer.reset-password', 'customer.change']);
    expect([...first.lines, ...second.lines].slice(0, 3)).toMatchObject([
      { title: 'ayesha', isThere: true, changes: [{ field: 'password', before: null, after: 'changed' }] },
      {
        changes: [
          { field: 'phone', before: '0171', after: '0172' },
          { field: 'ip', before: '10.0.0.1', after: null },
        ],
      },
      { by: 'admin', console: 'office-pc', changes: [{ field: 'package', before: from.name, after: to.name }] },
    ]);
    expect(JSON.stringify(await client.history.list({ filter: {} }))).not.toMatch(/hunter/);
  });

  test('given a customer that was shown its password, when its history is asked for, then that stands there and nothing of others', async () => {
    const { client, customer } = await sampleIsp();
    await client.customers.revealPassword({ id: customer('ayesha') });
    await client.customers.revealPassword({ id: customer('tanvir12') });
    const { total, lines } = await client.history.list({ filter: { customer: customer('ayesha') } });
    expect(total).toBe(1);
    expect(lines).toMatchObject([{ action: 'customer.reveal-password', title: 'ayesha', by: 'admin' }]);
  });

  test('given days, when they are chosen, then they are those of the ISP: midnight in Dhaka is 18:00 in London', async () => {
    const { client, record } = await sampleIsp();
    record(
      { action: 'customer.change', at: '2026-11-09T17:59:59.999Z', after: { note: 'ninth' } },
      { action: 'customer.change', at: '2026-11-09T18:00:00.000Z', after: { note: 'tenth' } },
      { action: 'customer.change', at: '2026-11-10T17:59:59.999Z', after: { note: 'tenth, late' } },
      { action: 'customer.change', at: '2026-11-10T18:00:00.000Z', after: { note: 'eleventh' } },
    );
    const { total, lines } = await client.history.list({ filter: { from: '2026-11-10', to: '2026-11-10' } });
    expect(total).toBe(2);
    expect(lines.map(({ changes }) => changes[0]?.after)).toEqual(['tenth, late', 'tenth']);
  });

  test('given filters, when they are chosen, then totals and lines agree, also after more was done', async () => {
    const { client, customer, record } = await sampleIsp();
    const count = async (filter: Parameters<typeof client.history.list>[0]['filter']) => {
      const { total, lines } = await client.history.list({ filter, limit: 1000 });
      expect(lines).toHaveLength(total);
      return total;
    };
    expect(await count({ action: 'customer' })).toBe(0);
    record({ action: 'customer.suspend', entityId: customer('ayesha') }, { action: 'zone.add', entity: 'zone' });
    expect(await count({ action: 'customer' })).toBe(1);
    expect(await count({ action: 'customer.suspend' })).toBe(1);
    expect(await count({ action: 'customer.activate' })).toBe(0);
    expect(await count({ action: 'zone' })).toBe(1);
    const { staff, actions } = await client.history.choices();
    expect(staff.map(({ name }) => name)).toEqual(['admin']);
    expect(actions).toEqual(expect.arrayContaining(['customer.suspend', 'demo.fill', 'zone.add']));
    expect(await count({ staff: staff[0]!.id })).toBe(await count({}));
  });

  test('given what a customer had in the ISP’s own fields, when it changed, then the field’s label is told', async () => {
    const { client, customer, record } = await sampleIsp();
    const { customFields } = await client.reference.lists();
    const { id, label } = customFields[0]!;
    record({
      action: 'customer.change',
      entityId: customer('ayesha'),
      before: { custom: { [id]: 'A' } },
      after: { custom: { [id]: 'B' } },
    });
    const { lines } = await client.history.list({ filter: { action: 'customer.change' } });
    expect(lines[0]?.changes).toEqual([{ field: `custom:${label}`, before: 'A', after: 'B' }]);
  });
});

describe('tenancy', () => {
  test('given lines of two resellers, when one of them asks, then the other’s answer as if there were none', async () => {
    const { as, customers, customer, operators, record } = await sampleIsp();
    const owners = operators.filter(({ kind }) => kind === 'reseller');
    const [mine, other] = [owners[0]!, owners[1]!];
    const ofOther = customers.find((one) => one.operator === other.name)!;
    record(
      { action: 'customer.suspend', entityId: customer('ayesha'), of: mine.id },
      { action: 'customer.suspend', entityId: ofOther.id, of: other.id },
      {
        action: 'customer.change-operator',
        of: mine.id,
        before: { operatorId: mine.id },
        after: { operatorId: other.id },
      },
    );
    const client = as({ operatorId: mine.id, isRoot: false });
    const { total, lines } = await client.history.list({ filter: {} });
    expect(total).toBe(2);
    expect(lines[0]?.changes).toEqual([{ field: 'operator', before: mine.name, after: 'another operator’s' }]);
    expect(await client.history.list({ filter: { customer: ofOther.id } })).toEqual({
      total: 0,
      lines: [],
      next: null,
    });
    expect((await client.history.choices()).actions).toEqual(['customer.change-operator', 'customer.suspend']);
    const file = await client.history.export({ filter: {}, format: 'csv' });
    const text = await file.text();
    expect(text).not.toContain(other.name);
    expect(text).not.toContain(ofOther.username);
  });

  test('given a customer that was moved, when both offices look, then the new one sees all of its past, the former one nothing of what came after, and both the move', async () => {
    const { as, folder, customers, operators, record } = await sampleIsp();
    const [former, present] = operators.filter(({ kind }) => kind === 'reseller');
    const moved = customers.find((one) => one.operator === former!.name)!;
    const at = (of: string | undefined) => ({ entityId: moved.id, ...(of === undefined ? {} : { of }) });
    record(
      { action: 'customer.suspend', ...at(former!.id) },
      {
        action: 'customer.change-operator',
        ...at(former!.id),
        before: { operatorId: former!.id },
        after: { operatorId: present!.id },
      },
      { action: 'customer.reset-password', ...at(present!.id) },
      { action: 'zone.change', entity: 'zone', of: operators.find(({ kind }) => kind === 'admin')?.id ?? null },
    );
    beside(folder, (db) => db.prepare('UPDATE customer SET operator_id = ? WHERE id = ?').run(present!.id, moved.id));
    const seenBy = async (operatorId: string, customer?: string) => {
      const { total, lines } = await as({ operatorId, isRoot: false }).history.list({
        filter: customer === undefined ? {} : { customer },
      });
      expect(total).toBe(lines.length);
      return lines.map(({ action }) => action.replace('customer.', ''));
    };
    expect(await seenBy(present!.id, moved.id)).toEqual(['reset-password', 'change-operator', 'suspend']);
    expect(await seenBy(former!.id, moved.id)).toEqual(['change-operator', 'suspend']);
    expect(await seenBy(present!.id)).toEqual(['reset-password', 'change-operator']);
    expect(await seenBy(former!.id)).toEqual(['change-operator', 'suspend']);
    const { actions } = await as({ operatorId: present!.id, isRoot: false }).history.choices();
    expect(actions).toEqual(['customer.change-operator', 'customer.reset-password']);
  });

  test('given a cashier, when the history is to be exported, then that is refused', async () => {
    const { as } = await sampleIsp();
    const { code } = await refusedWith(as({ role: 'cashier' }).history.export({ filter: {}, format: 'csv' }));
    expect(code).toBe('not-allowed');
  });
});

describe('the export', () => {
  test('given values that a spreadsheet would run, when it is exported, then they are harmless, and the export is recorded', async () => {
    const { client, customer, record } = await sampleIsp();
    record({
      action: 'customer.change',
      entityId: customer('ayesha'),
      at: '2026-11-10T18:00:00.000Z',
      before: { fullName: '=cmd()', status: 'active' },
      after: { fullName: '@SUM(1)', status: 'suspended' },
    });
    record({ action: 'zone.change', entity: 'zone', after: { name: '=1+1' } });
    const filter = { from: '2026-11-01' };
    const text = await (await client.history.export({ filter, format: 'csv' })).text();
    expect(text).toContain(
      '2026-11-11 00:00:00,admin,Shapla Broadband,office-pc,Changed,Customer,ayesha,"Name: =cmd() → @SUM(1); Status: Active → Suspended"',
    );
    expect(text).toContain(",'=1+1,Name: =1+1");

    const file = await client.history.export({ filter, format: 'xlsx' });
    const sheet = XLSX.read(await file.arrayBuffer()).Sheets['History']!;
    const cells = Object.entries(sheet).filter(([place]) => !place.startsWith('!'));
    expect(new Set(cells.map(([, cell]) => (cell as XLSX.CellObject).t))).toEqual(new Set(['s']));
    expect(cells.map(([, cell]) => (cell as XLSX.CellObject).f).filter(Boolean)).toEqual([]);
    const { total } = await client.history.list({ filter: { action: 'history.export' } });
    expect(total).toBe(2);
  });
});

test('given the history, when its lines are to be changed beside the contract, then the store refuses', async () => {
  const { folder, record } = await sampleIsp();
  record({ action: 'customer.change' });
  expect(() => beside(folder, (db) => db.exec("UPDATE audit SET action = 'nothing'"))).toThrow();
  expect(() => beside(folder, (db) => db.exec('DELETE FROM audit'))).toThrow();
});

test('given a customer who was renamed and deleted, when the history is read, then every line has the name of then', async () => {
  const { client, customer, record } = await sampleIsp();
  const id = customer('ayesha');
  record(
    { action: 'customer.suspend', entityId: id },
    { action: 'customer.change', entityId: id, before: { username: 'ayesha-old' }, after: { username: 'ayesha' } },
    { action: 'customer.delete', entityId: id },
  );
  const { lines } = await client.history.list({ filter: { customer: id } });
  expect(lines.slice(0, 3).map(({ action, title, isThere }) => [action, title, isThere])).toEqual([
    ['customer.delete', 'ayesha', true],
    ['customer.change', 'ayesha-old', true],
    ['customer.suspend', 'ayesha-old', true],
  ]);
});
