import { expect, test } from 'vitest';
import { refusedWith } from './refusals.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { beside } from './core-at-work.ts';

const PROFILE = { name: 'lastmile-H' };
const secret = (i: number) => ({ name: `user${i}`, password: 'x', service: 'pppoe', profile: PROFILE.name });
const fill = {
  '/ppp/profile': [PROFILE],
  '/ppp/secret': [secret(0), secret(1), { name: 'of-the-office', password: 'x', comment: 'do not touch' }],
};

/** A router whose customers were taken over, and are as they should be. */
async function opened(): Promise<OfficeWithRouter> {
  const at = await OfficeWithRouter.open({ simulator: { fill }, connected: false });
  await at.customers('user0', 'user1');
  await at.client.adopt.takeOver({ router: at.routerId, records: 'all' });
  return at;
}
/** How often each customer was queued for the router, by username. */
const jobsOf = ({ office, routerId }: OfficeWithRouter): Readonly<Record<string, number>> =>
  beside(office.folder, (db) => {
    const rows = db
      .prepare<[string], { username: string; generation: number }>(
        'SELECT username, generation FROM provisioning JOIN customer ON id = customer_id WHERE provisioning.router_id = ?',
      )
      .all(routerId);
    return Object.fromEntries(rows.map(({ username, generation }) => [username, generation]));
  });
const compare = (at: OfficeWithRouter) => at.client.drift.compare({ router: at.routerId });
const secrets = (at: OfficeWithRouter) => at.simulator.tables.at('/ppp/secret');
const rowOf = (at: OfficeWithRouter, name: string) => {
  const row = secrets(at).find('name', name);
  if (!row) throw new Error(`No secret ${name}`);
  return row;
};

test('Given a router on which everything is as it should be, when it is compared, then nothing differs and nothing was written', async () => {
  await using at = await opened();
  const writes = at.simulator.counters.writes;
  expect(await compare(at)).toMatchObject({ router: 'RTR-1', lines: [], matching: 2, foreign: 1 });
  expect(at.simulator.counters.writes).toBe(writes);
});

test('Given a record that somebody deleted, when it is repaired, then its customer is brought to the router again, and nobody else', async () => {
  await using at = await opened();
  secrets(at).delete(rowOf(at, 'user1'));
  const { lines } = await compare(at);
  expect(lines).toMatchObject([{ kind: 'missing', menu: '/ppp/secret', name: 'user1', username: 'user1' }]);
  const before = jobsOf(at);
  await at.client.drift.repair({ router: at.routerId, lines: lines.map(({ id }) => id) });
  const after = jobsOf(at);
  expect(after['user1']).toBeGreaterThan(before['user1'] ?? 0);
  expect(after['user0']).toBe(before['user0']);
});

test('Given a record that somebody renamed, when the router is compared, then it is found by its marker, with both names', async () => {
  await using at = await opened();
  rowOf(at, 'user1').values.set('name', 'by-hand');
  const { lines } = await compare(at);
  expect(lines).toMatchObject([
    { kind: 'different', username: 'user1', fields: [{ field: 'name', wanted: 'user1', there: 'by-hand' }] },
  ]);
});

test('Given somebody else’s record of the same name, when all is repaired, then it is told and not touched', async () => {
  await using at = await opened();
  rowOf(at, 'user1').values.set('comment', 'mine');
  const before = at.rows('/ppp/secret');
  expect((await compare(at)).lines).toMatchObject([{ kind: 'foreign', reason: { code: 'provisioning-foreign' } }]);
  expect(await at.client.drift.repair({ router: at.routerId, lines: 'all' })).toEqual({ repaired: 0, failed: 0 });
  expect(at.rows('/ppp/secret')).toEqual(before);
});

test('Given a record that was copied with its comment, when all is repaired, then the copy is left to whoever made it', async () => {
  await using at = await opened();
  const copy = new Map(rowOf(at, 'user1').values).set('name', 'user1-copy');
  secrets(at).insert(copy);
  expect((await compare(at)).lines).toMatchObject([
    { kind: 'foreign', name: 'user1-copy', reason: { code: 'drift-copied' } },
  ]);
  await at.client.drift.repair({ router: at.routerId, lines: 'all' });
  expect(secrets(at).find('name', 'user1-copy')).toBeDefined();
});

