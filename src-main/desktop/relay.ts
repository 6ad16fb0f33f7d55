import type { MessagePort } from 'node:worker_threads';

/** Electron's MessagePortMain, as far as it is needed here. */
export interface DesktopPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** Passes every message on, both ways, and the end of either side: a page learns from it that its core is gone. */
export function relay(page: DesktopPort, core: MessagePort): void {
  page.on('message', ({ data }) => core.postMessage(data));
  core.on('message', (data: unknown) => page.postMessage(data));
  page.on('close', () => core.close());
  core.on('close', () => page.close());
  page.start();
}
