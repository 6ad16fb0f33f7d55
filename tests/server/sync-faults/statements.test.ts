import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GENESIS, type Witness } from '#shared/sync/head.ts';
import type { ProtocolFault, PushReply } from '#shared/sync/push.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import { solveAll } from '#main/features/sync/conflicts.ts';
import { join } from '#main/features/sync/enrol/join.ts';
import { recordsHere, rootHere } from '#main/features/sync/enrol/preview.ts';
import { nextPull, takePage } from '#main/features/sync/pull.ts';
import { nextParcel, takePushReply } from '#main/features/sync/push.ts';
import { choicesOf, refusals } from '#main/features/sync/refusals.ts';
import type { Actor } from '#main/procedure.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { csv, imported, isp, line, Office } from '../../features/office.ts';
import {
  adds,
  type Central,
  central,
  changes,
  customer,
  mutation,
  NOW,
  payment,
  puts,
  records,
  ROOT,
} from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { count, doneAt, joined, openedAt, ownRoot, TOP, waiting } from './console.ts';
import { type JobDeps, Twins } from './every-statement.ts';
import { kept } from './rows-kept.ts';

// A fault at each statement of everything by which the console's store and the server come together: what a kill leaves is
// what was there before, or what comes after, and done once more it is the same.

const SPEAKER = { deviceId: randomUUID(), operatorId: ROOT };
const ACTOR: Actor = { operatorId: ROOT, staffUserId: 'staff', isRoot: true, role: 'admin', name: '' };

const ZONE: RecordRow = {
  ...{ kind: 'zone', id: randomUUID(), operatorId: ROOT, version: 1 },
  body: {
    ...{ parentId: null, name: 'Mirpur', nameKey: 'mirpur', code: 'mirpur', codeKey: 'mirpur', colour: null },
    ...{ distributionPoint: null, division: null, district: null, thana: null, retiredAt: null },
  },
};

/** A store that has joined and has pulled what others did, with work of its own that waits: some of it will be refused. */
async function atWork(server: Central): Promise<string> {
  const others = server.console();
  const shared = Array.from({ length: 4 }, (_, index) => customer(`shared${index}`, { ip: 10 + index }));
  await others.push([puts([TOP, ZONE]), adds(shared, [payment(shared[0]?.id ?? '', 500)])]);
  const root = ownRoot();
  const store = await openedAt(root);
  await joined(store);
  await pullAll(server, { store, now: () => new Date(NOW), newId: randomUUID });
  const [first, second, third] = shared;
  if (!first || !second || !third) throw new Error('There are four of them');
  await others.push([changes(first.id, { ip: 20 }, { was: { ip: 10 } }), adds([customer('taken'), customer('other')])]);
  await others.push([changes(second.id, { address: 'Road 7' })]);
  await doneAt(store, adds([customer('fresh'), customer('taken')]));
  await doneAt(store, changes(first.id, { ip: 30, phone: '0171' }, { was: { ip: 10 } }));
  await doneAt(store, changes(second.id, { phone: '0172' }));
  await doneAt(store, mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids: [third.id], why: 'purge' } }));
  await store.write(({ db }) => void db.exec("UPDATE zone SET name = name || ' more'"));
  await store.close();
  return root;
}

async function pullAll({ deps }: Central, here: JobDeps, limit = 1_000): Promise<void> {
  for (;;) {
    const request = nextPull(here, limit);
    if (!request) throw new Error('It has joined');
    const reply = await pull(deps, SPEAKER, request);
    await takePage(here, request, reply);
    if (!reply.more) return;
  }
}

/** Each twin sends its own; the server knows what the other one has sent, and answers the same. */
async function pushed({ deps }: Central, { one, other }: Twins) {
  const parcels = [await nextParcel(one), await nextParcel(other)] as const;
  const [parcel, same] = parcels;
  if (!parcel || !same) throw new Error('Something waits');
  expect(same.request).toEqual(parcel.request);
  return { parcel, reply: await push(deps, SPEAKER, structuredClone(parcel.request)) };
}

