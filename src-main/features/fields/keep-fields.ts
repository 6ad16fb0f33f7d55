import { asc, eq } from 'drizzle-orm';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Query, WriteTransaction } from '../../store/index.ts';
import { customField } from '../../store/schema.ts';
import { changeOf, differing, type StaleSearch } from '../records/index.ts';
import { type Draft, draftOf, type FieldRow, settled, shownOf } from './draft.ts';
import { heldValues, holders, unfitValues } from './held-values.ts';
import { isSweepBegun, keptUntil } from './sweep.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'> & { readonly stale: StaleSearch };

const fieldRows = (orm: Query): FieldRow[] => orm.select().from(customField).orderBy(asc(customField.position)).all();

/** The ISP's own fields of a customer: in their order, changed, taken away and taken back with their values. */
export function keepFields({ store, now, newId, stale }: Deps) {
  const linesOf = (actor: Actor, rows: readonly FieldRow[]): CustomFieldLine[] => {
    const ids = rows.map(({ id }) => id);
    const values = heldValues(store, actor, ids);
    return rows.map((row) => ({
      ...draftOf(row),
      id: row.id,
      version: row.version,
      values: values.get(row.id) ?? 0,
      removed: row.deletedAt && {
        at: row.deletedAt.toISOString(),
        keptUntil: new Date(keptUntil(row.deletedAt)).toISOString(),
      },
    }));
  };

  const list = (actor: Actor): CustomFieldLine[] => {
    const rows = fieldRows(store.query);
    // What can be taken back is told to whoever may do it.
    const removed = actor.isRoot && actor.role === 'admin' ? rows.filter(({ deletedAt }) => deletedAt !== null) : [];
    return linesOf(actor, [...rows.filter(({ deletedAt }) => deletedAt === null), ...removed]);
  };

  const lineOf = (actor: Actor, id: string): CustomFieldLine => {
    const [line] = linesOf(
      actor,
      fieldRows(store.query).filter((row) => row.id === id),
    );
    if (!line) throw new Error(`There is no field ${id} to be told of`);
    return line;
  };

  const kept = (tx: WriteTransaction, actor: Actor, before: FieldRow | null, after: FieldRow, action: string): void => {
    if (before) tx.orm.update(customField).set(after).where(eq(customField.id, after.id)).run();
    else tx.orm.insert(customField).values(after).run();
    const change = changeOf(before && shownOf(before), shownOf(after));
    tx.audit({ actor, action: `custom-field.${action}`, entity: 'custom-field', entityId: after.id, ...change });
  };

  /** A field that is there, or one that was taken away. */
  const known = (rows: readonly FieldRow[], id: string, isRemoved: boolean): FieldRow => {
    const row = rows.find((one) => one.id === id && (one.deletedAt !== null) === isRemoved);
    if (!row) throw new Refusal('record-unknown');
    return row;
  };

  return {
    list,
    add: async (actor: Actor, draft: Draft) => {
      const id = newId();
      await store.write((tx) => {
        const rows = fieldRows(tx.orm);
        const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
        kept(tx, actor, null, { id, ...settled(draft, id, rows), position, version: 1, deletedAt: null }, 'add');
      });
      return lineOf(actor, id);
    },
    change: async (actor: Actor, { id, version, fields }: { id: string; version: number; fields: Draft }) => {
      await store.write((tx) => {
        const rows = fieldRows(tx.orm);
        const current = known(rows, id, false);
        const row = { ...current, ...settled(fields, id, rows) };
        const different = differing(draftOf(current), draftOf(row));
        if (different.length === 0) return;
        if (version !== current.version) {
          throw new Refusal('record-changed', { name: current.label, fields: different.join(', ') });
        }
        const unfit = different.some((name) => name === 'type' || name === 'options') ? unfitValues(tx.db, row) : null;
        if (unfit)
          throw new Refusal('field-values-unfit', { ...unfit, field: different.includes('type') ? 'type' : 'options' });
        kept(tx, actor, current, { ...row, version: current.version + 1 }, 'change');
      });
      return lineOf(actor, id);
    },
    reorder: async (actor: Actor, ids: readonly string[]) => {
      await store.write((tx) => {
        const rows = fieldRows(tx.orm);
        const present = rows.filter(({ deletedAt }) => deletedAt === null);
        const isWhole = ids.length === present.length && present.every(({ id }) => ids.includes(id));
        if (!isWhole) throw new Refusal('fields-changed');
        const moved = present.filter((row) => row.position !== ids.indexOf(row.id) + 1);
        for (const row of moved) {
          const to = { position: ids.indexOf(row.id) + 1, version: row.version + 1 };
          tx.orm.update(customField).set(to).where(eq(customField.id, row.id)).run();
        }
        if (moved.length === 0) return;
        const names = (order: readonly string[]) =>
          order.map((id) => present.find((row) => row.id === id)?.label ?? '').join(', ');
        tx.audit({
          actor,
          action: 'custom-field.reorder',
          entity: 'custom-field',
          before: { position: names(present.map(({ id }) => id)) },
          after: { position: names(ids) },
        });
      });
      return list(actor);
    },
    remove: async (actor: Actor, { id, values }: { id: string; values: number }) => {
      await store.write((tx) => {
        const current = known(fieldRows(tx.orm), id, false);
        const count = holders(tx.db, id);
        if (count > values) throw new Refusal('field-has-values', { label: current.label, count });
        kept(tx, actor, current, { ...current, deletedAt: now(), version: current.version + 1 }, 'remove');
        // Customers are found by what they have in it.
        stale.note(tx, 'field', id);
      });
      stale.start();
      return lineOf(actor, id);
    },
    takeBack: async (actor: Actor, id: string) => {
      await store.write((tx) => {
        const current = known(fieldRows(tx.orm), id, true);
        const isOver = current.deletedAt !== null && keptUntil(current.deletedAt) < now().getTime();
        if (isOver || isSweepBegun(tx.db, id)) throw new Refusal('field-kept-no-longer', { label: current.label });
        kept(tx, actor, current, { ...current, deletedAt: null, version: current.version + 1 }, 'take-back');
        stale.note(tx, 'field', id);
      });
      stale.start();
      return lineOf(actor, id);
    },
  };
}
