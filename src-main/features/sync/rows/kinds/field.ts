import type { Column } from 'drizzle-orm';
import type { Seal } from '../../../../store/index.ts';
import type { Body } from './row-kind.ts';

type Json = Body[string];
/** As SQLite gives and takes it. */
export type Value = string | number | Uint8Array | null;

/** A field of a body and the column in which it lies. */
export interface Field {
  readonly name: string;
  readonly column: string;
  readonly read: (value: Value, id: string, seal: Seal) => Json;
  readonly write: (value: Json, id: string, seal: Seal) => Value;
}

/** A secret, which travels in clear and lies sealed for its record. */
export interface Secret {
  readonly column: string;
  readonly seal: (seal: Seal, id: string, clear: string) => Uint8Array;
  readonly open: (seal: Seal, id: string, sealed: Uint8Array) => string;
}

/** Instants, numbers and texts lie as they travel. */
const plain: Pick<Field, 'read' | 'write'> = {
  read: (value) => (value instanceof Uint8Array ? null : value),
  write: (value) => (typeof value === 'string' || typeof value === 'number' ? value : null),
};
const yesOrNo: Pick<Field, 'read' | 'write'> = {
  read: (value) => value === 1,
  write: (value) => Number(value === true),
};
const json: Pick<Field, 'read' | 'write'> = {
  // Cast: it is what the column was given.
  read: (value) => (typeof value === 'string' ? (JSON.parse(value) as Json) : null),
  write: (value) => JSON.stringify(value),
};

/** A field that lies in a column of its name. */
export function fieldOf(name: string, column: Column | undefined): Field {
  if (!column) throw new Error(`There is no column for ${name}`);
  const { dataType } = column;
  return { name, column: column.name, ...(dataType === 'boolean' ? yesOrNo : dataType === 'json' ? json : plain) };
}

export const secretField = (name: string, { column, seal, open }: Secret): Field => ({
  name,
  column,
  read: (value, id, key) => (value instanceof Uint8Array ? open(key, id, value) : null),
  write: (value, id, key) => (typeof value === 'string' ? seal(key, id, value) : null),
});
