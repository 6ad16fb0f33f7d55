import type { SyncStatus } from '#shared/contract/sync.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';

export { customerRows } from './rows/customer-rows.ts';
export { ledgerRows } from './rows/ledger-rows.ts';
export { recordIds, recordReader } from './rows/record-rows.ts';

/** The office's work on its way to the central server. */
export function syncFeature({ store }: Pick<FeatureDeps, 'store'>) {
  const status = (): SyncStatus => ({
    ...{ server: null, phase: 'resting', progress: null, paused: false, conflicts: 0, refused: 0, doneToday: 0 },
    waiting:
      store.reader
        .prepare<[], number>("SELECT coalesce(sum(records), 0) FROM sync_journal WHERE state = 'pending'")
        .pluck()
        .get() ?? 0,
    ...{ contactAt: null, fullAt: null, failure: null },
  });
  const refuse = (): never => {
    throw new Refusal('sync-none');
  };
  return {
    procedures: {
      status: procedures.sync.status.handler(status),
      now: procedures.sync.now.handler(refuse),
      pause: procedures.sync.pause.handler(refuse),
      conflicts: procedures.sync.conflicts.handler(() => ({ conflicts: [], total: 0, next: null })),
      solve: procedures.sync.solve.handler(refuse),
      look: procedures.sync.look.handler(refuse),
      enrol: procedures.sync.enrol.handler(refuse),
      preview: procedures.sync.preview.handler(refuse),
      join: procedures.sync.join.handler(refuse),
      leave: procedures.sync.leave.handler(refuse),
    },
  } satisfies Feature<object>;
}
