import { randomUUID } from 'node:crypto';
import { SCHEMA } from '#shared/sync/head.ts';
import { MOST_RECORDS, type Mutation } from '#shared/sync/mutations.ts';
import type { MutationResult, ProtocolFault, PushReply, PushRequest, Rejection } from '#shared/sync/push.ts';
import type { PulledRow } from '#shared/sync/rows.ts';
import type { Seal } from '../key/seal.ts';
import type { Log } from '../log.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { mutation as mutationTable, mutationNumber } from '../store/schema.ts';
import { type Ahead, askAhead, decide, type Looked } from './decide/index.ts';
import { postedOf } from './decide/payments.ts';
import { unstorableField } from './decide/storable.ts';
import { headOf, isKnown, nextCommit, takeHead } from './head.ts';
import { reachOf } from './reach.ts';
import { refusedRows } from './refused-rows.ts';
import { Touched } from './touched.ts';
import type { Decided, Followed, Work } from './work.ts';

export interface SyncDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly now: () => Date;
  /** Where it is told of whom something is damaged; absent: nowhere. */
  readonly log?: Log;
  /** Writes what follows for RADIUS, in the same transaction. */
  readonly follow: (work: Followed) => Promise<void>;
  /** How many rows a commit has of what may be very many; absent: as many records as a push may carry. */
  readonly page?: number;
}

/** The console that speaks. */
export interface Speaker {
  readonly deviceId: string;
  readonly operatorId: string;
}

type StoredResult = Decided;

/** What the numbers of a push say: which of it is new, or what is wrong with them. */
type Numbered =
  | { readonly fault: ProtocolFault }
  | { readonly fault: null; readonly known: ReadonlyMap<string, StoredResult>; readonly isNewFrom: number };

/**
 * Takes what a console did, in its order, each mutation once however often it is sent. One transaction: the results are kept
 * with the effects. The head stands on every reply. `isPlain`: PostgreSQL can hold every text of it (unpacked.ts).
 */
export async function push(
  deps: SyncDeps,
  speaker: Speaker,
  request: PushRequest,
  { isPlain = false }: { readonly isPlain?: boolean } = {},
): Promise<PushReply> {
  const { database } = deps;
  const fault = async (code: ProtocolFault): Promise<PushReply> => ({
    results: [],
    fault: code,
    head: await headOf(database),
  });
  if (request.schema !== SCHEMA) return fault('UPGRADE');
  return database.transaction(async (tx) => {
    // Asked at once: PostgreSQL answers one after the other, the head before everything else.
    const answers = Promise.all([
      takeHead(tx),
      isKnown(tx, request.witness),
      numbersOf(tx, speaker, request),
      reachOf(tx, speaker.operatorId),
    ]);
    // Heard below: should what comes before throw, nobody else would.
    answers.catch(() => undefined);
    const looked = request.mutations.map((mutation): Looked => ({
      mutation,
      field: isPlain ? null : unstorableField(mutation.args),
    }));
    const ahead = askAhead({ tx }, looked);
    const [head, knowsWitness, numbered, reach] = await answers;
    const refused = (code: ProtocolFault): PushReply => ({ results: [], fault: code, head });
    if (!knowsWitness) return refused('RESET');
    if (numbered.fault !== null) return refused(numbered.fault);
    const { known, isNewFrom } = numbered;
    const undecided = looked.filter(({ mutation }) => !known.has(mutation.uid));
    const fresh = undecided.map(({ mutation }) => mutation);
    const at = deps.now().getTime();
    const results = new Map(known);
    // The head is held, so that the commit behind it is this one.
    const now = fresh.length === 0 ? head : { version: head.version + 1, commitId: randomUUID() };
    const written: Promise<unknown>[] = [];
    const work: Work = {
      ...{ tx, seal: deps.seal, deviceId: speaker.deviceId, version: now.version, at, touched: new Touched() },
      ...{ reach, page: deps.page ?? MOST_RECORDS, log: deps.log },
      goesOn: (writing) => {
        written.push(writing);
        // Told below: until then it is nobody's.
        writing.catch(() => undefined);
      },
    };
    if (fresh.length > 0) {
      await Promise.all([nextCommit(tx, at, now.commitId), decideAll(work, speaker, undecided, results, ahead)]);
    }
    const [told] = await Promise.all([
      toldOf(deps, tx, speaker, request.mutations, results),
      fresh.length > 0 ? deps.follow(work) : null,
      keep(tx, fresh, results, { speaker, at, version: now.version }),
      keepNumbers(tx, speaker, request, isNewFrom),
      ...written,
    ]);
    return { results: told, fault: null, head: now };
  });
}

