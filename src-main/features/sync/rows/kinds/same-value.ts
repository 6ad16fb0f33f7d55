/** Whether two values of JSON say the same; the order of what is in an object says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return Object.keys(one).length === Object.keys(other).length && differing(one, other).length === 0;
}

/** The names of fields that say something else than they did before, or were not there. */
export function differing(to: object, before: object): string[] {
  const were = new Map<string, unknown>(Object.entries(before));
  return Object.entries(to)
    .filter(([name, value]) => !were.has(name) || !isSame(value, were.get(name)))
    .map(([name]) => name);
}
