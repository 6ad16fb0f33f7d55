import type { Reading } from '../values.ts';

/** A field of a menu, as the router knows it. */
export interface Field {
  readonly name: string;
  /** What a new row has; absent: the row has no such field until it is set. */
  readonly initial?: string;
  readonly isRequired?: boolean;
  /** How what is written is read; absent: any text. */
  readonly reading?: Reading;
  /** The rows that it names. It is kept by id, so that a renamed profile keeps its customers. */
  readonly refersTo?: { readonly menu: string; readonly field: string; readonly also?: Reading };
  /** Masked where the group has no `sensitive`. */
  readonly isSecret?: boolean;
  /** Taken, never shown: the password of a router's own user. */
  readonly isHidden?: boolean;
  /** Shown, never taken. */
  readonly isFact?: boolean;
}

/** What must differ between rows, and what the router says when it does not. */
export interface Unique {
  readonly fields: readonly string[];
  readonly message: string;
}

/** A menu of the router: a list of rows, or one set of values. */
export interface Menu {
  readonly path: string;
  readonly kind: 'list' | 'single';
  readonly fields: readonly Field[];
  readonly unique?: readonly Unique[];
  /** What may be done beside reading; absent: all of it. */
  readonly may?: readonly ('add' | 'set' | 'remove')[];
  /** The policy that reading and writing need beside read and write. */
  readonly policy?: string;
  /** Rows that the router makes itself can be removed: sessions are kicked this way. */
  readonly removesDynamic?: boolean;
}

export const field = (name: string, more: Omit<Field, 'name'> = {}): Field => ({ name, ...more });
export const fact = (name: string): Field => ({ name, isFact: true });
