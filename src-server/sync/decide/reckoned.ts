/** What came about while something was reckoned of one customer, by what stands of them: it is of nobody else. */
export class Unreckonable extends Error {
  constructor(cause: unknown) {
    super('A customer cannot be reckoned', { cause });
  }
}

/** Reckons in memory. What the database throws must not come this way: it is of the whole push. */
export function reckoned<T>(reckon: () => T): T {
  try {
    return reckon();
  } catch (error) {
    throw new Unreckonable(error);
  }
}
