import type { Store } from '../../store/index.ts';

/** A stretch of time: from an instant on, up to another one. Milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly before: number;
}

/** As many lines as are read at a time, in a few milliseconds. */
const SOME = 200;

const NEXT = `SELECT at FROM ledger_entry INDEXED BY ledger_entry_taken
  WHERE kind IN ('payment', 'reversal') AND at >= ? AND at < ? ORDER BY at LIMIT 1 OFFSET ${SOME}`;

/**
 * The stretches of a time in their order, each with some hundred lines that were taken in or back, whoever's they are: others
 * get their turn between two. Lines of one instant stay together.
 */
export function* stretchesOf(reader: Store['reader'], { from, before }: Stretch): Generator<Stretch> {
  const next = reader.prepare<[number, number], number>(NEXT).pluck();
  for (let begin = from; begin < before;) {
    const end = Math.max(next.get(begin, before) ?? before, begin + 1);
    yield { from: begin, before: end };
    begin = end;
  }
}
