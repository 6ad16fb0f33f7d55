import { definitionOf, MIKROTIK, nameOf } from './attribute-table.ts';
import type { Attribute, NamedAttribute } from './attribute.ts';
import { VENDOR_SPECIFIC } from './write-attribute.ts';

/** An attribute as it stands in the bytes: its number, its value, and where the value begins. */
export interface Tagged {
  readonly code: number;
  readonly value: Buffer;
  readonly at: number;
}

/** Takes `bytes` from `from` to their end apart; null when a length is under two or leads past the end. */
export function takeApart(bytes: Buffer, from: number): readonly Tagged[] | null {
  const found: Tagged[] = [];
  let at = from;
  while (at < bytes.length) {
    const [code, length] = bytes.subarray(at, at + 2);
    if (code === undefined || length === undefined || length < 2 || at + length > bytes.length) return null;
    found.push({ code, value: bytes.subarray(at + 2, at + length), at: at + 2 });
    at += length;
  }
  return found;
}

/** The attributes of a packet by their names; null when MikroTik's are torn. */
export function readAttributes(tagged: readonly Tagged[]): readonly Attribute[] | null {
  const read: Attribute[] = [];
  for (const { code, value } of tagged) {
    if (code !== VENDOR_SPECIFIC || value.length < 4 || value.readUInt32BE(0) !== MIKROTIK) {
      read.push(named(code, value));
      continue;
    }
    const inner = takeApart(value, 4);
    if (inner === null) return null;
    for (const one of inner) read.push(named(one.code, one.value, MIKROTIK));
  }
  return read;
}

function named(code: number, value: Buffer, vendor?: number): Attribute {
  const name = nameOf(code, vendor);
  const read = name === undefined ? null : valueOf(name, value);
  if (name === undefined || read === null) return { name: 'other', vendor: vendor ?? null, code, value };
  // valueOf has read the value by the type that the table gives to the name.
  return { name, value: read } as NamedAttribute;
}

/** Null when the bytes are none of the type: such an attribute is shown as it came (RFC 6929 2.8). */
function valueOf(name: NamedAttribute['name'], value: Buffer): string | number | Uint8Array | null {
  switch (definitionOf(name).type) {
    case 'text':
      return value.toString('utf8');
    case 'octets':
      return value;
    case 'address':
      return value.length === 4 ? value.join('.') : null;
    case 'integer':
      return value.length === 4 ? value.readUInt32BE(0) : null;
  }
}
