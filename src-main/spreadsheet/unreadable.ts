/**
 * A file that cannot be read as it is: the code of a sentence in the message catalogue (section `refused`) and what the
 * sentence needs. Thrown anywhere inside this folder, turned into a result at its door; see read.ts.
 */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }
}
