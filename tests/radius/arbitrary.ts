import fc from 'fast-check';
import { type AttributeName, ATTRIBUTES, definitionOf } from '#radius/attribute-table.ts';
import type { NamedAttribute } from '#radius/attribute.ts';

const number = fc.nat(0xffff_ffff);
const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => octets.join('.'));
const text = (limit: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((one) => one.isWellFormed() && Buffer.byteLength(one) <= limit);
const octets = (limit: number) => fc.uint8Array({ minLength: 1, maxLength: limit }).map((one) => Buffer.from(one));

const names = (Object.keys(ATTRIBUTES) as AttributeName[]).filter((name) => name !== 'Message-Authenticator');

/** Any attribute with any value that fits it. */
export const anyAttribute: fc.Arbitrary<NamedAttribute> = fc.constantFrom(...names).chain((name) => {
  const { type, vendor } = definitionOf(name);
  const limit = vendor === undefined ? 253 : 247;
  const value = { text: text(limit), octets: octets(limit), address, integer: number }[type];
  // The value is made by the type of the name.
  return value.map((one: unknown) => ({ name, value: one }) as NamedAttribute);
});

/** So many that a packet has room for all of them. */
export const anyAttributes = fc.array(anyAttribute, { maxLength: 12 });
