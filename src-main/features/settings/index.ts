import type { Settings } from '#shared/contract/settings.ts';
import { USUAL_PURGE_DAYS } from '#shared/domain/customer/purge.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { importDocument } from '../reference/index.ts';
import { readSetting, writeSetting } from './setting.ts';

export { isEnrolled, readSetting, writeSetting } from './setting.ts';
export { isClockTrusted } from './trusted-clock.ts';

const CONFIRMED = 'recoveryConfirmed';

type Deps = Pick<FeatureDeps, 'store' | 'newId' | 'version'> & {
  /** Told when the data key has become usable here. */
  readonly unlocked: () => void;
};

/** What holds for the whole ISP, what the shell of the screens shows, and the recovery code. */
export function settingsFeature({ store, newId, version, unlocked }: Deps) {
  const exists = (table: 'package' | 'customer'): boolean =>
    store.reader.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;

  const get = (): Settings => {
    const text = (setting: string): string => String(readSetting(store.reader, setting));
    const number = (setting: string, usual: number): number => Number(readSetting(store.reader, setting) ?? usual);
    return {
      country: text('country'),
      currency: text('currency'),
      timeZone: text('timeZone'),
      hasMoney: store.reader.prepare('SELECT 1 FROM ledger_entry LIMIT 1').get() !== undefined,
      empty: !exists('package') && !exists('customer'),
      recoveryConfirmed: readSetting(store.reader, CONFIRMED) === true,
      locked: store.locked,
      dataFolder: store.folder,
      version,
      lockAfterMinutes: number('lockAfterMinutes', 15),
      purgeAfterDays: number('purgeAfterDays', USUAL_PURGE_DAYS),
      checksRouters: readSetting(store.reader, 'checksRouters') !== false,
    };
  };

  const changed = async (actor: Actor, action: string, job: (tx: WriteTransaction) => void): Promise<Settings> => {
    await store.write((tx) => {
      job(tx);
      tx.audit({ actor, action, entity: 'settings' });
    });
    return get();
  };

  return {
    procedures: {
      get: procedures.settings.get.handler(() => get()),
      update: procedures.settings.update.handler(async ({ input, context }) => {
        const { lockAfterMinutes, purgeAfterDays, checksRouters, ...isp } = input;
        await importDocument({ store, newId }, { settings: isp }, context.actor);
        const ours = { lockAfterMinutes, purgeAfterDays, checksRouters };
        const own = Object.entries(ours).filter(([, value]) => value !== undefined);
        if (own.length > 0)
          await changed(context.actor, 'settings.change', (tx) => {
            for (const [name, value] of own) writeSetting(tx.db, name, value);
          });
        return get();
      }),
      newRecoveryCode: procedures.settings.newRecoveryCode.handler(async ({ context }) => {
        const code = await store.newRecoveryCode();
        await changed(context.actor, 'settings.new-recovery-code', (tx) => writeSetting(tx.db, CONFIRMED, false));
        return { code };
      }),
      confirmRecoveryCode: procedures.settings.confirmRecoveryCode.handler(({ context }) =>
        changed(context.actor, 'settings.confirm-recovery-code', (tx) => writeSetting(tx.db, CONFIRMED, true)),
      ),
      unlock: procedures.settings.unlock.handler(async ({ input, context }) => {
        await store.unlockWithRecoveryCode(input.code);
        const settings = await changed(context.actor, 'settings.unlock', () => undefined);
        unlocked();
        return settings;
      }),
    },
  } satisfies Feature<object>;
}
