import { allOf, type Condition, type Numbers, type Store } from '../../store/index.ts';
import { baseSet, extent } from './base-set.ts';
import { toldOf, type Which } from './filter.ts';
import { type Membership, SeqSet } from './seq-set.ts';
import type { Kept } from './totals.ts';
import type { Turn } from './turns.ts';

type Reader = Store['reader'];

/** Who matches: all of them, or, when they are many, some of them and that there are more. */
export type Matching =
  { readonly isWhole: true; readonly set: Membership } | { readonly isWhole: false; readonly atLeast: number };

/** What the first window of a list waits for. */
export interface Patience {
  /** Past so many matches (as it seems) it does not wait until the rows of all are read. */
  readonly many: number;
  /** Numbers whose rows are read between two turns. */
  readonly piece: number;
  /** Customers whose rows are asked before it is given up: those who match do not lie evenly. */
  readonly asked: number;
}

export const PATIENCE: Patience = { many: 50_000, piece: 10_000, asked: 4000 };

/** So many times as many matches are waited for when an index alone tells them: no rows are read. */
const MANY_OF_INDEX = 2;

/** So many times as many numbers an index tells between two turns: to go on behind a number passes all before it once more. */
const PIECE_OF_INDEX = 5;

/** What gathering needs. */
export interface MatchingDeps {
  readonly reader: Reader;
  readonly kept: Kept;
  readonly patience: Patience;
}

/** All who match. */
export async function allMatching(deps: MatchingDeps, which: Which, turn: Turn): Promise<Membership> {
  return deps.kept.of(wholeQuestion(which), async () => {
    // Cast: `quicklyMatching` asked it.
    const quick = await (deps.kept.known(quickQuestion(which)) as Promise<Matching> | undefined)?.catch(() => null);
    if (quick?.isWhole) return quick.set;
    const found = await gathered(deps, which, turn, Number.POSITIVE_INFINITY);
    if (!found.isWhole) throw new Error('Gathering all ended early');
    return found.set;
  });
}

/** All who match, unless that would take long. */
export async function quicklyMatching(deps: MatchingDeps, which: Which, turn: Turn): Promise<Matching> {
  const { kept, patience } = deps;
  // Cast: `allMatching` asked it.
  const known = kept.known(wholeQuestion(which)) as Promise<Membership> | undefined;
  if (known) return { isWhole: true, set: await known };
  return kept.of(quickQuestion(which), () => gathered(deps, which, turn, patience.many));
}

/** How many customers there are, counted once until somebody writes. */
export const extentOf = (reader: Reader, kept: Kept): ReturnType<typeof extent> =>
  kept.of('extent', () => extent(reader));

const keyOf = ({ base, narrowings }: Which): string => JSON.stringify([base, narrowings]);
const quickQuestion = (which: Which): string => `quickly ${keyOf(which)}`;
const wholeQuestion = (which: Which): string => `matching ${keyOf(which)}`;

async function gathered(
  { reader, kept, patience: { piece } }: MatchingDeps,
  which: Which,
  turn: Turn,
  many: number,
): Promise<Matching> {
  const base = baseSet(reader, kept, which.base);
  if (which.narrowings.length === 0) return { isWhole: true, set: base };
  const { highest } = extentOf(reader, kept);
  const { pieces, rest, reads } = planOf(reader, which, highest, piece);
  const most = reads === 'rows' ? many : many * MANY_OF_INDEX;
  const set = new SeqSet(highest);
  for (const { numbers, reached } of pieces) {
    const some = numbers.filter((seq) => base.has(seq));
    for (const seq of rest ? answering(reader, some, rest) : some) set.add(seq);
    // Customers lie about evenly; where they do not, the walk through them notices.
    const isEnough = reads !== 'nothing' && set.size >= piece / 10;
    if (isEnough && (set.size / reached) * highest > most) return { isWhole: false, atLeast: set.size };
    await turn();
  }
  return { isWhole: true, set };
}

interface Piece {
  readonly numbers: readonly number[];
  /** The number up to which everybody has been looked at. */
  readonly reached: number;
}

interface Plan {
  readonly pieces: Iterable<Piece>;
  /** What is still to be asked of the rows. */
  readonly rest: Condition | null;
  /** What a further piece takes: nothing where all are at hand and nothing is to be asked. */
  readonly reads: 'nothing' | 'index' | 'rows';
}

/** Gathers from the index that knows the fewest; reads all rows where none does. */
function planOf(reader: Reader, { base, narrowings }: Which, highest: number, piece: number): Plan {
  const known = narrowings.flatMap(({ numbers }, at) => (numbers ? [{ numbers, at }] : []));
  const counted =
    known.length < 2 ? known : known.toSorted((a, b) => size(reader, a.numbers) - size(reader, b.numbers));
  const [source] = counted;
  const asked = narrowings.filter(({ isExact }, at) => at !== source?.at || !isExact).map(({ told }) => told);
  if (source) {
    const rest = allOf(asked);
    const reads = rest ? 'rows' : source.numbers.next === null ? 'nothing' : 'index';
    const later = rest ? piece : piece * PIECE_OF_INDEX;
    return { pieces: fromIndex(reader, source.numbers, highest, piece, later), rest, reads };
  }
  const pieces = fromTable(reader, allOf([toldOf(base), ...asked]), highest, piece);
  return { pieces, rest: null, reads: 'rows' };
}

/** So many are counted before an index is taken for one that knows many. */
const COUNTED = 50_000;

function size(reader: Reader, { sql, params }: Numbers): number {
  return (
    reader
      .prepare<unknown[], number>(`SELECT count(*) FROM (${sql} LIMIT ${COUNTED})`)
      .pluck()
      .get(...params) ?? 0
  );
}

/** The first piece tells how many there may be; of the `later` ones there are few. */
function* fromIndex(
  reader: Reader,
  { sql, params, next }: Numbers,
  highest: number,
  first: number,
  later: number,
): Generator<Piece> {
  if (next === null) {
    const numbers = reader
      .prepare<unknown[], number>(sql)
      .pluck()
      .all(...params);
    // In pieces all the same: each of them may still have to be looked at.
    for (let end = first; end - first < numbers.length; end += first)
      yield {
        numbers: numbers.slice(end - first, end),
        reached: (highest * Math.min(end, numbers.length)) / numbers.length,
      };
    return;
  }
  const read = reader.prepare<unknown[], number>(next).pluck();
  for (let after = 0, most = first; ; most = later) {
    const numbers = read.all(...params, after, most);
    after = numbers.at(-1) ?? highest;
    yield { numbers, reached: numbers.length < most ? highest : after };
    if (numbers.length < most) return;
  }
}

function* fromTable(reader: Reader, condition: Condition | null, highest: number, most: number): Generator<Piece> {
  const { sql, params } = condition ?? { sql: 'TRUE', params: [] };
  const read = reader
    .prepare<unknown[], number>(`SELECT seq FROM customer NOT INDEXED WHERE seq > ? AND seq <= ? AND ${sql}`)
    .pluck();
  for (let after = 0; after < highest; after += most)
    yield { numbers: read.all(after, after + most, ...params), reached: after + most };
}

/** Those of some customers of whom a condition holds. */
export function answering(reader: Reader, numbers: readonly number[], { sql, params }: Condition): number[] {
  return reader
    .prepare<unknown[], number>(`SELECT seq FROM customer WHERE seq IN (SELECT value FROM json_each(?)) AND ${sql}`)
    .pluck()
    .all(JSON.stringify(numbers), ...params);
}
