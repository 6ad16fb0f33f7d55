import { fileURLToPath } from 'node:url';
import { serveLoopback } from './loopback/server.ts';
import { openNodeCore } from './node-core.ts';
import { pagesIn } from './pages.ts';
import { pagesFolder } from './programs.ts';

export interface LoopbackOptions {
  /** The data folder; the platform's own when absent. */
  readonly folder?: string | undefined;
  /** Whether a missing data folder is made. */
  readonly create: boolean;
  /** 0: any port that is free. */
  readonly port: number;
}

/** The screens on 127.0.0.1, until they are stopped. */
export interface Loopback {
  /** The first address: it opens the screens once. */
  readonly url: string;
  /** Another address that opens the screens once. */
  readonly address: () => string;
  /** Ends every connection, finishes the write that runs and frees the data folder. */
  readonly stop: () => Promise<void>;
}

/**
 * Opens the data folder and shows its core to browsers on this machine. Throws a Refusal when the folder cannot be opened
 * or the port is taken; then nothing is left running.
 */
export async function startLoopback({ folder, create, port }: LoopbackOptions): Promise<Loopback> {
  const core = await openNodeCore({ folder, create });
  try {
    await core.start();
    const server = await serveLoopback(core, pagesIn(fileURLToPath(pagesFolder)), port);
    let stopped: Promise<void> | undefined;
    return {
      url: server.address(),
      address: server.address,
      stop: () => (stopped ??= server.close().then(() => core.stop())),
    };
  } catch (error) {
    await core.stop();
    throw error;
  }
}

/**
 * Resolves when this process is told to end: by Ctrl+C, by its terminal's end, by SIGTERM, or by the end of the npm that
 * started it (npm passes SIGTERM on to the shell between the two, and the shell to nobody).
 */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 500).unref();
  });
}
