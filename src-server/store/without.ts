/** A row without some of its columns. */
export function without<Row extends object, Name extends keyof Row & string>(
  row: Row,
  names: readonly Name[],
): Omit<Row, Name> {
  const gone: readonly string[] = names;
  const left: Partial<Row> = {};
  for (const name in row) if (!gone.includes(name)) left[name] = row[name];
  // Cast: what is left of a row without those columns is just that.
  return left as Omit<Row, Name>;
}
