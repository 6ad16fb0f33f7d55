import { Worker } from 'node:worker_threads';
import { eq } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import { type After, connect, RouterError } from '../../routeros/index.ts';
import { openRouterPassword } from '../../store/index.ts';
import { router } from '../../store/schema.ts';
import type { ConnectRouter } from '../routers/index.ts';
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

interface Place {
  readonly host: string;
  readonly port: number;
}

interface Running {
  readonly worker: Worker;
  /** Where it listens. Rejects with a RouterError when it does not come up. */
  readonly at: Promise<Place>;
}

/**
 * `program`: of the thread in which the sample router runs; without it there is none, and its name leads nowhere. `after`: what
 * deadlines are measured by; the clock when absent.
 */
export function routersWithSample(
  { store, log, sampleRouter: program }: Pick<FeatureDeps, 'store' | 'log' | 'sampleRouter'>,
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
    const { promise: at, resolve, reject } = Promise.withResolvers<Place>();
    // Its first message says where it is.
    worker.once('message', (told: Place) => {
      // From then on it keeps no program alive that has nothing else to do.
      worker.unref();
      resolve(told);
    });
    worker.once('error', (error) => log.failure(error, { during: 'sample-router' }));
    // Also after an error. A thread that ends without a word is a router that is off.
    worker.once('exit', () => {
      if (running?.worker === worker) running = undefined;
      reject(new RouterError({ kind: 'refused', host: row.host, port: row.port }));
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
      const isOver = new Promise<void>((resolve) => last.worker.once('exit', () => resolve()));
      last.worker.postMessage('end');
      const late = setTimeout(() => void last.worker.terminate(), PATIENCE);
      await isOver;
      clearTimeout(late);
    },
  };
}
