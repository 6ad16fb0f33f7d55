import type { Rejection } from '#shared/sync/push.ts';
import type { Seal } from '../key/seal.ts';
import type { Log } from '../log.ts';
import type { Transaction } from '../store/database.ts';
import type { Reach } from './reach.ts';
import type { Touched } from './touched.ts';

/** What the mutations of one push are decided with, in the transaction that accepts them. */
export interface Work {
  readonly tx: Transaction;
  readonly seal: Seal;
  /** Where it is told of whom something is damaged. */
  readonly log?: Log | undefined;
  /** The console that speaks. */
  readonly deviceId: string;
  /** Whose console it is. */
  readonly reach: Reach;
  /** The commit that this transaction will be. */
  readonly version: number;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
  /** How many rows a commit has of what may be very many. */
  readonly page: number;
  /** Customers whose rows for RADIUS have to be written anew before the transaction ends. */
  readonly touched: Touched;
  /**
   * Waited for before the transaction ends. What is asked behind it finds it: PostgreSQL does one thing after the other.
   */
  readonly goesOn: (writing: Promise<unknown>) => void;
}

/** What has been done in a transaction, as far as FreeRADIUS has to know of it. */
export type Followed = Pick<Work, 'tx' | 'seal' | 'version' | 'at' | 'touched'>;

/** What came of a mutation. Rejected, it has no effect; of a chunk some may be refused while the others are in. */
export interface Decided {
  readonly status: 'applied' | 'rejected';
  readonly rejections: readonly Rejection[];
}

export const APPLIED: Decided = { status: 'applied', rejections: [] };
export const rejected = (...rejections: readonly Rejection[]): Decided => ({ status: 'rejected', rejections });
