/** A command line that cannot be understood: told with the command's usage, exit status 2. */
export class Usage extends Error {
  override readonly name = 'Usage';
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(code: string, params: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
