import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { solveAll } from '#main/features/sync/conflicts.ts';
import { refusals } from '#main/features/sync/refusals.ts';
import type { Actor } from '#main/procedure.ts';
import { openJournal, type Store } from '#main/store/index.ts';
import type { MutationName } from '#shared/sync/mutations.ts';
import { adds, central, customer, mutation, NOW, payment, puts, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { consoleAt, TOP } from './console.ts';

// One entry of the journal speaks of many customers: each of those who were refused is somebody's own decision.

const ACTOR: Actor = { operatorId: ROOT, staffUserId: '', isRoot: true, role: 'admin', name: '' };
const solving = (store: Store) => ({ store, now: () => new Date(NOW), newId: randomUUID });
const undecided = (store: Store): (string | null)[] =>
  [...refusals(store, store.reader)].map(({ entityId }) => entityId);

interface Row {
  readonly uid: string;
  readonly name: MutationName;
  readonly sealed: Uint8Array;
  readonly state: string;
}

/** The entries of a name, as they would be told again. */
const entries = ({ reader, seal }: Store, name: string) =>
  reader
    .prepare<[string], Row>('SELECT uid, name, sealed, state FROM sync_journal WHERE name = ? ORDER BY seq')
    .all(name)
    .map(({ state, ...row }) => ({ state, args: openJournal(seal, row).args }));

describe.skipIf(!hasPostgreSql())('what is decided of one', () => {
  it('given customers who were removed here and have paid elsewhere, when one choice is made after the other, then each has their own, and whoever is gone stays told', async () => {
    const server = await central();
    const head = server.console();
    const [gone, rahim, salma] = [customer('gone'), customer('rahim'), customer('salma')];
    await head.push([puts([TOP]), adds([gone, rahim, salma])]);
    const here = await consoleAt(server);
    await here.engine.run();
    await head.push([mutation({ name: 'ledger.add', args: { by: '', at: NOW, lines: [payment(rahim.id, 500)] } })]);
    await head.push([mutation({ name: 'ledger.add', args: { by: '', at: NOW, lines: [payment(salma.id, 700)] } })]);
    const ids = [gone.id, rahim.id, salma.id];
    await here.do(mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids, why: 'undo-import' } }));
    await here.engine.run();
    const { store } = here;
    expect(undecided(store)).toEqual([rahim.id, salma.id]);
    const [first] = [...refusals(store, store.reader)];
    await solveAll(solving(store), ACTOR, { ids: [first?.id ?? ''], choice: 'theirs' });
    expect(undecided(store)).toEqual([salma.id]);
    const [second] = [...refusals(store, store.reader)];
    await solveAll(solving(store), ACTOR, { ids: [second?.id ?? ''], choice: 'theirs' });
    expect(undecided(store)).toEqual([]);
    // To a server that was restored only what it took is told again.
    expect(entries(store, 'customers.remove')).toMatchObject([{ state: 'applied', args: { ids: [gone.id] } }]);
  });

  it('given an import of which many rows were refused, when they are decided together, then the entry is opened once, and one that cannot be stands in nobody’s way', async () => {
    const server = await central();
    const head = server.console();
    const names = Array.from({ length: 40 }, (_, i) => `user${i}`);
    await head.push([puts([TOP]), adds(names.map((name) => customer(name)))]);
    const here = await consoleAt(server);
    await here.engine.run();
    const fine = customer('fine');
    await here.do(adds([...names.map((name) => customer(name)), fine]));
    await here.engine.run();
    const { store } = here;
    const ids = [...refusals(store, store.reader)].map(({ id }) => id);
    expect(ids).toHaveLength(40);
    const opened = vi.spyOn(store.seal, 'open');
    const [uid = ''] = ids[0]?.split('/') ?? [];
    const nobody = `${uid}/${randomUUID()}`;
    const told = await solveAll(solving(store), ACTOR, {
      ids: [...ids.slice(0, 20), nobody, ...ids.slice(20, 39)],
      choice: 'theirs',
    });
    expect(told).toMatchObject({ solved: 39, left: [{ id: nobody, reason: { code: 'conflict-unknown' } }] });
    expect(opened.mock.calls.filter(([, , column]) => column === 'sync_journal.sealed')).toHaveLength(1);
    opened.mockRestore();
    expect([...refusals(store, store.reader)].map(({ id }) => id)).toEqual(ids.slice(39));
    expect(entries(store, 'customers.add')).toMatchObject([{ state: 'rejected' }]);
    await solveAll(solving(store), ACTOR, { ids: ids.slice(39), choice: 'theirs' });
    expect(entries(store, 'customers.add')).toMatchObject([
      { state: 'applied', args: { customers: [{ id: fine.id }] } },
    ]);
  });
});
