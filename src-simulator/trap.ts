/** The categories of a `!trap`, as the manual numbers them. */
export const CATEGORY = { missing: 0, value: 1, interrupted: 2, general: 4, api: 5 } as const;

/** A refusal of the router: one `!trap`, after which comes `!done`. */
export class Trap extends Error {
  readonly category: number | null;

  constructor(message: string, category: number | null = null) {
    super(message);
    this.category = category;
  }
}

export const noSuchItem = (): Trap => new Trap('no such item', CATEGORY.missing);
export const noPermission = (): Trap => new Trap('not enough permissions (9)');
export const noMatch = (field: string): Trap => new Trap(`input does not match any value of ${field}`, CATEGORY.value);
export const badValue = (field: string): Trap => new Trap(`invalid value for argument ${field}`, CATEGORY.value);
