/** What somebody can act on: a code of the message catalogue, and what its sentence needs. Whatever else is thrown is a bug. */
export class ServerRefusal extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
