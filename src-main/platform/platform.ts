import type { ProxyFor } from './proxy.ts';

/**
 * Where wrapping keys are kept on this machine, outside the data folder. A wrapping key is 32 random bytes that lock the
 * data key of one folder; it is named by a key id that stands in the folder's slot.
 */
export interface KeyKeeper {
  readonly kind: 'platform' | 'key-file';
  /** The wrapping key of that name; null when this machine has none. Throws a Refusal when it has one that must not or cannot be used. */
  load(keyId: string): Promise<Uint8Array | null>;
  /** Makes a wrapping key and keeps it under that name, safe on disk when this resolves. */
  create(keyId: string): Promise<Uint8Array>;
}

/** The keepers of this machine, the preferred one first. Each gets a slot in every data folder that is opened with them. */
export type KeyAccess = readonly KeyKeeper[];

/** What differs between the desktop and a plain Node process. */
export interface Platform {
  readonly keys: KeyAccess;
  /** The data folder when none was named. */
  readonly dataFolder: string;
  /** Which way the machine wants a URL to be reached. */
  readonly proxyFor: ProxyFor;
}
