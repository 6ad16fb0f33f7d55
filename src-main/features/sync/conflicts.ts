import type { SyncConflict } from '#shared/contract/sync.ts';
import { breather } from '../../breather.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store, WriteTransaction } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { refusedEntry } from './entries.ts';
import { takenOf } from './kept-money.ts';
import { conflictOf } from './refusal-told.ts';
import { ownerOf, type Refused, refusals, refusalsIn } from './refusals.ts';
import { keepLeft, type Left } from './left-of-entry.ts';
import { type Choice, solve } from './solve.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/** What nobody owns, or is gone, is shown to whoever is at the top of this console. */
function within(store: Pick<Store, 'reader'>, actor: Actor): (refused: Refused) => boolean {
  const reach = reachOfActor(store, actor);
  return (refused) => {
    const owner = ownerOf(store.reader, refused);
    return owner === null ? actor.isRoot : reach.has(owner);
  };
}

/** Who has what was wanted may be another operator's, whom the server tells this console of and not everybody at it. */
function holderSeen({ reader }: Pick<Store, 'reader'>, actor: Actor): (customerId: string) => boolean {
  const reach = reachOfActor({ reader }, actor);
  const ownerOfCustomer = reader.prepare<[string], string>('SELECT operator_id FROM customer WHERE id = ?').pluck();
  return (customerId) => {
    const owner = ownerOfCustomer.get(customerId);
    return owner === undefined ? actor.isRoot : reach.has(owner);
  };
}

interface Which {
  /** Of one customer or record. */
  readonly about?: string | undefined;
  /** Of one import. */
  readonly batch?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What was refused, within the actor's reach, the oldest first. */
export function conflictPage(
  store: Store,
  actor: Actor,
  { about, batch, after, limit }: Which,
): { conflicts: SyncConflict[]; total: number; next: string | null } {
  if (store.locked) throw new Refusal('key-locked');
  const isWithin = within(store, actor);
  const isSeen = holderSeen(store, actor);
  const all = [...refusals(store, store.reader)].filter(
    (refused) =>
      (about === undefined || refused.entityId === about) &&
      (batch === undefined || refused.entry.batchId === batch) &&
      isWithin(refused),
  );
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const page = all.slice(from, from + limit);
  return {
    conflicts: page.map((refused) => ({
      ...conflictOf(store.reader, refused, isSeen),
      taken: takenOf(store.reader, refused),
    })),
    total: all.length,
    next: from + limit < all.length ? (page.at(-1)?.id ?? null) : null,
  };
}

interface Asked {
  readonly ids: readonly string[];
  readonly choice: Choice;
  readonly value?: string | undefined;
}

interface Unsolved {
  readonly id: string;
  readonly reason: { readonly code: string; readonly params: Refusal['params'] };
}

/** Solves one after the other, each for itself: one that cannot be stands in nobody's way. */
export async function solveAll(
  deps: Deps,
  actor: Actor,
  { ids, choice, value }: Asked,
): Promise<{ solved: number; left: Unsolved[] }> {
  if (choice === 'edit' && (ids.length !== 1 || value === undefined)) throw new Refusal('conflict-edit-one');
  const left: Unsolved[] = [];
  for (const [uid, some] of Map.groupBy(ids, (id) => id.split('/')[0] ?? '')) {
    left.push(...(await solveOfEntry(deps, actor, uid, { ids: some, choice, value })));
  }
  return { solved: ids.length - left.length, left };
}

/** Of an entry that speaks of many: it is opened once and written once, whatever is decided of how many. */
function solveOfEntry(deps: Deps, actor: Actor, uid: string, { ids, choice, value }: Asked): Promise<Unsolved[]> {
  const { store } = deps;
  return store.write(async (tx) => {
    const entry = refusedEntry(tx.db, store.seal, uid);
    const isWithin = within({ reader: tx.db }, actor);
    const breathe = breather();
    const unsolved: Unsolved[] = [];
    let left: Left | null = entry;
    for (const id of ids) {
      const refused = entry && left && [...refusalsIn({ ...entry, ...left })].find((one) => one.id === id);
      const reason = tried(tx, () => {
        if (!refused || !isWithin(refused)) throw new Refusal('conflict-unknown');
        left = solve(tx, deps, actor, refused, { choice, value });
      });
      if (reason !== null) unsolved.push({ id, reason });
      await breathe();
    }
    if (entry && left !== null && left !== entry) keepLeft(tx, store.seal, entry.seq, left);
    return unsolved;
  });
}

/** Does something within a transaction wholly or not at all. Null: it is done. */
function tried({ db }: Pick<WriteTransaction, 'db'>, job: () => void): Unsolved['reason'] | null {
  db.exec('SAVEPOINT one');
  try {
    job();
    db.exec('RELEASE one');
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    db.exec('ROLLBACK TO one; RELEASE one');
    return { code: error.code, params: error.params };
  }
}
