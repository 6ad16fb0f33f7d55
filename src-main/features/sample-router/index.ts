import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { eq } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import { type After, connect } from '../../routeros/index.ts';
import { router } from '../../store/schema.ts';
import { type ConnectRouter, openRouterPassword } from '../routers/index.ts';
import { sampleFilling } from './filling.ts';
import { SAMPLE_HOST, SAMPLE_USER } from './place.ts';

export { placeSampleRouter } from './place.ts';

/** How long its thread may take to end, in milliseconds. */
const PATIENCE = 2_000;

/** The way to routers, on which the sample ISP's own is found too: it is switched on when somebody first connects to it. */
export interface RoutersWithSample {
  readonly connect: ConnectRouter;
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly worker: Worker;
  /** Where it listens. Rejects when it does not come up. */
  readonly at: Promise<{ readonly host: string; readonly port: number }>;
}

/**
 * `program`: of the thread in which the sample router runs; without it there is none, and its name leads nowhere. `after`: what
 * deadlines are measured by; the clock when absent.
 */
export function routersWithSample(
  { store, sampleRouter: program }: Pick<FeatureDeps, 'store' | 'sampleRouter'>,
  after?: After,
): RoutersWithSample {
  let running: Running | undefined;

  const start = (file: URL): Running | undefined => {
    const row = store.query.select().from(router).where(eq(router.host, SAMPLE_HOST)).get();
    if (!row || row.passwordSealed === null) return undefined;
    const worker = new Worker(file, {
      workerData: {
        user: SAMPLE_USER,
        password: openRouterPassword(store.seal, row.id, row.passwordSealed),
        fill: sampleFilling(store, row),
      },
    });
    const forget = (): void => {
      if (running?.worker === worker) running = undefined;
    };
    worker.once('error', forget).once('exit', forget);
    // Its first message says where it is.
    const at = once(worker, 'message').then(([told]) => {
      // From then on it keeps no program alive that has nothing else to do.
      worker.unref();
      return told as { host: string; port: number };
    });
    return { worker, at };
  };

  return {
    connect: async (asked) => {
      const options = after ? { after, ...asked } : asked;
      if (options.host !== SAMPLE_HOST || program === undefined) return connect(options);
      running ??= start(program);
      return connect(running ? { ...options, ...(await running.at) } : options);
    },
    stop: async () => {
      const last = running;
      if (!last) return;
      const isOver = once(last.worker, 'exit');
      last.worker.postMessage('end');
      const late = setTimeout(() => void last.worker.terminate(), PATIENCE);
      await isOver;
      clearTimeout(late);
    },
  };
}
