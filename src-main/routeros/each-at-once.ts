/** Commands on their way to one router at a time: enough to fill a slow line, few enough for a small router. */
const AT_ONCE = 32;

/**
 * Does something for each of many over the line to one router, as many at a time as it bears, in their order. After one has
 * failed no other is begun; what has been begun is waited for, and then the first failure is thrown.
 */
export async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const item = items[next++];
      if (item === undefined) return;
      await work(item).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
}