describe.skipIf(!hasPostgreSql())('the store of a console', () => {
  it('given a fault at any statement while a push is numbered and its reply is kept, then all of it is there or nothing', async () => {
    const server = await central();
    const twins = await Twins.of(await atWork(server));
    expect(await twins.everyStatement((deps) => nextParcel(deps))).toBeGreaterThan(5);
    const { parcel, reply } = await pushed(server, twins);
    expect(reply.results.flatMap(({ rejections }) => rejections).map(({ code }) => code)).toEqual([
      ...['USERNAME_TAKEN', 'STALE_FIELD', 'STALE_RECORD'],
    ]);
    expect(await twins.everyStatement((deps) => takePushReply(deps, parcel, reply))).toBeGreaterThan(15);
    expect(waiting(twins.one.store)).toBe(0);
  });

  it('given a fault at any statement while everything begins anew, then it has begun or it has not, and everything waits', async () => {
    const server = await central();
    const root = await atWork(server);
    for (const fault of ['FORK', 'GAP', 'RESET'] satisfies ProtocolFault[]) {
      const twins = await Twins.of(root);
      const before = waiting(twins.one.store);
      const { parcel, reply } = await pushed(server, twins);
      const refused: PushReply = { ...reply, results: [], fault };
      expect(await twins.everyStatement((deps) => takePushReply(deps, parcel, refused))).toBeGreaterThan(3);
      expect(waiting(twins.one.store)).toBe(before);
      const next = await nextParcel(twins.one);
      expect(next?.request.firstMid).toBe(1);
      expect(next?.request.instanceId).not.toBe(parcel.request.instanceId);
    }
  });

  it('given a fault at any statement of any page, then cursor and rows are there together or not at all', async () => {
    const server = await central();
    const twins = await Twins.of(await atWork(server));
    const { one } = twins;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const request = nextPull(one, 2);
      if (!request) throw new Error('It has joined');
      const reply = await pull(server.deps, SPEAKER, request);
      await twins.everyStatement((deps) => takePage(deps, request, reply));
      ({ more } = reply);
    }
    expect(pages).toBeGreaterThan(1);
    // Everything anew, with what is not there any more.
    const { parcel, reply } = await pushed(server, twins);
    await twins.everyStatement((deps) => takePushReply(deps, parcel, reply));
    const request = nextPull(one);
    if (!request) throw new Error('It has joined');
    const lost: Witness = { version: 99, commitId: 'of a backup' };
    const reset = await pull(server.deps, SPEAKER, { ...request, witness: lost });
    expect(reset.fault).toBe('RESET');
    expect(await twins.everyStatement((deps) => takePage(deps, request, reset))).toBeGreaterThan(4);
    const anew = nextPull(one);
    if (!anew) throw new Error('It has joined');
    expect(anew.cursor).toEqual(GENESIS);
    const all = await pull(server.deps, SPEAKER, anew);
    expect(await twins.everyStatement((deps) => takePage(deps, anew, all))).toBeGreaterThan(10);
    expect(count(one.store, 'sync_unseen')).toBe(0);
  });

  it('given a fault at any statement while refusals are solved, then each is solved or still stands', async () => {
    const server = await central();
    const root = await atWork(server);
    for (const choice of ['mine', 'theirs', 'edit'] as const) {
      const twins = await Twins.of(root);
      const { parcel, reply } = await pushed(server, twins);
      for (const deps of [twins.one, twins.other]) {
        await takePushReply(deps, parcel, reply);
        await pullAll(server, deps);
      }
      const { store } = twins.one;
      const open = [...refusals(store, store.reader)].filter((refused) => choicesOf(refused).includes(choice));
      expect(open.length).toBeGreaterThan(0);
      for (const { id, rejection } of open) {
        const value = choice !== 'edit' ? undefined : rejection.code === 'STALE_FIELD' ? '10.9.9.9' : 'free';
        const solved = async (deps: JobDeps): Promise<void> =>
          expect(await solveAll(deps, ACTOR, { ids: [id], choice, value }), `${choice} ${rejection.code}`).toEqual({
            solved: 1,
            left: [],
          });
        expect(await twins.everyStatement(solved)).toBeGreaterThan(4);
      }
    }
  });

  it('given a fault at any statement of a change of records, also where the transaction ends and the server is to be told, then both are there or neither', async () => {
    const server = await central();
    const twins = await Twins.of(await atWork(server));
    const { store } = twins.one;
    const before = count(store, 'sync_journal');
    const statements = await twins.everyStatement((deps) =>
      deps.store.write(({ db }) => {
        db.prepare("UPDATE zone SET name = name || ' still more'").run();
      }),
    );
    // Begin, the change, its mark, the entry with its reference, and the commit.
    expect(statements).toBe(6);
    expect(count(store, 'sync_journal')).toBe(before + 1);
  });

  it('given a fault at any statement while a console that has worked alone joins, then it is as before or has joined', async () => {
    await using office = new Office();
    office.now = () => new Date(NOW);
    const client = await office.open();
    await client.reference.import(isp);
    await imported(client, csv([line(1), line(2), line(3)]));
    await office.close();
    const twins = await Twins.of(office.root);
    const { store } = twins.one;
    const here = recordsHere(store);
    // The server has the same zones and packages under other ids.
    const there = here.map((row) => {
      if (row.kind === 'operator' && row.body['parentId'] === null) return { ...row, id: ROOT, operatorId: ROOT };
      const operatorId = row.operatorId && ROOT;
      return row.kind === 'zone' || row.kind === 'package' ? { ...row, operatorId, id: randomUUID() } : null;
    });
    const before = {
      ...{ here, there: there.filter((row) => row !== null), isEmpty: false },
      root: { here: rootHere(store), there: ROOT },
    };
    const by = String(store.reader.prepare('SELECT id FROM staff_user').pluck().get());
    const statements = await twins.everyStatement((deps) =>
      deps.store.write((tx) => join(tx, deps, by, 'office', before, { into: {}, keep: [] })),
    );
    expect(statements).toBeGreaterThan(40);
    expect(count(store, "sync_journal WHERE name = 'customers.add'")).toBe(1);
    const ids = before.there.map(({ id }) => `'${id}'`).join(', ');
    expect(count(store, `customer WHERE package_id IN (${ids}) AND zone_id IN (${ids})`)).toBe(3);
  });

  it('given a record of the server that this console does not understand, when customers here would refer to it, then it does not join and nothing is changed', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    await imported(client, csv([line(1)]));
    await office.close();
    const store = await openedAt(office.root);
    onTestFinished(() => store.close());
    const root = rootHere(store);
    // Of these packages the server tells less than this console needs.
    const before = { here: recordsHere(store), there: records, root: { here: root, there: ROOT }, isEmpty: false };
    const was = kept(store);
    const deps = { store, now: () => new Date(NOW), newId: randomUUID };
    await expect(
      store.write((tx) => join(tx, deps, '', 'office', before, { into: {}, keep: [] })),
    ).rejects.toMatchObject({
      code: 'enrol-upgrade',
    });
    expect(kept(store)).toEqual(was);
  });
});
