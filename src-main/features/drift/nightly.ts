import { type Checked, isCheckDue } from '#shared/domain/provisioning/nightly.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { keepUnread, type RouterLines } from '../routers/index.ts';
import { readSetting } from '../settings/index.ts';
import { compared } from './compare.ts';
import { keepFound } from './keep.ts';

/** How often is looked whether a router is to be compared. */
const LOOK = 60_000;
/** After something went wrong that no router is to blame for (a full disk). */
const REST = 600_000;

export interface NightlyCheck {
  readonly start: () => void;
  /** Compares every router whose turn it is, one beside the other. Resolves when all have told or failed. */
  readonly look: () => Promise<void>;
  readonly stop: () => void;
}

interface DueRow extends Checked {
  readonly id: string;
  readonly name: string;
}

/** Compares every router once for each night with what should be on it. Nothing on a router is changed. */
export function nightlyCheck(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines },
): NightlyCheck {
  const { store, now, log, lines } = deps;
  const checking = new Map<string, Promise<void>>();
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = 0;

  const check = async ({ id, name }: DueRow): Promise<void> => {
    try {
      const found = await lines.with(id, (session, row) => compared(store, session, row), { isPatient: true });
      if (!isStopping) await keepFound(deps, id, found);
    } catch (error) {
      if (isStopping) return;
      if (!(error instanceof Refusal)) log.failure(error, { during: 'drift' });
      const refusal = error instanceof Refusal ? error : new Refusal('router-protocol', { router: name });
      await store.write(({ orm }) => keepUnread(orm, id, now(), refusal));
    }
  };

  const passOver = (error: unknown): void => {
    notBefore = now().getTime() + REST;
    log.failure(error, { during: 'drift' });
  };

  const look = async (): Promise<void> => {
    const at = now().getTime();
    if (isStopping || store.locked || at < notBefore) return;
    for (const router of dueRouters(store, at)) {
      if (checking.has(router.id)) continue;
      checking.set(
        router.id,
        check(router)
          .catch(passOver)
          .finally(() => checking.delete(router.id)),
      );
    }
    await Promise.all(checking.values());
  };

  return {
    // Not at once: when a computer is switched on, its network is not there yet, and there is other work to do first.
    start: () => {
      timer = setInterval(() => void look().catch(passOver), LOOK);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    look,
    // What is under way ends with the lines: a router that hangs does not keep the program from its end.
    stop: () => {
      isStopping = true;
      clearInterval(timer);
    },
  };
}

/** The routers in use whose turn it is. */
function dueRouters({ reader }: Pick<Store, 'reader'>, at: number): readonly DueRow[] {
  if (readSetting(reader, 'checksRouters') === false) return [];
  const timeZone = String(readSetting(reader, 'timeZone'));
  return reader
    .prepare<[], DueRow>(
      `SELECT id, name, compared_at AS comparedAt, tried_at AS triedAt, coalesce(attempts, 0) AS attempts
       FROM router LEFT JOIN router_check ON router_id = id
       WHERE retired_at IS NULL AND password_sealed IS NOT NULL ORDER BY name_key`,
    )
    .all()
    .filter((row) => isCheckDue(row, at, timeZone));
}
