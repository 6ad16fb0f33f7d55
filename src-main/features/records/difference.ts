/** The names of the fields in which two records of a kind differ. */
export function differing(one: object, other: object): string[] {
  const theirs = new Map(Object.entries(other));
  return Object.entries(one)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(theirs.get(name)))
    .map(([name]) => name);
}

type Shown = Readonly<Record<string, unknown>>;

/** What an audit line keeps of a change: the fields that changed; of what is new or gone, those that say something. */
export function changeOf(before: Shown | null, after: Shown | null): { before?: Shown; after?: Shown } {
  if (before && after) {
    const names = differing(before, after);
    return { before: only(before, names), after: only(after, names) };
  }
  return { ...(before && { before: told(before) }), ...(after && { after: told(after) }) };
}

const only = (shown: Shown, names: readonly string[]): Shown =>
  Object.fromEntries(names.map((name) => [name, shown[name]]));

const told = (shown: Shown): Shown => Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));
