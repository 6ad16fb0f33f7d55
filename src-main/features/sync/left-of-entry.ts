import type { Mutation } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { Seal, WriteTransaction } from '../../store/index.ts';
import type { RefusedEntry } from './entries.ts';
import { rewrite } from './push.ts';

// An entry may speak of many, of whom some were taken and others refused. Whoever is decided leaves it; what is left at the end
// is what the server took, and is told again to one that was restored.

/** What an entry says, and what of it nobody has decided yet. */
export type Left = Pick<RefusedEntry, 'mutation' | 'rejections'>;

/** An entry without one customer, or without one line of the ledger. Null: it says nothing any more. */
export function leftWithout({ mutation, rejections }: Left, id: string): Left | null {
  const shorter = mutationWithout(mutation, id);
  if (shorter === null) return null;
  return { mutation: shorter, rejections: rejections.flatMap((one) => rejectionWithout(one, mutation, id)) };
}

function mutationWithout(mutation: Mutation, id: string): Mutation | null {
  const { name, args } = mutation;
  if (name === 'customers.add') {
    const customers = args.customers.filter((one) => one.id !== id);
    const lines = args.lines.filter(({ customerId }) => customerId !== id);
    return customers.length === 0 ? null : { ...mutation, args: { ...args, customers, lines } };
  }
  if (name === 'ledger.add') {
    const lines = args.lines.filter((one) => one.id !== id);
    return lines.length === 0 ? null : { ...mutation, args: { ...args, lines } };
  }
  if (name === 'customers.remove') {
    const ids = args.ids.filter((one) => one !== id);
    return ids.length === 0 ? null : { ...mutation, args: { ...args, ids } };
  }
  return null;
}

function rejectionWithout(rejection: Rejection, mutation: Mutation, id: string): readonly Rejection[] {
  const ids = (rejection.ids ?? idsIn(mutation)).filter((one) => one !== id);
  return ids.length === 0 ? [] : [{ ...rejection, ids }];
}

function idsIn({ name, args }: Mutation): readonly string[] {
  if (name === 'customers.add') return args.customers.map(({ id }) => id);
  if (name === 'ledger.add') return args.lines.map(({ id }) => id);
  return name === 'customers.remove' ? args.ids : [];
}

/** Keeps what is left of an entry; when all of it is decided, as something that the server has taken. */
export function keepLeft(tx: WriteTransaction, seal: Seal, seq: number, { mutation, rejections }: Left): void {
  rewrite(tx, seal, seq, mutation);
  const isDecided = rejections.length === 0;
  tx.db
    .prepare('UPDATE sync_journal SET state = ?, rejections = ? WHERE seq = ?')
    .run(isDecided ? 'applied' : 'rejected', isDecided ? null : JSON.stringify(rejections), seq);
  if (isDecided) tx.db.prepare('DELETE FROM sync_reference WHERE seq = ?').run(seq);
}
