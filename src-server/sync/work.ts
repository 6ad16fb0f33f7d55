import type { Rejection } from '#shared/sync/push.ts';
import type { Seal } from '../key/seal.ts';
import type { Transaction } from '../store/database.ts';
import type { Reach } from './reach.ts';

/** What the mutations of one push are decided with, in the transaction that accepts them. */
export interface Work {
  readonly tx: Transaction;
  readonly seal: Seal;
  /** Whose console it is. Another one once operators came, went or moved: what comes behind may be theirs. */
  reach: Reach;
  /** The commit that this transaction will be. */
  readonly version: number;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
  /** Customers whose rows for RADIUS have to be written anew before the transaction ends. */
  readonly touched: Set<string>;
}

/** What came of a mutation. Rejected, it has no effect; of a chunk some may be refused while the others are in. */
export interface Decided {
  readonly status: 'applied' | 'rejected';
  readonly rejections: readonly Rejection[];
}

export const APPLIED: Decided = { status: 'applied', rejections: [] };
export const rejected = (...rejections: readonly Rejection[]): Decided => ({ status: 'rejected', rejections });
