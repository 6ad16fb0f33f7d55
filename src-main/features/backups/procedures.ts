import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type BackupFile, backUpTo, checkStore, keepBackup, listBackups } from '../../store/index.ts';

/** Copies of the whole store, and a look through it. Only for the admin: a copy holds every operator's customers. */
export function backupsFeature({ store, now, log }: Pick<FeatureDeps, 'store' | 'now' | 'log'>) {
  const running = new Set<Promise<unknown>>();

  /** Waited for by `stop`, so that no half-written copy is left when the program ends. */
  const awaited = async <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };

  const make = async (actor: Actor, file: string | undefined): Promise<BackupFile> => {
    const made = await (file === undefined
      ? keepBackup(store.folder, { reason: 'asked', now })
      : backUpTo(store.folder, file, now));
    if (made instanceof Refusal) throw made;
    const { file: name, size } = made;
    try {
      await store.write((tx) =>
        tx.audit({ actor, action: 'store.backup', entity: 'store', after: { file: name, size } }),
      );
    } catch (error) {
      // On a full disk a backup is worth more than its line in the audit.
      if (!(error instanceof Refusal)) throw error;
      log.warn('a backup without an audit line', { code: error.code });
    }
    return made;
  };

  return {
    procedures: {
      list: procedures.backups.list.handler(() => listBackups(store.folder).map(told)),
      make: procedures.backups.make.handler(async ({ input, context }) =>
        told(await awaited(make(context.actor, input.file))),
      ),
      check: procedures.backups.check.handler(async () => {
        const { ok, problems } = await checkStore(store);
        return { ok, problems: [...problems] };
      }),
    },
    stop: async () => {
      await Promise.allSettled(running);
    },
  } satisfies Feature<object>;
}

const told = ({ file, size, at }: BackupFile) => ({ file, size, at: at.toISOString() });
