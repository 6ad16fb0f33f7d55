import type { Database } from 'better-sqlite3';
import { SCHEMA } from '#shared/sync/head.ts';
import { MOST_RECORDS, type Mutation, recordsIn } from '#shared/sync/mutations.ts';
import type { MutationResult, PushReply, PushRequest, Rejection } from '#shared/sync/push.ts';
import type { FeatureDeps } from '../../feature.ts';
import { sealJournal, type WriteTransaction } from '../../store/index.ts';
import { beginAnew, fetchAllAgain, takeNewNumber } from './anew.ts';
import { baseOf } from './base.ts';
import { type Entry, hasUndecided, nextEntries } from './entries.ts';
import { keepNextMid, keepWitness, serverRow } from './server-row.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/** What is sent next, with the entries that it is made of. */
export interface Parcel {
  readonly request: PushRequest;
  readonly entries: readonly Entry[];
}

/**
 * The next push; null: nothing waits. Its entries have their numbers on the disk before anything leaves, so that what is sent
 * again after a crash is the same.
 */
export async function nextParcel({ store }: Deps, most = MOST_RECORDS): Promise<Parcel | null> {
  if (!hasUndecided(store.reader)) return null;
  return store.write(({ db }) => {
    const server = serverRow(db);
    const entries = nextEntries(db, store.seal, most);
    if (!server || entries.length === 0) return null;
    const firstMid = entries[0]?.mid ?? server.nextMid;
    const number = db.prepare("UPDATE sync_journal SET state = 'sent', mid = ? WHERE seq = ?");
    for (const [index, { seq }] of entries.entries()) number.run(firstMid + index, seq);
    keepNextMid(db, Math.max(server.nextMid, firstMid + entries.length));
    const { instanceId, witness } = server;
    const mutations = entries.map(({ mutation }) => mutation);
    return { entries, request: { instanceId, firstMid, witness, schema: SCHEMA, mutations } };
  });
}

/** Keeps what the server said, with everything that follows from it, in one transaction. */
export async function takePushReply(deps: Deps, { request, entries }: Parcel, reply: PushReply): Promise<void> {
  const { store, newId } = deps;
  const { results, fault, head } = reply;
  await store.write((tx) => {
    const server = serverRow(tx.db);
    // Somebody has given the server up, or begun anew, while the answer was under way.
    if (server?.instanceId !== request.instanceId) return;
    const keeper = verdictKeeper(tx, deps);
    for (const result of results) {
      const entry = entries.find(({ mutation }) => mutation.uid === result.uid);
      if (entry) keeper(entry, result);
    }
    if (head.version >= server.witness.version) keepWitness(tx.db, head);
    if (fault === 'FORK') takeNewNumber(tx, newId());
    else if (fault === 'GAP' || fault === 'RESET') beginAnew(tx, newId());
  });
}

const isPayment = (db: Database, id: string | null): boolean =>
  db.prepare("SELECT 1 FROM ledger_entry WHERE id = ? AND kind = 'payment'").get(id) !== undefined;

/**
 * Money that was taken from somebody whom the server does not know (yet), or given back: it lies in the till or not, and
 * stays in the ledger until somebody has said what is to become of it.
 */
function isMoneyOfNobody(
  db: Database,
  { name, args }: Mutation,
  rejections: readonly Rejection[],
  id: string,
): boolean {
  if (name !== 'customer.change' || !rejections.some(({ code }) => code === 'GONE')) return false;
  const line = args.lines.find((one) => one.id === id);
  return line?.kind === 'payment' || (line?.kind === 'reversal' && isPayment(db, line.reverses));
}

/**
 * Whether an entry still speaks of what was refused of it. A server that was put back gives the verdict that it gave then, and who
 * was decided meanwhile has left the entry: another one speaks of them.
 */
function isStillIn({ name, args }: Mutation, { ids }: Rejection): boolean {
  if (ids === undefined) return true;
  if (name === 'customers.add') return args.customers.some(({ id }) => ids.includes(id));
  if (name === 'ledger.add') return args.lines.some(({ id }) => ids.includes(id));
  return name !== 'customers.remove' || args.ids.some((id) => ids.includes(id));
}

/** Of these the effects here cannot be taken back one by one: what the server has is fetched anew. */
const isWholesale = ({ name }: Mutation): boolean =>
  name === 'customers.remove' || name === 'zones.merge' || name === 'fields.purge';

/**
 * Nobody did this, so nobody is asked about it: whom the server keeps, because somebody brought them back or their time is not over
 * by its clock, is here again. Once it is, the program says so anew.
 */
const isOfThisProgram = ({ name, args }: Mutation): boolean => name === 'customers.remove' && args.why === 'purge';

function verdictKeeper(tx: WriteTransaction, { store, now }: Deps): (entry: Entry, result: MutationResult) => void {
  const { db } = tx;
  const base = baseOf(tx, store.seal);
  const at = now().getTime();
  const decided = db.prepare('UPDATE sync_journal SET state = ?, rejections = ?, ended_at = ? WHERE seq = ?');
  const onlyOf = db.prepare('DELETE FROM sync_reference WHERE seq = ? AND id NOT IN (SELECT value FROM json_each(?))');
  return (entry, { rejections: told, rows, notPosted }) => {
    const { seq, mutation } = entry;
    const rejections = told.filter((one) => isStillIn(mutation, one));
    for (const id of notPosted) if (!isMoneyOfNobody(db, entry.mutation, rejections, id)) base.dropLine(id);
    if (rejections.length === 0) {
      decided.run('applied', null, at, seq);
      base.settle(seq);
      return;
    }
    if (isOfThisProgram(mutation)) {
      decided.run('discarded', null, at, seq);
      base.settle(seq);
    } else decided.run('rejected', JSON.stringify(rejections), at, seq);
    const ids = rejections.flatMap((one) => one.ids ?? []);
    if (mutation.name === 'customers.add') onlyOf.run(seq, JSON.stringify(ids));
    for (const row of rows) base.take(row);
    if (isWholesale(mutation)) fetchAllAgain(tx);
  };
}

/** An entry with less in it than before: the rest was taken, and has to stay what it was when everything is told again. */
export function rewrite(tx: WriteTransaction, seal: Deps['store']['seal'], seq: number, mutation: Mutation): void {
  tx.db
    .prepare('UPDATE sync_journal SET sealed = ?, records = ? WHERE seq = ?')
    .run(sealJournal(seal, mutation), recordsIn(mutation), seq);
}
