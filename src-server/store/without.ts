/** A row without some of its columns. */
export function without<Row extends object, Name extends keyof Row & string>(
  row: Row,
  names: readonly Name[],
): Omit<Row, Name> {
  const gone: ReadonlySet<string> = new Set(names);
  // Cast: what is left of a row without those columns is just that.
  return Object.fromEntries(Object.entries(row).filter(([name]) => !gone.has(name))) as Omit<Row, Name>;
}
