import { isIPv4 } from 'node:net';
import { definitionOf } from './attribute-table.ts';
import type { NamedAttribute } from './attribute.ts';

/** Why a request cannot be written. It names the field and never tells the value, which may be a password. */
export interface Fault {
  readonly field: NamedAttribute['name'] | 'secret' | 'packet';
  readonly reason: 'empty' | 'too-long' | 'not-text' | 'not-an-address' | 'not-a-number';
  /** The most bytes that there is room for, where it is too long. */
  readonly limit?: number;
}

/** An attribute has one byte for its length, and its head in it (RFC 2865 5). */
const MOST_BYTES = 253;
/** A vendor's attribute stands inside another, behind the vendor's number (RFC 2865 5.26). */
const MOST_VENDOR_BYTES = 247;
const MOST_NUMBER = 0xffff_ffff;

/** What keeps an attribute from being written; null when nothing does. */
export function faultIn({ name, value }: NamedAttribute): Fault | null {
  const { type, vendor } = definitionOf(name);
  const limit = vendor === undefined ? MOST_BYTES : MOST_VENDOR_BYTES;
  switch (type) {
    case 'text':
    case 'octets':
      if (typeof value === 'string' && !value.isWellFormed()) return { field: name, reason: 'not-text' };
      return typeof value === 'number' ? { field: name, reason: 'not-text' } : lengthFault(name, value, limit);
    case 'address':
      return isIPv4(String(value)) ? null : { field: name, reason: 'not-an-address' };
    case 'integer': {
      const fits = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_NUMBER;
      return fits ? null : { field: name, reason: 'not-a-number' };
    }
  }
}

function lengthFault(field: NamedAttribute['name'], value: string | Uint8Array, limit: number): Fault | null {
  const length = Buffer.byteLength(value);
  if (length === 0) return { field, reason: 'empty' };
  return length > limit ? { field, reason: 'too-long', limit } : null;
}
