import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HoldReply } from '#shared/sync/routers.ts';
import { revoke } from '#server/devices/manage.ts';
import { NORTH, NOW, puts, ROOT } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { call, enrolled, onTheWire, type Wire } from './wire.ts';

const router = (id: string, operatorId: string) =>
  ({ kind: 'router', id, operatorId, version: 1, body: { name: id } }) as const;

const hold = async (at: Wire, token: string, ...asked: (string | { id: string; take?: boolean; want?: boolean })[]) => {
  const routers = asked.map((one) => ({ take: false, want: true, ...(typeof one === 'string' ? { id: one } : one) }));
  const reply = await call(at.app, '/v1/routers/hold', { routers }, token);
  expect(reply.statusCode).toBe(200);
  return reply.json<HoldReply>().routers;
};

/** An ISP with routers, and two consoles of the ISP itself. */
async function opened() {
  const at = await onTheWire();
  const [tower, hill] = [randomUUID(), randomUUID()];
  await at.console().push([puts([router(tower, ROOT), router(hill, NORTH)])]);
  const one = await enrolled(at, 'Shapla', 'front desk');
  const other = await enrolled(at, 'Shapla', 'back office');
  return { at, tower, hill, one, other };
}

describe.skipIf(!hasPostgreSql())('who holds a router', () => {
  test('given two consoles that want one, then the first has it, keeps it through a long silence, and the second is told who has it', async () => {
    const { at, tower, hill, one, other } = await opened();
    expect(await hold(at, one.token, tower)).toEqual([
      { id: tower, held: true, by: { console: 'front desk', since: NOW } },
    ]);
    at.later = 400 * 86_400_000;
    expect(await hold(at, other.token, tower, hill)).toEqual([
      { id: tower, held: false, by: { console: 'front desk', since: NOW } },
      { id: hill, held: true, by: { console: 'back office', since: NOW + at.later } },
    ]);
    expect(await hold(at, one.token, tower)).toMatchObject([{ held: true, by: { since: NOW } }]);
  });

  test('given a console that only asks who has a router, then it is told, and holds none', async () => {
    const { at, tower, hill, one, other } = await opened();
    await hold(at, one.token, tower);
    const asked = [tower, hill].map((id) => ({ id, want: false }));
    expect(await hold(at, other.token, ...asked)).toEqual([
      { id: tower, held: false, by: { console: 'front desk', since: NOW } },
      { id: hill, held: false, by: null },
    ]);
    // Who has one and does not ask for it keeps it.
    expect(await hold(at, one.token, ...asked)).toMatchObject([{ held: true }, { held: false, by: null }]);
    expect(await hold(at, other.token, hill)).toMatchObject([{ held: true }]);
  });

  test('given two that come at the same moment, then one of them has it', async () => {
    const { at, tower, hill, one, other } = await opened();
    const [first, second] = await Promise.all([hold(at, one.token, tower, hill), hold(at, other.token, hill, tower)]);
    const held = [...first, ...second].filter((lease) => lease.held).map(({ id }) => id);
    expect(held.sort()).toEqual([tower, hill].sort());
  });

  test('given somebody who takes it over on another screen, then the one before learns so at its next turn, and does not take it back', async () => {
    const { at, tower, one, other } = await opened();
    await hold(at, one.token, tower);
    at.later = 5_000;
    expect(await hold(at, other.token, { id: tower, take: true })).toMatchObject([{ held: true }]);
    const lost = [{ id: tower, held: false, by: { console: 'back office', since: NOW + 5_000 } }];
    expect(await hold(at, one.token, tower)).toEqual(lost);
    expect(await hold(at, one.token, tower)).toEqual(lost);
    // Who has it already has had it since then.
    at.later = 9_000;
    expect(await hold(at, other.token, { id: tower, take: true })).toMatchObject([{ by: { since: NOW + 5_000 } }]);
  });

  test('given a console that was revoked, then what it held is free', async () => {
    const { at, tower, one, other } = await opened();
    await hold(at, one.token, tower);
    await revoke(at.database, 'front desk', new Date(NOW));
    expect(await hold(at, other.token, tower)).toMatchObject([{ held: true, by: { console: 'back office' } }]);
  });

  test('given a router that is not there, out of reach, or held by an operator above, then nobody out of reach is named', async () => {
    const { at, tower, hill, one } = await opened();
    const south = await enrolled(at, 'Dhaka South', 'south desk');
    const north = await enrolled(at, 'Dhaka North', 'north desk');
    await hold(at, one.token, tower, hill);
    const nowhere = randomUUID();
    expect(await hold(at, south.token, { id: tower, take: true }, { id: hill, take: true }, nowhere)).toEqual(
      [tower, hill, nowhere].map((id) => ({ id, held: false, by: null })),
    );
    expect(await hold(at, north.token, hill)).toEqual([{ id: hill, held: false, by: { console: null, since: NOW } }]);
    expect(await hold(at, one.token, tower, hill)).toMatchObject([{ held: true }, { held: true }]);
  });
});
