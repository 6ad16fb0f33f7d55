import { IS_NO_MONEY } from '#shared/domain/billing/kept-lines.ts';
import { purgeBefore, USUAL_PURGE_DAYS } from '#shared/domain/customer/purge.ts';
import type { FeatureDeps } from '../../feature.ts';
import { searchIndex, type WriteTransaction } from '../../store/index.ts';
import { firstAdmin } from '../operators/index.ts';
import { isClockTrusted, readSetting } from '../settings/index.ts';

type PurgeDeps = Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>;

interface Deleted {
  readonly seq: number;
  readonly id: string;
  readonly username: string;
  readonly operatorId: string;
  readonly batchId: string | null;
}

/** How many go in one transaction. */
const CHUNK = 200;
const DAILY = 86_400_000;

/**
 * Removes for good who was deleted long enough ago, unless the clock cannot be trusted: one that was set wrong would
 * empty the list of the deleted. Answers how many went.
 */
export async function purgeDeleted(deps: PurgeDeps): Promise<number> {
  const { store, now } = deps;
  const isTrusted = await isClockTrusted(deps);
  const at = now().getTime();
  const afterDays = Number(readSetting(store.reader, 'purgeAfterDays') ?? USUAL_PURGE_DAYS);
  const before = purgeBefore(at, afterDays);
  if (before === null || !isTrusted) return 0;
  let removed = 0;
  for (let some = await purgeSome(deps, before); some > 0; some = await purgeSome(deps, before)) removed += some;
  return removed;
}

function purgeSome({ store, now, newId }: PurgeDeps, before: number): Promise<number> {
  return store.write((tx) => {
    const at = now().getTime();
    const gone = tx.db
      .prepare<[number, number], Deleted>(
        `SELECT seq, id, username, operator_id AS operatorId, batch_id AS batchId FROM customer
         WHERE deleted_at < ? AND status = 'deleted' ORDER BY deleted_at LIMIT ?`,
      )
      .all(before, CHUNK);
    if (gone.length === 0) return 0;
    const index = searchIndex(tx.db);
    const remove = [
      'DELETE FROM device WHERE customer_id = ?',
      'DELETE FROM automatic_suspension WHERE customer_id = ?',
      'DELETE FROM message WHERE customer_id = ?',
      `DELETE FROM ledger_entry WHERE customer_id = ? AND ${IS_NO_MONEY}`,
    ].map((sql) => tx.db.prepare<[string]>(sql));
    const removeRow = tx.db.prepare<[number]>('DELETE FROM customer WHERE seq = ?');
    for (const { seq, id } of gone) {
      index.remove(seq);
      for (const statement of remove) statement.run(id);
      removeRow.run(seq);
    }
    record(tx, gone, firstAdmin(store).operatorId);
    tx.journal({
      uid: newId(),
      name: 'customers.remove',
      args: { by: '', at, ids: gone.map(({ id }) => id), why: 'purge' },
    });
    return gone.length;
  });
}

/** A line for each operator whose customers went, and one for each import that they had come with, which counts them. */
function record(tx: WriteTransaction, gone: readonly Deleted[], operatorId: string): void {
  // Nobody did it: the program does, by what the admin has set.
  const actor = { operatorId, staffUserId: '' };
  for (const [owner, some] of Map.groupBy(gone, (one) => one.operatorId)) {
    tx.audit({
      actor,
      action: 'customer.purge',
      entity: 'customer',
      after: { removed: some.length, username: some.map(({ username }) => username) },
      ofOperatorId: owner,
    });
  }
  for (const [batch, some] of Map.groupBy(gone, (one) => one.batchId)) {
    if (batch === null) continue;
    tx.audit({
      actor,
      action: 'customer.purge',
      entity: 'import-batch',
      entityId: batch,
      after: { removed: some.length },
    });
  }
}

/** Purges at the start, once a day as long as the program runs, and when the data key has become usable. */
export function dailyPurge(deps: PurgeDeps) {
  const { store, log } = deps;
  let timer: ReturnType<typeof setInterval> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    if (store.locked) return;
    last = last
      .then(() => purgeDeleted(deps))
      .then(
        (removed) => {
          if (removed > 0) log.info('deleted customers were removed for good', { removed });
        },
        (error: unknown) => log.failure(error, { during: 'purge' }),
      );
  };
  return {
    run,
    start: (): void => {
      run();
      timer = setInterval(run, DAILY);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await last;
    },
  };
}
