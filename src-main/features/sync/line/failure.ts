/** What a person does something different about. */
export type FailureKind =
  | 'offline'
  | 'no-server'
  | 'captive-portal'
  | 'proxy'
  | 'certificate'
  | 'refused'
  | 'unauthorized'
  | 'upgrade'
  | 'not-understood'
  /** Whoever asked has taken the question back. */
  | 'stopped';

interface Told {
  /** Of the message catalogue (`refused`). */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Why nothing came of a request. `busy`: `seconds` says when to come again, null when the server does not. */
export type LineFailure =
  ({ readonly kind: FailureKind } & Told) | ({ readonly kind: 'busy'; readonly seconds: number | null } & Told);

/** What came of a request. Whatever a network does is one of these two, and nothing is thrown. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LineFailure };

/** Carries a failure to the one place of this folder that makes an outcome of it. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly failure: LineFailure;

  constructor(failure: LineFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A failure of this kind, to be thrown within this folder. */
export const failed = (
  kind: FailureKind,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): LineError => new LineError({ kind, code, params });