/** Decides what is new, one after the other. */
async function decideAll(
  given: Work,
  { operatorId }: Speaker,
  undecided: readonly Looked[],
  results: Map<string, StoredResult>,
  ahead: Ahead | null,
): Promise<void> {
  let work = given;
  for (const one of undecided) {
    const { mutation } = one;
    results.set(mutation.uid, await decide(work, one, ahead?.uid === mutation.uid ? ahead.answers : undefined));
    // Customers of an operator who has just been added may stand behind it.
    if (isOfOperators(mutation)) work = { ...work, reach: await reachOf(work.tx, operatorId) };
  }
}

const isOfOperators = ({ name, args }: Mutation): boolean =>
  (name === 'records.put' && args.records.some(({ kind }) => kind === 'operator')) ||
  (name === 'records.remove' && args.kind === 'operator');

/** What came of each, with what was refused as it stands now: also of those whose result was told before. */
async function toldOf(
  { seal }: SyncDeps,
  tx: Transaction,
  speaker: Speaker,
  mutations: readonly Mutation[],
  results: ReadonlyMap<string, StoredResult>,
): Promise<MutationResult[]> {
  const refused = mutations
    .map((mutation) => ({ mutation, rejections: resultIn(results, mutation.uid).rejections }))
    .filter(({ rejections }) => rejections.length > 0);
  // Whom the console sees after what it has just done.
  const rows =
    refused.length === 0
      ? new Map<string, PulledRow[]>()
      : await refusedRows(tx, seal, await reachOf(tx, speaker.operatorId), refused);
  const posted = await postedOf({ tx }, mutations.flatMap(linesIn));
  return mutations.map((mutation) => ({
    uid: mutation.uid,
    ...resultIn(results, mutation.uid),
    rows: [...(rows.get(mutation.uid) ?? [])],
    notPosted: linesIn(mutation).filter((id) => !posted.has(id)),
  }));
}

const linesIn = ({ name, args }: Mutation): readonly string[] =>
  name === 'customer.change' ? args.lines.map(({ id }) => id) : [];

function resultIn(
  results: ReadonlyMap<string, StoredResult>,
  uid: string,
): { status: StoredResult['status']; rejections: Rejection[] } {
  const found = results.get(uid);
  if (!found) throw new Error(`Nothing came of ${uid}`);
  return { status: found.status, rejections: [...found.rejections] };
}

async function numbersOf(
  db: Queries,
  { deviceId }: Speaker,
  { instanceId, firstMid, mutations }: PushRequest,
): Promise<Numbered> {
  const [[instance], loggedBefore, knownBefore] = await Promise.all([
    db.query<{ deviceId: string; lastMid: number }>(
      'SELECT device_id AS "deviceId", last_mid AS "lastMid" FROM instance WHERE id = $1',
      [instanceId],
    ),
    db.query<{ mid: number; uid: string }>(
      'SELECT mid, uid FROM mutation_number WHERE instance_id = $1 AND mid >= $2 AND mid < $3',
      [instanceId, firstMid, firstMid + mutations.length],
    ),
    db.query<{ uid: string } & StoredResult>('SELECT uid, status, rejections FROM mutation WHERE uid = ANY($1)', [
      mutations.map(({ uid }) => uid),
    ]),
  ]);
  // A copy of a store that another console was given.
  if (instance && instance.deviceId !== deviceId) return { fault: 'FORK' };
  const last = instance?.lastMid ?? 0;
  if (firstMid > last + 1) return { fault: 'GAP' };
  const logged = new Map(loggedBefore.map(({ mid, uid }) => [mid, uid]));
  const isFork = mutations.some(({ uid }, index) => {
    const before = logged.get(firstMid + index);
    return before !== undefined && before !== uid;
  });
  if (isFork) return { fault: 'FORK' };
  const known = new Map(knownBefore.map(({ uid, status, rejections }) => [uid, { status, rejections }]));
  return { fault: null, known, isNewFrom: last + 1 };
}

async function keep(
  tx: Transaction,
  fresh: readonly Mutation[],
  results: ReadonlyMap<string, StoredResult>,
  { speaker, at, version }: { speaker: Speaker; at: number; version: number },
): Promise<void> {
  const rows = fresh.map(({ uid, name }) => ({
    ...{ uid, name, at, deviceId: speaker.deviceId, commitVersion: version },
    ...resultIn(results, uid),
  }));
  await insertAll(tx, mutationTable, rows);
}

async function keepNumbers(
  tx: Transaction,
  { deviceId }: Speaker,
  { instanceId, firstMid, mutations }: PushRequest,
  isNewFrom: number,
): Promise<void> {
  const numbers = mutations
    .map(({ uid }, index) => ({ instanceId, mid: firstMid + index, uid }))
    .filter(({ mid }) => mid >= isNewFrom);
  if (numbers.length === 0) return;
  await Promise.all([
    insertAll(tx, mutationNumber, numbers),
    tx.query(
      `INSERT INTO instance (id, device_id, last_mid) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET last_mid = excluded.last_mid`,
      [instanceId, deviceId, firstMid + mutations.length - 1],
    ),
  ]);
}
