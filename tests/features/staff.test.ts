import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { OperatorLine, StaffLine } from '#shared/contract/office.ts';
import { type Client, beside, coreAtWork } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

const PASSWORD = 'nine green boats';

/** The ISP with two resellers, one of which has a sub-reseller; whoever asks for it acts as an admin of theirs. */
async function tree() {
  const work = await coreAtWork();
  const admin = work.as();
  const root = (await admin.operators.list())[0] as OperatorLine;
  const add = (name: string, parentId: string, kind: OperatorLine['kind'] = 'reseller') =>
    admin.operators.add({ name, code: null, parentId, kind, country: null });
  const north = await add('North', root.id);
  const south = await add('South', root.id);
  const mirpur = await add('Mirpur', north.id, 'sub-reseller');
  const of = (operatorId: string): Client => work.as({ operatorId, isRoot: operatorId === root.id });
  return { work, admin, root, north, south, mirpur, of, ofNorth: of(north.id) };
}

const fieldsOf = ({ name, code, parentId, kind, country }: OperatorLine) => ({ name, code, parentId, kind, country });
const personOf = ({ operatorId, name, role }: StaffLine) => ({ operatorId, name, role });
const code = async (call: Promise<unknown>): Promise<string> => (await refusedWith(call)).code;

describe('operators', () => {
  test('given a tree, when it is listed, then each stands beneath its parent with what it has', async () => {
    const { admin, root, north } = await tree();
    await admin.staff.add({ operatorId: north.id, name: 'rahim', role: 'cashier' });
    const lines = await admin.operators.list();
    expect(lines.map(({ name, depth, parent, staff, mayChange }) => [name, depth, parent, staff, mayChange])).toEqual([
      ['admin', 0, null, 1, true],
      ['North', 1, 'admin', 1, true],
      ['Mirpur', 2, 'North', 0, true],
      ['South', 1, 'admin', 0, true],
    ]);
    expect(lines[0]).toMatchObject({ parentId: root.id, kind: 'admin', code: 'admin' });
  });

  test('given an admin of a reseller, then it sees itself and what is beneath, and rules over the latter alone', async () => {
    const { ofNorth, root, north, south, mirpur } = await tree();
    const lines = await ofNorth.operators.list();
    expect(lines.map(({ name, depth, mayChange }) => [name, depth, mayChange])).toEqual([
      ['North', 0, false],
      ['Mirpur', 1, true],
    ]);
    for (const other of [root, north, south, { ...south, id: '00000000-0000-7000-8000-00000000dead' }]) {
      const { id, version } = other;
      expect(await code(ofNorth.operators.change({ id, version, fields: fieldsOf(other) }))).toMatch(
        /^record-.*unknown/,
      );
      expect(await code(ofNorth.operators.retire({ id, retired: true }))).toBe('record-unknown');
      expect(await code(ofNorth.operators.remove({ id }))).toBe('record-unknown');
    }
    expect((await ofNorth.operators.retire({ id: mirpur.id, retired: true })).retiredAt).not.toBeNull();
  });

  test('given an admin of a reseller, when it adds one, then only a sub-reseller of its own', async () => {
    const { ofNorth, root, north, south } = await tree();
    const draft = { name: 'Pallabi', code: null, kind: 'sub-reseller', country: null } as const;
    for (const { id } of [root, south]) {
      expect(await code(ofNorth.operators.add({ ...draft, parentId: id }))).toBe('record-owner-unknown');
    }
    expect(await code(ofNorth.operators.add({ ...draft, parentId: north.id, kind: 'reseller' }))).toBe(
      'operator-parent-kind',
    );
    expect(await ofNorth.operators.add({ ...draft, parentId: north.id })).toMatchObject({
      name: 'Pallabi',
      code: 'pallabi',
      parent: 'North',
      depth: 1,
    });
  });

  test('given the root, then it is renamed, and neither moved, retired nor removed', async () => {
    const { admin, root, north } = await tree();
    const { id, version } = root;
    const renamed = await admin.operators.change({ id, version, fields: { ...fieldsOf(root), name: 'Dhaka Fibre' } });
    expect(renamed).toMatchObject({ name: 'Dhaka Fibre', kind: 'admin', parent: null });
    const moved = { ...fieldsOf(renamed), parentId: north.id };
    expect(await code(admin.operators.change({ id, version: renamed.version, fields: moved }))).toBe('operator-root');
    expect(await code(admin.operators.retire({ id, retired: true }))).toBe('operator-root');
    expect(await code(admin.operators.remove({ id }))).toBe('operator-root');
  });

  test.each([
    ['a second admin', { kind: 'admin' }, 'operator-one-admin'],
    ['a sub-reseller beneath the ISP', { kind: 'sub-reseller' }, 'operator-parent-kind'],
    ['a name that another has', { name: ' SOUTH ' }, 'record-name-taken'],
    ['an invisible letter', { name: 'So\u200Buth' }, 'record-name-unfit'],
    ['a code that another has', { code: 'South' }, 'record-code-taken'],
  ] as const)('given %s, then it is refused', async (_, wrong, refusal) => {
    const { admin, root } = await tree();
    const fields = { name: 'East', code: null, parentId: root.id, kind: 'reseller', country: null, ...wrong } as const;
    expect(await code(admin.operators.add(fields))).toBe(refusal);
  });

  test('given a reseller, when it is to stand beneath itself or becomes a sub-reseller over one, then it is refused', async () => {
    const { admin, north, south, mirpur } = await tree();
    const { id, version } = north;
    const beneath = (parentId: string) =>
      admin.operators.change({ id, version, fields: { ...fieldsOf(north), parentId, kind: 'sub-reseller' } });
    expect(await code(beneath(mirpur.id))).toBe('operator-circle');
    expect(await code(beneath(north.id))).toBe('operator-circle');
    expect(await refusedWith(beneath(south.id))).toMatchObject({ code: 'operator-has-beneath', params: { count: 1 } });
  });

  test('given customers with a package of the reseller, when their sub-reseller is to go to another, then it is refused with their number', async () => {
    const { work, admin, south, mirpur, north } = await tree();
    await admin.reference.import({
      packages: [{ name: 'Own', operator: 'North', connection: 'other', price: '5', validityDays: 30 }],
      billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
    });
    beside(work.folder, (db) =>
      db
        .prepare(
          `INSERT INTO customer (id, operator_id, username, username_key, full_name, name_key, status, package_id,
             billing_profile_id, created_at, updated_at)
           SELECT '00000000-0000-7000-8000-000000000001', ?, 'a', 'a', 'A', 'a', 'active', package.id,
             billing_profile.id, 0, 0 FROM package, billing_profile`,
        )
        .run(mirpur.id),
    );
    const { id, version } = mirpur;
    const to = (parentId: string) => admin.operators.change({ id, version, fields: { ...fieldsOf(mirpur), parentId } });
    expect(await refusedWith(to(south.id))).toMatchObject({ code: 'operator-move-uses', params: { count: 1 } });
    expect(await refusedWith(admin.operators.remove({ id }))).toMatchObject({
      code: 'record-in-use',
      params: { what: 'customers', count: 1 },
    });
    expect(await refusedWith(admin.operators.remove({ id: north.id }))).toMatchObject({
      code: 'record-in-use',
      params: { what: 'operators', count: 1 },
    });
  });

  test('given nothing that belongs to it, when an operator is removed, then it is gone', async () => {
    const { admin, south } = await tree();
    expect(await admin.operators.remove({ id: south.id })).toEqual({ removed: true });
    expect((await admin.operators.list()).map(({ name }) => name)).not.toContain('South');
  });

  test.each(['manager', 'cashier', 'technician'] as const)(
    'given a %s, then operators are seen and not changed',
    async (role) => {
      const { work, north } = await tree();
      const client = work.as({ role });
      expect((await client.operators.list()).every(({ mayChange }) => !mayChange)).toBe(true);
      expect(await code(client.operators.retire({ id: north.id, retired: true }))).toBe('not-allowed');
      expect(await code(client.staff.list())).toBe('not-allowed');
    },
  );
});

