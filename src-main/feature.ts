import type { Log } from './log.ts';
import type { Store } from './store/index.ts';

/** What the core lends to every feature. A feature's factory takes of it what it needs. */
export interface FeatureDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** UUIDs that sort by their time of making. */
  readonly newId: () => string;
  readonly log: Log;
  /** Of the program, "0.1.0". */
  readonly version: string;
  /** The program of the worker that parses and checks files. */
  readonly importWorker: URL;
  /** The program of the thread in which the sample ISP's router runs; without it the sample ISP has none. */
  readonly sampleRouter?: URL | undefined;
  /** How many customers one transaction of an import takes; the usual limits when absent. */
  readonly commitLimits?: { readonly whole: number; readonly part: number } | undefined;
}

/** What a feature's factory gives back. */
export interface Feature<Procedures> {
  readonly procedures: Procedures;
  /** Takes up what a crash left. Called once, before the first procedure. */
  readonly start?: () => Promise<void> | void;
  /** Takes up what had to wait for the data key, as the recovery code has been given. */
  readonly unlocked?: () => void;
  /** Ends what goes on behind, and waits until it has ended. */
  readonly stop?: () => Promise<void> | void;
}
