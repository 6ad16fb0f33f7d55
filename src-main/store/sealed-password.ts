import type { Seal } from './key/seal.ts';

const COLUMN = 'customer.password_sealed';

/** A customer's password as the store keeps it, bound to the customer. */
export function sealPassword(seal: Seal, customerId: string, password: string): Buffer {
  return seal.seal(password, customerId, COLUMN);
}

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openPassword(seal: Seal, customerId: string, sealed: Uint8Array): string {
  return seal.open(sealed, customerId, COLUMN).toString('utf8');
}