describe('staff', () => {
  test.each([
    ['an invisible character', 'ra\u200Bhim', { context: 'invisible', code: 'U+200B' }],
    ['a Cyrillic letter', 'ra\u0430him', { context: 'foreign', code: 'U+0430' }],
  ])('given a name with %s, then nobody can be called so, and it is named', async (_, name, told) => {
    const { admin, root } = await tree();
    const refused = await refusedWith(admin.staff.add({ operatorId: root.id, name, role: 'cashier' }));
    expect(refused).toEqual({
      code: 'record-name-unfit',
      params: { ...told, character: name[2], name, field: 'name' },
    });
    expect(await admin.staff.add({ operatorId: root.id, name: 'রহিম উদ্দিন', role: 'cashier' })).toMatchObject({
      name: 'রহিম উদ্দিন',
    });
  });

  test('given an admin of a reseller, then it sees and changes its own people and those beneath, and nobody else exists', async () => {
    const { admin, ofNorth, root, north, south, mirpur } = await tree();
    const add = (operatorId: string, name: string) => admin.staff.add({ operatorId, name, role: 'manager' });
    await add(north.id, 'nila');
    const beneath = await add(mirpur.id, 'mitu');
    const foreign = await add(south.id, 'sabbir');
    const parent = (await admin.staff.list()).find(({ operatorId }) => operatorId === root.id) as StaffLine;
    expect((await ofNorth.staff.list()).map(({ name }) => name)).toEqual(['mitu', 'nila']);

    for (const { id } of [foreign, parent, { id: '00000000-0000-7000-8000-00000000dead' }]) {
      const fields = personOf(beneath);
      expect(await code(ofNorth.staff.change({ id, version: 1, fields }))).toBe('record-unknown');
      expect(await code(ofNorth.staff.retire({ id, retired: true }))).toBe('record-unknown');
      expect(await code(ofNorth.staff.remove({ id }))).toBe('record-unknown');
      expect(await code(ofNorth.staff.setPassword({ id, password: PASSWORD }))).toBe('record-unknown');
    }
    const { id, version } = beneath;
    for (const { id: operatorId } of [south, root]) {
      const fields = { ...personOf(beneath), operatorId };
      expect(await code(ofNorth.staff.change({ id, version, fields }))).toBe('record-owner-unknown');
      expect(await code(ofNorth.staff.add({ ...fields, name: 'new' }))).toBe('record-owner-unknown');
    }
    const fields = { ...personOf(beneath), role: 'cashier' } as const;
    expect(await ofNorth.staff.change({ id, version, fields })).toMatchObject({
      role: 'cashier',
      version: version + 1,
    });
  });

  test('given two windows, when the later one saves, then it is told what changed meanwhile', async () => {
    const { admin, north } = await tree();
    const line = await admin.staff.add({ operatorId: north.id, name: 'nila', role: 'manager' });
    const { id, version } = line;
    await admin.staff.change({ id, version, fields: { ...personOf(line), role: 'cashier' } });
    const later = admin.staff.change({ id, version, fields: { ...personOf(line), name: 'Nila Khan' } });
    expect(await refusedWith(later)).toEqual({
      code: 'record-changed',
      params: { name: 'nila', fields: 'name, role' },
    });
  });

  test('given a name that somebody anywhere has, then it is refused, as one signs in by it alone', async () => {
    const { admin, north, south } = await tree();
    await admin.staff.add({ operatorId: north.id, name: 'Nila', role: 'manager' });
    expect(await code(admin.staff.add({ operatorId: south.id, name: ' nila', role: 'cashier' }))).toBe(
      'record-name-taken',
    );
  });

  test('given the last admin of the ISP, then nobody retires, demotes, moves or removes it', async () => {
    const { admin, root, north } = await tree();
    const [line] = (await admin.staff.list()).filter(({ role }) => role === 'admin') as [StaffLine];
    const { id, version } = line;
    await admin.staff.add({ operatorId: north.id, name: 'nila', role: 'admin' });
    await admin.staff.add({ operatorId: root.id, name: 'mitu', role: 'manager' });
    const change = (fields: object) => admin.staff.change({ id, version, fields: { ...personOf(line), ...fields } });
    expect(await code(admin.staff.retire({ id, retired: true }))).toBe('staff-last-admin');
    expect(await code(change({ role: 'manager' }))).toBe('staff-last-admin');
    expect(await code(change({ operatorId: north.id }))).toBe('staff-last-admin');
    expect(await code(admin.staff.remove({ id }))).toMatch(/^(record-in-use|staff-last-admin)$/);
    expect((await change({ name: 'Karim' })).name).toBe('Karim');
  });

  test('given a second admin without a password, then the first one with a password is still the last who can sign in', async () => {
    const { work, root } = await tree();
    const admin = createRouterClient(work.core.router, { context: work.core.context(work.core.connect()) });
    const second = await admin.staff.add({ operatorId: root.id, name: 'karim', role: 'admin' });
    expect(await code(admin.staff.setPassword({ id: second.id, password: PASSWORD }))).toBe('staff-own-password-first');
    const { who } = await admin.signIn.changePassword({ current: null, password: PASSWORD });
    const retiring = () => admin.staff.retire({ id: who?.id ?? '', retired: true });
    expect(await code(retiring())).toBe('staff-last-admin');
    expect(await code(admin.staff.setPassword({ id: who?.id ?? '', password: PASSWORD }))).toBe('staff-own-password');
    await admin.staff.setPassword({ id: second.id, password: PASSWORD });
    expect((await retiring()).retiredAt).not.toBeNull();
    expect(await code(admin.settings.get())).toBe('sign-in-needed');
    expect((await admin.signIn.enter({ name: 'karim', password: PASSWORD })).who?.name).toBe('karim');
  });

  test('given somebody who has done nothing, then they can be removed; once they have, only retired', async () => {
    const { work, admin, north } = await tree();
    const [idle, busy] = [
      await admin.staff.add({ operatorId: north.id, name: 'idle', role: 'admin' }),
      await admin.staff.add({ operatorId: north.id, name: 'busy', role: 'admin' }),
    ];
    const asBusy = work.as({ staffUserId: busy.id, operatorId: north.id, isRoot: false });
    await asBusy.staff.retire({ id: idle.id, retired: true });
    expect(await admin.staff.remove({ id: idle.id })).toEqual({ removed: true });
    expect(await refusedWith(admin.staff.remove({ id: busy.id }))).toMatchObject({
      code: 'record-in-use',
      params: { what: 'history', count: 1 },
    });
  });

  test('given a password, then the audit has neither it nor its hash', async () => {
    const { work, north } = await tree();
    const admin = createRouterClient(work.core.router, { context: work.core.context(work.core.connect()) });
    await admin.signIn.changePassword({ current: null, password: 'another good one' });
    const { id } = await admin.staff.add({ operatorId: north.id, name: 'nila', role: 'manager' });
    await admin.staff.setPassword({ id, password: PASSWORD });
    const audit = beside(work.folder, (db) =>
      db
        .prepare("SELECT action, after, of_operator_id AS owner FROM audit WHERE entity = 'staff-user' ORDER BY seq")
        .all(),
    );
    expect(audit).toEqual([
      expect.objectContaining({ action: 'sign-in.change-password', after: '{"password":"changed"}' }),
      { action: 'staff-user.add', after: '{"operator":"North","name":"nila","role":"manager"}', owner: north.id },
      { action: 'staff-user.set-password', after: '{"password":"changed"}', owner: north.id },
    ]);
  });
});
