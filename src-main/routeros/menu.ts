import type { Row } from './reply.ts';

export type Fields = Readonly<Record<string, string>>;
export type Limits = { readonly deadlineMs?: number; readonly signal?: AbortSignal };
export type Answer = { readonly rows: readonly Row[]; readonly ret: string | undefined };
/** A row of a print: the fields that were asked for, each there or not, as routers leave out what is not set. */
export type Printed<F extends string> = { readonly [name in F | '.id']?: string };
