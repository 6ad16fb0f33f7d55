import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { customField } from '../../store/schema.ts';
import { firstAdmin } from '../operators/index.ts';
import { isClockTrusted, readSetting, writeSetting } from '../settings/index.ts';
import { dropSome } from './held-values.ts';

/** How long the values of a field that was taken away are kept. */
const KEPT_DAYS = 30;
const DAY = 86_400_000;
const EVERY = 6 * 3_600_000;
/** Customers that lose a value in one transaction. */
const CHUNK = 500;
/** The field whose first values are gone for good already. */
const UNDER_SWEEP = 'fieldUnderSweep';

/** Until when the values of a field that was taken away are kept, in milliseconds since 1970. */
export const keptUntil = (deletedAt: Date): number => deletedAt.getTime() + KEPT_DAYS * DAY;

/** Whether some of its values are gone for good: then it cannot be taken back, whatever the clock says. */
export const isSweepBegun = (db: Database, id: string): boolean => readSetting(db, UNDER_SWEEP) === id;

/** Drops for good what was taken away longer ago than it is kept: at the start and several times a day. */
export function fieldSweep(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>) {
  const { store, now, newId, log } = deps;
  let timer: ReturnType<typeof setInterval> | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;

  const due = (): readonly string[] =>
    store.reader
      .prepare<[number], string>('SELECT id FROM custom_field WHERE deleted_at < ? ORDER BY deleted_at')
      .pluck()
      .all(now().getTime() - KEPT_DAYS * DAY);

  /** The next values of a field, the field with the last of them. The customer to go on behind; null: nothing more to do. */
  const drop = (tx: WriteTransaction, id: string, after: number): number | null => {
    const row = tx.orm.select().from(customField).where(eq(customField.id, id)).get();
    // It may have been taken back, or the clock set right, since it was found.
    if (row?.deletedAt == null || keptUntil(row.deletedAt) >= now().getTime()) return null;
    const last = dropSome(tx.db, id, after, CHUNK);
    writeSetting(tx.db, UNDER_SWEEP, last === null ? null : id);
    if (last !== null) return last;
    tx.orm.delete(customField).where(eq(customField.id, id)).run();
    const actor = firstAdmin(store);
    tx.audit({
      actor,
      action: 'custom-field.purge',
      entity: 'custom-field',
      entityId: id,
      before: { label: row.label },
    });
    tx.journal({ uid: newId(), name: 'fields.purge', args: { by: actor.staffUserId, at: now().getTime(), id } });
    return null;
  };

  /** The values go first, in short transactions; the field with the last of them, so that a sudden end leaves nothing over. */
  const sweep = async (): Promise<void> => {
    if (store.locked || !(await isClockTrusted(deps))) return;
    for (const id of due()) {
      for (let after: number | null = 0; after !== null && !stopped;) {
        const from: number = after;
        // A write that waits for nothing gives no turn to anybody else.
        await turn();
        after = await store.write((tx) => drop(tx, id, from));
      }
    }
  };
  const run = (): void => {
    running ??= sweep()
      .catch((error: unknown) => void log.failure(error, { work: 'field-sweep' }))
      .finally(() => {
        running = null;
      });
  };
  return {
    run,
    start: (): void => {
      run();
      timer = setInterval(run, EVERY);
      timer.unref();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