const STRANGER = '00000000-0000-7000-8000-000000000001';
/** A record that is marked for somebody, beside those that are as they should be. */
const mark = (at: OfficeWithRouter, name: string, customer: string) =>
  secrets(at).insert(
    new Map(rowOf(at, 'of-the-office').values).set('name', name).set('comment', `old lastmile:${customer}`),
  );
const names = (at: OfficeWithRouter) => at.rows('/ppp/secret').map(({ name }) => name);

test('Given a record marked for a customer whom the office never had, when all or that one is repaired, then it is told and left', async () => {
  await using at = await opened();
  mark(at, 'left', STRANGER);
  const { lines } = await compare(at);
  expect(lines).toMatchObject([{ kind: 'unknown', name: 'left', customer: null, username: null, reason: null }]);
  for (const asked of ['all' as const, lines.map(({ id }) => id)]) {
    expect(await at.client.drift.repair({ router: at.routerId, lines: asked })).toEqual({ repaired: 0, failed: 0 });
  }
  expect(names(at)).toEqual(['user0', 'user1', 'of-the-office', 'left']);
});

test('Given such a record, when that one is removed, then it goes, and nothing else does', async () => {
  await using at = await opened();
  mark(at, 'left', STRANGER);
  mark(at, 'left-too', STRANGER.replace(/1$/, '2'));
  const line = (await compare(at)).lines.find(({ name }) => name === 'left')?.id ?? '';
  expect(await at.client.drift.remove({ router: at.routerId, line })).toEqual({ removed: true });
  expect(names(at)).toEqual(['user0', 'user1', 'of-the-office', 'left-too']);
  expect(await refusedWith(at.client.drift.remove({ router: at.routerId, line }))).toMatchObject({
    code: 'drift-gone',
  });
});

test('Given such a record that was marked for somebody else meanwhile, or one of ours, when it is removed, then it is refused', async () => {
  await using at = await opened();
  mark(at, 'left', STRANGER);
  const [line] = (await compare(at)).lines;
  rowOf(at, 'left').values.set('comment', `lastmile:${STRANGER.replace(/1$/, '2')}`);
  rowOf(at, 'user1').values.set('name', 'renamed');
  const ours = (await compare(at)).lines.find(({ kind }) => kind === 'different');
  for (const id of [line?.id ?? '', ours?.id ?? '']) {
    expect(await refusedWith(at.client.drift.remove({ router: at.routerId, line: id }))).toMatchObject({
      code: 'drift-gone',
    });
  }
  expect(names(at)).toEqual(['user0', 'renamed', 'of-the-office', 'left']);
});

test('Given records of customers who were deleted here, and removed for good, when all is repaired, then they go', async () => {
  await using at = await opened();
  const [gone, purged] = await Promise.all(
    ['user0', 'user1'].map(async (username) => (await at.client.customers.find({ username })).id),
  );
  beside(at.office.folder, (db) => {
    // Deleted long ago, and never on this router: nothing waits to be taken away there.
    db.prepare("UPDATE customer SET status = 'deleted', deleted_at = 1 WHERE id = ?").run(gone);
    db.prepare('DELETE FROM provisioning WHERE customer_id = ?').run(gone);
    db.prepare('DELETE FROM customer WHERE id = ?').run(purged);
  });
  expect((await compare(at)).lines.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['extra user0', 'extra user1']);
  expect(await at.client.drift.repair({ router: at.routerId, lines: 'all' })).toEqual({ repaired: 2, failed: 0 });
  expect(names(at)).toEqual(['of-the-office']);
});

test('Given a comparison, when the next one is made, then it tells what the one before had found, as does the list of routers', async () => {
  await using at = await opened();
  const check = async () => (await at.client.routers.list())[0]?.check;
  expect(await check()).toEqual({ compared: null, unread: null });
  rowOf(at, 'user1').values.set('name', 'by-hand');
  mark(at, 'left', STRANGER);
  expect((await compare(at)).before).toEqual({ compared: null, unread: null });
  const found = { matching: 1, missing: 0, different: 1, extra: 0, unknown: 1, foreign: 0 };
  expect(await check()).toMatchObject({ compared: found, unread: null });
  expect((await at.client.dashboard.get()).routers).toEqual([
    { id: at.routerId, name: 'RTR-1', differing: 1, isUnread: false },
  ]);
  await at.client.drift.repair({ router: at.routerId, lines: 'all' });
  expect(await check()).toMatchObject({ compared: { ...found, matching: 2, different: 0 } });
  expect((await at.client.dashboard.get()).routers).toEqual([]);
});

