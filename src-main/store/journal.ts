import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Seal } from './key/seal.ts';

const COLUMN = 'sync_journal.sealed';

/** The arguments of a mutation as the journal keeps them: JSON, deflated, sealed to the mutation's uid. */
export function sealJournal(seal: Seal, uid: string, args: unknown): Buffer {
  return seal.seal(deflateRawSync(JSON.stringify(args), { level: 1 }), uid, COLUMN);
}

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openJournal(seal: Seal, uid: string, sealed: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(seal.open(sealed, uid, COLUMN)).toString('utf8'));
}
