import { definitionOf } from './attribute-table.ts';
import type { NamedAttribute } from './attribute.ts';

/** Vendor-Specific, the attribute in which those of a vendor stand (RFC 2865 5.26). */
export const VENDOR_SPECIFIC = 26;

/** One attribute as it stands in a packet. `faultIn` has said before that it can. */
export function writeAttribute({ name, value }: NamedAttribute): Buffer {
  const { code, vendor } = definitionOf(name);
  const written = tagged(code, bytesOf(name, value));
  if (vendor === undefined) return written;
  const number = Buffer.alloc(4);
  number.writeUInt32BE(vendor);
  return tagged(VENDOR_SPECIFIC, Buffer.concat([number, written]));
}

/** Type, length (its own two bytes included), value. */
export const tagged = (code: number, value: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([code, value.length + 2]), value]);

function bytesOf(name: NamedAttribute['name'], value: string | number | Uint8Array): Uint8Array {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  }
  if (typeof value !== 'string') return value;
  return definitionOf(name).type === 'address' ? Buffer.from(value.split('.').map(Number)) : Buffer.from(value, 'utf8');
}
