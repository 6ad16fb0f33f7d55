import type { ATTRIBUTES, AttributeName } from './attribute-table.ts';

interface ValueOfType {
  readonly text: string;
  readonly address: string;
  readonly integer: number;
  readonly octets: Uint8Array;
}

/** The value of an attribute by its name: text, a dotted IPv4 address, an unsigned 32 bit number, or bytes. */
export type ValueOf<Name extends AttributeName> = ValueOfType[(typeof ATTRIBUTES)[Name]['type']];

/** An attribute that is known by name, with a value of its type. */
export type NamedAttribute = {
  readonly [Name in AttributeName]: { readonly name: Name; readonly value: ValueOf<Name> };
}[AttributeName];

/** What a reply brought and the table does not know, or whose value is not of its type: as it came. */
export interface OtherAttribute {
  readonly name: 'other';
  readonly vendor: number | null;
  readonly code: number;
  readonly value: Uint8Array;
}

export type Attribute = NamedAttribute | OtherAttribute;

/** Every value of the attribute `name`, in the order of the packet. */
export function valuesOf<Name extends AttributeName>(
  attributes: readonly Attribute[],
  name: Name,
): readonly ValueOf<Name>[] {
  // A name decides the type of its value (NamedAttribute); the compiler does not follow that through a filter.
  return attributes.filter((one) => one.name === name).map((one) => one.value as ValueOf<Name>);
}

/** What the server has to say to a person; a long message comes in pieces (RFC 2865 5.18). Null when it says nothing. */
export function messageOf(attributes: readonly Attribute[]): string | null {
  const lines = valuesOf(attributes, 'Reply-Message');
  return lines.length === 0 ? null : lines.join('\n');
}
