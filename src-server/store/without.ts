/** A row without some of its columns. */
export function without<Row extends object, Name extends keyof Row>(row: Row, names: readonly Name[]): Omit<Row, Name> {
  const left = { ...row };
  for (const name of names) delete (left as Partial<Row>)[name];
  return left;
}
