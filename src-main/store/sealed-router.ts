import type { Seal } from './key/seal.ts';

// What only the program may read of a router, each bound to its router and its column.

export const sealRouterPassword = (seal: Seal, id: string, password: string): Buffer =>
  seal.seal(password, id, 'router.password_sealed');

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export const openRouterPassword = (seal: Seal, id: string, sealed: Uint8Array): string =>
  seal.open(sealed, id, 'router.password_sealed').toString('utf8');

export const sealRouterSecret = (seal: Seal, id: string, secret: string): Buffer =>
  seal.seal(secret, id, 'router.radius_secret_sealed');

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export const openRouterSecret = (seal: Seal, id: string, sealed: Uint8Array): string =>
  seal.open(sealed, id, 'router.radius_secret_sealed').toString('utf8');
