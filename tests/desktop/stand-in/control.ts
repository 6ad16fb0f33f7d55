import { syncBuiltinESMExports } from 'node:module';
import threads, { type MessagePort, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { app, ipcMain } from './electron.ts';
import { type Frame, seen } from './seen.ts';

// What a test may do to the desktop: each message names one of these and gets its answer back.

const workers: Worker[] = [];
threads.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    workers.push(this);
  }
};
syncBuiltinESMExports();

const window = () => seen.windows[0]?.window;
let closed = false;

const commands = {
  state: () => ({
    sandboxed: seen.sandboxed,
    shown: seen.shown,
    schemes: seen.schemes,
    options: seen.windows.map(({ options }) => options),
    loaded: seen.loaded,
    told: seen.told,
    focused: seen.focused,
    closed,
    permissions: [seen.permissionCheck?.(), seen.device?.()],
  }),

  /** A page's preload asks for a channel; the answer tells whether it got one. */
  ask: ({ from, url }: { from: 'window' | 'elsewhere' | 'nowhere'; url?: string }) => {
    const main = window()?.webContents.mainFrame;
    const handedElsewhere: unknown[] = [];
    const frames: Record<typeof from, Frame | null | undefined> = {
      window: main,
      elsewhere: { url: 'app://lastmile/', postMessage: (...message) => void handedElsewhere.push(message) },
      nowhere: null,
    };
    if (main && url !== undefined) main.url = url;
    const before = seen.handed.length;
    ipcMain.emit('lastmile:want-port', { senderFrame: frames[from] });
    return { handed: seen.handed.length - before + handedElsewhere.length, channel: seen.handed.at(-1)?.[0] };
  },

  /** Calls a procedure through the channel that was handed over last. */
  call: async ({ path }: { path: 'settings.get' | 'reference.demo' | 'customers.counts' }) => {
    const [port] = seen.handed.at(-1)?.[2] as [MessagePort];
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port }));
    port.once('close', () => (closed = true));
    port.start();
    switch (path) {
      case 'settings.get':
        return client.settings.get();
      case 'reference.demo':
        return client.reference.demo();
      case 'customers.counts':
        return client.customers.counts();
    }
  },

  /** Something tries to take the window elsewhere; the answer tells whether it was kept. */
  tryTo: ({ event }: { event: string }) => {
    let isKept = false;
    window()?.webContents.emit(event, { preventDefault: () => (isKept = true) }, 'https://elsewhere.example/');
    return { isKept };
  },
  open: ({ url }: { url: string }) => seen.opening?.({ url }),
  permit: ({ permission }: { permission: string }) =>
    new Promise((resolve) => seen.permission?.({}, permission, (isGranted) => resolve({ isGranted }))),
  request: ({ url }: { url: string }) => new Promise((resolve) => seen.request?.({ url }, resolve)),

  /** A page is asked for under the desktop's own scheme. */
  page: async ({ url }: { url: string }) => {
    const response = await seen.pages?.handler({ url });
    if (!response) return null;
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  },

  /** A second start of the program. */
  second: () => app.emit('second-instance'),
  killCore: () => workers[0]?.terminate(),
  quit: () => app.quit(),
};

process.on('message', ({ id, command, input }: { id: number; command: keyof typeof commands; input: never }) => {
  Promise.resolve()
    .then(() => commands[command](input))
    .then(
      (answer) => process.send?.({ id, answer }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
});
