import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { KeyKeeper } from '../platform/platform.ts';
import { DIRECT, type Proxy, type ProxyFor } from '../platform/proxy.ts';
import { Refusal } from '../refusal.ts';
import type { FromThread, KeyAnswer, ThreadSetup, ToThread } from './thread-messages.ts';

/** The core in a thread of its own, so that nothing it does holds up the window. */
export interface CoreThread {
  /** Rejects with the Refusal that the data folder cannot be opened for, or with what killed the thread before that. */
  readonly ready: Promise<void>;
  /** Resolves when the thread ended although nobody asked it to; with what killed it. Never after `stop`. */
  readonly died: Promise<unknown>;
  /** A new way to the core, for one page. It closes when the thread ends. */
  readonly connect: () => MessagePort;
  /** Finishes the write that runs, frees the data folder and ends the thread. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the core for a data folder, which is made when it is missing. `keeper` keeps keys on the main thread's side, and
 * `proxyFor` knows the system's proxies there.
 */
export function startCoreThread(
  program: URL,
  setup: Omit<ThreadSetup, 'keepsKeys'>,
  keeper: KeyKeeper | null,
  proxyFor: ProxyFor = () => Promise.resolve(DIRECT),
): CoreThread {
  const workerData: ThreadSetup = { ...setup, keepsKeys: keeper !== null };
  const worker = new Worker(program, { workerData });
  const send = (message: ToThread, transfer: readonly MessagePort[] = []): void =>
    worker.postMessage(message, [...transfer]);
  const ended = new Promise<number>((resolve) => worker.once('exit', resolve));
  let isStopping = false;

  const died = new Promise<unknown>((resolve) => {
    worker.once('error', resolve);
    void ended.then((status) => {
      if (!isStopping) resolve(new Error(`The core's thread ended with status ${status}`));
    });
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'refused') reject(new Refusal(message.code, message.params));
      else if (message.kind === 'proxy')
        void proxyOf(message.url, proxyFor).then((proxy) => send({ kind: 'proxy', call: message.call, proxy }));
      else void answerTo(message, keeper).then((answer) => send({ kind: 'key', call: message.call, answer }));
    });
    void died.then(reject);
  });
  // Whoever waits for `ready` is told; that nobody waits is no failure of its own.
  ready.catch(() => undefined);

  return {
    ready,
    died,
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      send({ kind: 'page', port: port2 }, [port2]);
      return port1;
    },
    stop: async () => {
      isStopping = true;
      // To a thread that has died the message is lost, and its end is behind it.
      send({ kind: 'stop' });
      await ended;
    },
  };
}

async function answerTo(asked: FromThread & { kind: 'key' }, keeper: KeyKeeper | null): Promise<KeyAnswer> {
  try {
    if (!keeper) return { key: null };
    return { key: asked.ask === 'load' ? await keeper.load(asked.keyId) : await keeper.create(asked.keyId) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, params: error.params } };
    const reason = error instanceof Error ? error.message : String(error);
    return { refused: { code: 'host-key-store', params: { reason } } };
  }
}

/** A system that cannot tell is one without a proxy: the server's own silence says the rest. */
async function proxyOf(url: string, proxyFor: ProxyFor): Promise<Proxy> {
  try {
    return await proxyFor(url);
  } catch {
    return DIRECT;
  }
}
