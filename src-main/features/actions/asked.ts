import { createHash } from 'node:crypto';
import type { CustomerSelection } from '#shared/contract/customers.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { selectionOf, turns } from '../customers/index.ts';

/**
 * The ids of a selection within reach, one after the other: whoever walks them lets other work through in between. Those
 * that were named one by one come as they were named, each once, whether or not they are there. No reading stays open
 * between two of them: behind one, nobody would see what is written meanwhile.
 */
export async function* askedIds(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  actor: Actor,
  which: CustomerSelection,
  signal?: AbortSignal,
): AsyncGenerator<string, void> {
  if ('ids' in which) {
    yield* new Set(which.ids);
    return;
  }
  const { pieces } = await selectionOf({ store, now }, actor, which, turns(signal));
  const read = store.reader
    .prepare<[string], string>('SELECT id FROM customer WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq')
    .pluck();
  for (const numbers of pieces) yield* read.all(JSON.stringify(numbers));
}

/** The same for two requests that ask for the same, in whatever order their fields stand. */
export function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked, sorted)).digest('hex');
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
