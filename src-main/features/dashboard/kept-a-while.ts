import type { Store } from '../../store/index.ts';

interface Answer<T> {
  readonly value: Promise<T>;
  readonly version: unknown;
  readonly at: number;
  /** How long it took, in ms; 0 until it is there. */
  took: number;
}

/** An answer that took longer than this is not asked for again at once only because somebody wrote something. */
const QUICK_MS = 150;
const A_WHILE_MS = 60_000;
const MOST = 20;

/** Slow answers that may be a minute old: of a small store they are as new as the last write, of a large one nobody waits. */
export function keptAWhile<T>({ reader }: Pick<Store, 'reader'>, now: () => Date) {
  const answers = new Map<string, Answer<T>>();
  const holds = ({ version, at, took }: Answer<T>): boolean => {
    if (version === reader.pragma('data_version', { simple: true })) return true;
    const age = now().getTime() - at;
    return took > QUICK_MS && age >= 0 && age < A_WHILE_MS;
  };
  return {
    of: (question: string, answer: () => Promise<T>): Promise<T> => {
      const before = answers.get(question);
      if (before && holds(before)) return before.value;
      if (answers.size >= MOST) answers.clear();
      const began = performance.now();
      const version: unknown = reader.pragma('data_version', { simple: true });
      const kept: Answer<T> = { value: answer(), version, at: now().getTime(), took: 0 };
      answers.set(question, kept);
      kept.value.then(
        () => (kept.took = performance.now() - began),
        () => answers.delete(question),
      );
      return kept.value;
    },
  };
}
