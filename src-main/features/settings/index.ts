import type { Settings } from '#shared/contract/settings.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { isOwner } from '../operators/index.ts';
import { importDocument } from '../reference/index.ts';
import { readSetting, writeSetting } from './setting.ts';

const CONFIRMED = 'recoveryConfirmed';

/** What holds for the whole ISP, what the shell of the screens shows, and the recovery code. */
export function settingsFeature({ store, newId, version }: Pick<FeatureDeps, 'store' | 'newId' | 'version'>) {
  const exists = (table: 'package' | 'customer'): boolean =>
    store.reader.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;

  const get = ({ operatorId, name, role }: Actor): Settings => {
    const text = (setting: string): string => String(readSetting(store.reader, setting));
    const operator = store.reader.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck();
    const waiting = store.reader
      .prepare<[], number>("SELECT coalesce(sum(records), 0) FROM sync_journal WHERE state = 'pending'")
      .pluck();
    return {
      country: text('country'),
      currency: text('currency'),
      timeZone: text('timeZone'),
      empty: !exists('package') && !exists('customer'),
      recoveryConfirmed: readSetting(store.reader, CONFIRMED) === true,
      locked: store.locked,
      dataFolder: store.folder,
      version,
      actor: { name, operator: operator.get(operatorId) ?? '', role },
      sync: { enrolled: false, waiting: waiting.get() ?? 0 },
    };
  };

  const refuseOthers = (actor: Actor): void => {
    if (!isOwner(store, actor)) throw new Refusal('reference-admin-only', { item: 'settings' });
  };

  const changed = async (actor: Actor, action: string, job: (tx: WriteTransaction) => void): Promise<Settings> => {
    refuseOthers(actor);
    await store.write((tx) => {
      job(tx);
      tx.audit({ actor, action, entity: 'settings' });
    });
    return get(actor);
  };

  return {
    procedures: {
      get: procedures.settings.get.handler(({ context }) => get(context.actor)),
      update: procedures.settings.update.handler(async ({ input, context }) => {
        await importDocument({ store, newId }, { settings: input }, context.actor);
        return get(context.actor);
      }),
      newRecoveryCode: procedures.settings.newRecoveryCode.handler(async ({ context }) => {
        refuseOthers(context.actor);
        const code = await store.newRecoveryCode();
        await changed(context.actor, 'settings.new-recovery-code', (tx) => writeSetting(tx.db, CONFIRMED, false));
        return { code };
      }),
      confirmRecoveryCode: procedures.settings.confirmRecoveryCode.handler(({ context }) =>
        changed(context.actor, 'settings.confirm-recovery-code', (tx) => writeSetting(tx.db, CONFIRMED, true)),
      ),
      unlock: procedures.settings.unlock.handler(async ({ input, context }) => {
        refuseOthers(context.actor);
        await store.unlockWithRecoveryCode(input.code);
        return changed(context.actor, 'settings.unlock', () => undefined);
      }),
    },
  } satisfies Feature<object>;
}
