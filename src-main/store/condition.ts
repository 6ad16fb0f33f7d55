/** A condition on the table `customer`: SQL with positional parameters. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** A SELECT that reads the numbers (`seq`) of some customers from indexes alone. */
export interface Numbers extends Condition {
  /** What reads them piece by piece in their order, with the last number before and how many; null: all at once. */
  readonly next: string | null;
}

/** All of some conditions at once; null for none. */
export function allOf(conditions: readonly Condition[]): Condition | null {
  if (conditions.length === 0) return null;
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  };
}
