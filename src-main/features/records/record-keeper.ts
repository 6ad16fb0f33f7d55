import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { ownerWithin, reachOfActor, usableByActor } from '../operators/index.ts';
import { changeOf, differing } from './difference.ts';
import type { KeptRow, RecordKind } from './record-kind.ts';

export interface RecordKeeper<Fields, Line> {
  readonly list: (actor: Actor) => Line[];
  readonly add: (actor: Actor, fields: Fields) => Promise<Line>;
  readonly change: (actor: Actor, to: { id: string; version: number; fields: Fields }) => Promise<Line>;
  readonly retire: (actor: Actor, to: { id: string; retired: boolean }) => Promise<Line>;
  readonly remove: (actor: Actor, which: { id: string }) => Promise<{ removed: true }>;
}

/** A secret, where it is only told that there is another one. */
const MASK = '******';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/**
 * Keeps the records of one kind: lists what somebody may use, changes what belongs to the own operator or to one beneath,
 * tells whoever was slower, and refuses to take away what is in use. Every change has its audit line; the store
 * tells the central server.
 */
export function recordKeeper<Row extends KeptRow, Fields extends object, Line>(
  { store, now, newId }: Deps,
  kind: RecordKind<Row, Fields, Line>,
): RecordKeeper<Fields, Line> {
  const list = (actor: Actor): Line[] => linesOf(actor, kind.rows(store.query));

  const linesOf = (actor: Actor, rows: readonly Row[]): Line[] => {
    const usable = usableByActor(store, actor);
    const reach = reachOfActor(store, actor);
    const mayChange = actor.role === 'admin' || actor.role === 'manager';
    return kind.linesOf(
      rows.filter((row) => usable.has(kind.ownerOf(row))),
      actor,
      (row) => mayChange && reach.has(kind.ownerOf(row)),
    );
  };

  const lineOf = (actor: Actor, id: string): Line => {
    const [line] = linesOf(
      actor,
      kind.rows(store.query).filter((row) => row.id === id),
    );
    if (line === undefined) throw new Error(`There is no ${kind.entity} ${id} to be told of`);
    return line;
  };

  /** A record that the actor may change; one of an operator above answers as one that does not exist. */
  const own = (rows: readonly Row[], actor: Actor, id: string): Row => {
    const row = rows.find((one) => one.id === id);
    if (!row || !reachOfActor(store, actor).has(kind.ownerOf(row))) throw new Refusal('record-unknown');
    return row;
  };

  const kept = (
    tx: WriteTransaction,
    actor: Actor,
    before: Row | null,
    after: Row | null,
    action: string,
    secrets: readonly string[] = [],
  ): void => {
    const row = after ?? before;
    if (!row) throw new Error('Neither before nor after');
    const shown = (one: Row | null) => (one ? kind.shownOf(one, tx.orm) : null);
    // What is gone can no longer be asked about, so it is shown before it goes.
    const was = shown(before);
    if (after) kind.put(tx.orm, after, !before);
    else kind.drop(tx.orm, row);
    if (before && after) kind.changed?.(tx, before, after);
    const { before: told, after: toldNow } = changeOf(was, shown(after));
    const masked = Object.fromEntries(secrets.map((name) => [name, MASK]));
    tx.audit({
      actor,
      action: `${kind.entity}.${action}`,
      entity: kind.entity,
      entityId: row.id,
      ...(told && { before: told }),
      ...(toldNow && { after: { ...toldNow, ...masked } }),
      ofOperatorId: kind.ownerOf(row),
    });
  };

  /** The row that a form makes, for an owner within the actor's reach. */
  const made = (actor: Actor, fields: Fields, rows: readonly Row[], tx: WriteTransaction, current?: Row): Row => {
    const { id, version, retiredAt } = current ?? { id: newId(), version: 1, retiredAt: null };
    ownerWithin(store, actor, kind.ownerIn(fields, current), 'record-owner-unknown');
    return kind.make(fields, { id, version, retiredAt, current }, rows, actor, tx.orm);
  };

  return {
    list,
    add: async (actor, fields) => {
      const id = await store.write((tx) => {
        const row = made(actor, fields, kind.rows(tx.orm), tx);
        kept(tx, actor, null, row, 'add', kind.secretsIn?.(fields));
        return row.id;
      });
      return lineOf(actor, id);
    },
    change: async (actor, { id, version, fields }) => {
      await store.write((tx) => {
        const rows = kind.rows(tx.orm);
        const current = own(rows, actor, id);
        const row = made(actor, fields, rows, tx, current);
        const secrets = kind.secretsIn?.(fields) ?? [];
        const different = [...differing(kind.fieldsOf(current), kind.fieldsOf(row)), ...secrets];
        // Also the answer to a second click: it is as it was asked for.
        if (different.length === 0) return;
        if (version !== current.version) {
          throw new Refusal('record-changed', { name: kind.titleOf(current), fields: different.join(', ') });
        }
        kept(tx, actor, current, { ...row, version: current.version + 1 }, 'change', secrets);
      });
      return lineOf(actor, id);
    },
    retire: async (actor, { id, retired }) => {
      await store.write((tx) => {
        const current = own(kind.rows(tx.orm), actor, id);
        if ((current.retiredAt !== null) === retired) return;
        const retiredAt = retired ? now() : null;
        const row = { ...current, retiredAt, version: current.version + 1 };
        kept(tx, actor, current, row, retired ? 'retire' : 'take-back');
      });
      return lineOf(actor, id);
    },
    remove: async (actor, { id }) => {
      await store.write((tx) => {
        const current = own(kind.rows(tx.orm), actor, id);
        const use = kind.uses(tx.orm, current).find(({ count }) => count > 0);
        if (use) throw new Refusal('record-in-use', { name: kind.titleOf(current), ...use });
        kept(tx, actor, current, null, 'remove');
      });
      return { removed: true };
    },
  };
}
