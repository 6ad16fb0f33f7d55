import { createHash } from 'node:crypto';
import type { CustomerSelection } from '#shared/contract/customers.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { whichOf } from '../customers/index.ts';

/**
 * The ids of a selection within reach, one after the other: whoever walks them lets other work through in between. Those
 * that were named one by one come as they were named, each once, whether or not they are there.
 */
export function* askedIds(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  which: CustomerSelection,
  now: Date,
): Generator<string, void> {
  if ('ids' in which) {
    yield* new Set(which.ids);
    return;
  }
  const { sql, params } = whichOf(store, actor, which.filter, now).found;
  const except = new Set(which.except);
  const found = store.reader.prepare<unknown[], string>(`SELECT customer.id FROM customer WHERE ${sql}`).pluck();
  for (const id of found.iterate(...params)) if (!except.has(id)) yield id;
}

/** The same for two requests that ask for the same, in whatever order their fields stand. */
export function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked, sorted)).digest('hex');
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
