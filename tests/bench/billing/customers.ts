/** Who is billed, by how many of ten: as a line of a file, with what they have. */
const KINDS: readonly ((i: number) => string)[] = [
  ...daily(3),
  (i) => `${who(i)},Home,Monthly,,,,,${(i % 7) * 100}`,
  (i) => `${who(i)},Home,Monthly,,,,,-${(i % 5) * 100}`,
  (i) => `${who(i)},Better,Monthly,,,,,`,
  (i) => `${who(i)},Home,Ahead,,,,,900`,
  (i) => `${who(i)},Evening,Monthly,,,,2026-11-30,`,
  (i) => `${who(i)},Fixed,Monthly,,,${ip(i)},,3000`,
  (i) => `${who(i)},Cable,Monthly,,,,,`,
];

function daily(many: number): ((i: number) => string)[] {
  return Array.from({ length: many }, () => (i: number) => `${who(i)},Home,Daily,,,,,${(i % 25) * 30}`);
}

const who = (i: number): string => `user${i},secret-${i},Customer ${i},017${String(10_000_000 + i)},,admin`;
const ip = (i: number): string => [10, i >> 16, (i >> 8) & 255, i & 255].join('.');

/** Lines of a customer file: a mixture of all who are billed. */
export function customerLines(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => KINDS[i % KINDS.length]?.(i) ?? '');
}
