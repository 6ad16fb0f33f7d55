import type { Reading } from '../values.ts';

/** What is so when a row is shown. */
export interface Moment {
  readonly now: Date;
  /** When the router was started. */
  readonly since: Date;
  readonly version: Version;
  /** What the router's own clock shows. */
  readonly clock: Date;
}

/** "7.20.4" as numbers. */
export interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

export function versionOf(text: string): Version {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { text, major, minor };
}

/** Whether a version is at least another one. */
export const isFrom = (version: Version, major: number, minor = 0): boolean =>
  version.major > major || (version.major === major && version.minor >= minor);

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
  /** What it is at the moment, of a fact that is not kept: an uptime. */
  readonly told?: (values: ReadonlyMap<string, string>, moment: Moment) => string;
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
export const fact = (name: string, told?: Field['told']): Field => ({ name, isFact: true, ...(told && { told }) });
