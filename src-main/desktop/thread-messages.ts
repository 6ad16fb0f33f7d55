import type { MessagePort } from 'node:worker_threads';
import type { Proxy } from '../platform/proxy.ts';

/** What the core's thread is started with. */
export interface ThreadSetup {
  readonly folder: string;
  readonly version: string;
  /** Whether the desktop keeps keys; key files are used besides, so that the command line opens the folder too. */
  readonly keepsKeys: boolean;
}

/** From the desktop to the core's thread. */
export type ToThread =
  | { readonly kind: 'page'; readonly port: MessagePort }
  | { readonly kind: 'key'; readonly call: number; readonly answer: KeyAnswer }
  | { readonly kind: 'proxy'; readonly call: number; readonly proxy: Proxy }
  | { readonly kind: 'stop' };

/** From the core's thread to the desktop. */
export type FromThread =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'refused' } & RefusalWords)
  /** Only the main thread may use the system's key store. */
  | { readonly kind: 'key'; readonly call: number; readonly ask: 'load' | 'create'; readonly keyId: string }
  /** So is what the system says of proxies. */
  | { readonly kind: 'proxy'; readonly call: number; readonly url: string };

export interface RefusalWords {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The wrapping key, null when there is none of that name, or why it cannot be used. */
export type KeyAnswer = { readonly key: Uint8Array | null } | { readonly refused: RefusalWords };