test('Given a router that could not be compared, when the list and the dashboard are asked for, then they say since when, unless nobody wants it compared', async () => {
  await using at = await OfficeWithRouter.open();
  beside(at.office.folder, (db) =>
    db
      .prepare(
        "INSERT INTO router_check (router_id, attempts, tried_at, failed_at, code, params) VALUES (?, 1, 1, 1, ?, '{}')",
      )
      .run(at.routerId, 'router-refused'),
  );
  expect(await at.client.routers.list()).toMatchObject([
    { check: { compared: null, unread: { since: '1970-01-01T00:00:00.001Z', reason: { code: 'router-refused' } } } },
  ]);
  expect((await at.client.dashboard.get()).routers).toMatchObject([{ name: 'RTR-1', differing: 0, isUnread: true }]);
  await at.client.settings.update({ checksRouters: false });
  expect((await at.client.dashboard.get()).routers).toEqual([]);
});

test('Given a router that is only read, when it differs, then the dashboard does not ask for anything', async () => {
  await using at = await opened();
  beside(at.office.folder, (db) => db.exec('UPDATE router SET writes = 0'));
  rowOf(at, 'user1').values.set('name', 'by-hand');
  expect((await compare(at)).lines.length).toBeGreaterThan(0);
  expect((await at.client.dashboard.get()).routers).toEqual([]);
});

test('Given a router of the office above, when a reseller lists it, then what was found there is not told to them', async () => {
  await using at = await opened();
  rowOf(at, 'user1').values.set('name', 'by-hand');
  await compare(at);
  await at.client.reference.import({ operators: [{ name: 'Dhaka North', kind: 'reseller', parent: 'admin' }] });
  const operatorId = (await at.client.operators.list()).find(({ name }) => name === 'Dhaka North')?.id ?? '';
  const reseller = at.office.as({ operatorId, isRoot: false });
  expect(await reseller.routers.list()).toMatchObject([{ name: 'RTR-1', check: { compared: null, unread: null } }]);
  expect((await reseller.dashboard.get()).routers).toEqual([]);
});

test('Given a router that does not answer, when it is compared, then it is told in words', async () => {
  await using at = await opened();
  await at.simulator.stop();
  at.simulator.dropConnections();
  expect(await refusedWith(compare(at))).toMatchObject({ params: { router: 'RTR-1' } });
});

test('Given a router that Lastmile may not write to, when it is repaired, then it is refused', async () => {
  await using at = await OfficeWithRouter.open({ simulator: { fill }, router: { writes: false } });
  expect(await refusedWith(at.client.drift.repair({ router: at.routerId, lines: 'all' }))).toEqual({
    code: 'router-may-not-write',
    params: { router: 'RTR-1' },
  });
});

test('Given a router that Lastmile may not write to, when a record is removed there, then it is refused', async () => {
  await using at = await OfficeWithRouter.open({ simulator: { fill }, router: { writes: false } });
  mark(at, 'left', STRANGER);
  const [line] = (await compare(at)).lines;
  expect(await refusedWith(at.client.drift.remove({ router: at.routerId, line: line?.id ?? '' }))).toMatchObject({
    code: 'router-may-not-write',
  });
  expect(secrets(at).find('name', 'left')).toBeDefined();
});

test('Given a router that was compared, when it is removed, then what was found goes with it', async () => {
  await using at = await OfficeWithRouter.open({ connected: false });
  await compare(at);
  const kept = () => beside(at.office.folder, (db) => db.prepare('SELECT count(*) FROM router_check').pluck().get());
  expect(kept()).toBe(1);
  await at.client.routers.remove({ id: at.routerId });
  expect(kept()).toBe(0);
});
