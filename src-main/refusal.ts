/**
 * Something that the operator can act on: the code of a sentence (`refused` in the message catalogue) and what it needs.
 * The hosts' one error mapping turns it into the contract's REFUSED; anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }
}
