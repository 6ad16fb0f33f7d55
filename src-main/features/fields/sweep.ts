import { setImmediate as turn } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import { customField } from '../../store/schema.ts';
import { firstAdmin } from '../operators/index.ts';
import { dropSome } from './held-values.ts';

/** How long the values of a field that was taken away are kept. */
export const KEPT_DAYS = 30;

const DAY = 86_400_000;
const EVERY = 6 * 3_600_000;
/** Customers that lose a value in one transaction. */
const CHUNK = 500;

/** Drops for good what was taken away longer ago than it is kept: at the start and several times a day. */
export function fieldSweep({ store, now, newId, log }: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;

  const due = (): readonly string[] =>
    store.reader
      .prepare<[number], string>('SELECT id FROM custom_field WHERE deleted_at < ? ORDER BY deleted_at')
      .pluck()
      .all(now().getTime() - KEPT_DAYS * DAY);

  /** The values go first, in short transactions; the field with the last of them, so that a sudden end leaves nothing over. */
  const sweep = async (): Promise<void> => {
    for (const id of due()) {
      for (let after: number | null = 0; after !== null && !stopped;) {
        const from: number = after;
        // A write that waits for nothing gives no turn to anybody else.
        await turn();
        after = await store.write((tx): number | null => {
          const last = dropSome(tx.db, id, from, CHUNK);
          if (last !== null) return last;
          const row = tx.orm.select().from(customField).where(eq(customField.id, id)).get();
          tx.orm.delete(customField).where(eq(customField.id, id)).run();
          tx.audit({
            actor: firstAdmin(store),
            action: 'custom-field.purge',
            entity: 'custom-field',
            entityId: id,
            before: { label: row?.label },
          });
          tx.journal({ uid: newId(), name: 'fields.purge', args: { id } });
          return null;
        });
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
