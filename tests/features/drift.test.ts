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

test('Given a marked record of nobody here, when it is repaired, then it goes, and nothing else does', async () => {
  await using at = await opened();
  const marker = 'lastmile:00000000-0000-7000-8000-000000000001';
  secrets(at).insert(new Map(rowOf(at, 'of-the-office').values).set('name', 'left').set('comment', `old ${marker}`));
  const { lines } = await compare(at);
  expect(lines).toMatchObject([{ kind: 'extra', name: 'left', customer: null }]);
  expect(await at.client.drift.repair({ router: at.routerId, lines: 'all' })).toEqual({ repaired: 1, failed: 0 });
  expect(at.rows('/ppp/secret').map(({ name }) => name)).toEqual(['user0', 'user1', 'of-the-office']);
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
