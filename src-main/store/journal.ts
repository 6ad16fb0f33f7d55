import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { Seal } from './key/seal.ts';
import type { SealedJournalEntry } from './store.ts';

const COLUMN = 'sync_journal.sealed';

/** A mutation as the journal keeps it: its arguments as JSON, deflated, sealed to its uid. */
export function sealJournal(seal: Seal, mutation: Mutation): Buffer {
  const { uid, args } = mutation;
  const was = 'was' in mutation ? mutation.was : undefined;
  const told = was === undefined ? { args } : { args, was };
  return seal.seal(deflateRawSync(JSON.stringify(told), { level: 1 }), uid, COLUMN);
}

/** What `sealJournal` has sealed. Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openJournal(
  seal: Seal,
  { uid, name, sealed }: Pick<SealedJournalEntry, 'uid' | 'name' | 'sealed'>,
): Mutation {
  // Cast: only `sealJournal` makes what opens here, and the name stands beside it.
  return { uid, name, ...openEntry(seal, uid, sealed) } as Mutation;
}

/** The same of an entry of whatever name, as `checkStore` looks at it. */
export function openEntry(seal: Seal, uid: string, sealed: Uint8Array): object {
  // Cast: what `sealJournal` has sealed is an object.
  return JSON.parse(inflateRawSync(seal.open(sealed, uid, COLUMN)).toString('utf8')) as object;
}
