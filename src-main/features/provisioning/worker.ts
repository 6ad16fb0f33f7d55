import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { openPassword, type Store } from '../../store/index.ts';
import type { RouterLines, RouterRow } from '../routers/index.ts';
import { bring, type Brought, type ToBring } from './bring.ts';
import { appliedOf, type DueJob, dueJobs, jobKeeper, routersWithWork } from './job-rows.ts';
import { queueAgain } from './queue-again.ts';
import { servedCustomers } from './served.ts';

/** How often is looked whether something is to be done. */
const LOOK = 1000;
/** Customers brought to a router at a time: between two such, others of the console have their turn. */
const BATCH = 500;
/** After a router refused to be read, and after something went wrong that no router is to blame for (a full disk). */
const REST = 60_000;

export interface ProvisioningWorker {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Works the queues of these routers now: until nobody waits or a router cannot be reached. */
  readonly run: (isMeant: (routerId: string) => boolean) => Promise<void>;
}

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines };

/** Brings customers to the routers, one router beside the other: a router that hangs never slows another. */
export function provisioningWorker({ store, now, log, lines }: Deps): ProvisioningWorker {
  const lanes = new Map<string, Promise<void>>();
  /** Until when routers are left alone that answer and refuse to be read. */
  const refusing = new Map<string, number>();
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = 0;

  const batch = async (routerId: string, isPatient: boolean): Promise<number> => {
    const jobs = dueJobs(store.reader, routerId, BATCH);
    if (jobs.length === 0 || isStopping) return 0;
    const brought = await lines.with(routerId, (session, row) => bring(session, row, toBring(store, row, jobs)), {
      isPatient,
      to: 'write',
    });
    await keep(routerId, brought);
    if (![...brought.outcomes.values()].some(({ kind }) => kind === 'waits')) return jobs.length;
    refusing.set(routerId, now().getTime() + REST);
    return 0;
  };

  const keep = (routerId: string, { outcomes, orphans }: Brought): Promise<void> =>
    store.write(({ db }) => {
      const keepOne = jobKeeper(db, routerId, now().getTime());
      for (const [job, outcome] of outcomes) keepOne(job, outcome);
      // Only who was done: who failed waits for a person.
      queueAgain(db, routerId, appliedOf(db, routerId, orphans), now());
    });

  /** One lane for each router, so that no two work at the same one. */
  const drain = (routerId: string, isPatient: boolean): Promise<void> => {
    const known = lanes.get(routerId);
    if (known) return known;
    const lane = (async () => {
      while ((await batch(routerId, isPatient)) > 0);
    })().finally(() => lanes.delete(routerId));
    lanes.set(routerId, lane);
    return lane;
  };

  /** What is wrong with a router stands with the router; it is tried again by itself. */
  const passOver = (error: unknown): void => {
    if (error instanceof Refusal) return;
    notBefore = now().getTime() + REST;
    log.failure(error, { during: 'provisioning' });
  };

  const look = (): void => {
    const at = now().getTime();
    if (isStopping || store.locked || at < notBefore) return;
    try {
      for (const routerId of routersWithWork(store.reader)) {
        const isRefusing = at < (refusing.get(routerId) ?? 0);
        if (lanes.has(routerId) || isRefusing || lines.restsUntil(routerId) !== null) continue;
        drain(routerId, true).catch(passOver);
      }
    } catch (error) {
      // A disk that cannot be read must not end the program from within a timer.
      passOver(error);
    }
  };

  return {
    start: () => {
      look();
      timer = setInterval(look, LOOK);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await Promise.allSettled(lanes.values());
    },
    run: async (isMeant) => {
      const wanted = routersWithWork(store.reader).filter(isMeant);
      await Promise.all(wanted.map((id) => drain(id, false).catch(passOver)));
    },
  };
}

/** The jobs with what the store knows of their customers now: only the latest state matters. */
function toBring({ reader, seal }: Pick<Store, 'reader' | 'seal'>, row: RouterRow, jobs: readonly DueJob[]): ToBring[] {
  const ids = jobs.map(({ customerId }) => customerId);
  const served = new Map(
    servedCustomers(reader, row.id, ids)
      .filter(({ belongs }) => belongs)
      .map((customer) => [customer.id, customer]),
  );
  const passwords = new Map(
    reader
      .prepare<[string], { id: string; sealed: Buffer | null }>(
        'SELECT id, password_sealed AS sealed FROM customer WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(ids))
      .map(({ id, sealed }) => [id, sealed]),
  );
  return jobs.map((job) => {
    const passwordSealed = passwords.get(job.customerId) ?? null;
    return {
      job,
      customer: served.get(job.customerId) ?? null,
      passwordSealed,
      password: () => (passwordSealed === null ? null : openPassword(seal, job.customerId, passwordSealed)),
    };
  });
}
