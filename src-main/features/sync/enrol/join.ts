import { MOST_RECORDS } from '#shared/sync/mutations.ts';
import type { LedgerRow, RecordKind, RecordRow } from '#shared/sync/rows.ts';
import { FIRST_NAME } from '#shared/domain/operator/operator.ts';
import { breather } from '../../../breather.ts';
import type { FeatureDeps } from '../../../feature.ts';
import { Refusal } from '../../../refusal.ts';
import type { WriteTransaction } from '../../../store/index.ts';
import { holdOwn } from '../../routers/index.ts';
import { writeSetting } from '../../settings/index.ts';
import { customerRows, ledgerRows, recordDropper, recordIds, recordPutter, recordRow } from '../rows/index.ts';
import { fetchAllAgain } from '../anew.ts';
import { chosenFor, type Choices, matched, withFreeName } from './matching.ts';
import type { Before } from './preview.ts';
import { renameIds, withOpenHistory } from './rename-ids.ts';
import { recordTextGone, withTextOf } from './texts.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

/** What somebody has decided, looking at the preview. */
export interface Decided {
  readonly into: Choices;
  /** Messages whose text here is to hold. */
  readonly keep: readonly string[];
}

/** Lines that one mutation takes. */
const MOST_LINES = 4 * MOST_RECORDS;

/**
 * Puts a console that has worked alone together with the central server, in the transaction that is given: records become
 * those of the server that somebody has chosen, everything else waits to be told. Throws Refusal `join-choice` for a choice
 * that is none, `enrol-upgrade` where a record of the server that is to be used here is not understood.
 */
export async function join(
  tx: WriteTransaction,
  deps: Deps,
  by: string,
  consoleName: string,
  { here, there, root }: Before,
  { into, keep }: Decided,
): Promise<void> {
  const { db } = tx;
  const { seal } = deps.store;
  const { become, textsApart } = chosen({ here, there, root }, into, consoleName);
  const put = recordPutter(tx, seal);
  const drop = recordDropper(tx);
  withOpenHistory(db, () => {
    for (const [kind, ids] of become) renameIds(db, kind, ids);
  });
  for (const [kind, ids] of become) for (const id of ids.keys()) drop(kind, id);
  for (const [kind, ids] of become) {
    for (const id of new Set(ids.values())) {
      const row = there.find((one) => one.kind === kind && one.id === id);
      // Customers refer to it now: one that this program does not understand would not be there for them.
      if (row && put(row) !== null) throw new Refusal('enrol-upgrade');
    }
  }
  const known = new Set(there.map(({ kind, id }) => `${kind}/${id}`));
  for (const sides of textsApart) {
    const isHereKept = keep.includes(sides.here.id);
    if (isHereKept) {
      put(withTextOf(sides));
      known.delete(`message-template/${sides.there.id}`);
    }
    recordTextGone(tx, { operatorId: root.there, staffUserId: by }, sides, isHereKept);
  }
  const isOfTheIsp = isIsp(there, root.there);
  const named = isOfTheIsp ? there : [...there, FIRST_STAFF];
  for (const row of there) if (row.kind === 'setting') put(row);
  for (const { kind, id } of [...recordIds(db)]) {
    const row = known.has(`${kind}/${id}`) ? null : recordRow(db, seal, kind, id);
    if (row) put(withFreeName(row, named, consoleName));
  }
  db.exec('DELETE FROM sync_reference; DELETE FROM sync_base; DELETE FROM sync_journal;');
  writeSetting(db, 'enrolled', true);
  await tellAll(tx, deps, by, { known, isOfTheIsp });
  // All of it is told, or is the server's.
  db.exec('UPDATE sync_record SET touched = 0 WHERE touched = 1');
  fetchAllAgain(tx);
  holdOwn(db, new Set(there.flatMap(({ kind, id }) => (kind === 'router' ? [id] : []))));
}

/** Every console begins with one of this name, and a reseller's does not see who of the others has it. */
const FIRST_STAFF: RecordRow = {
  ...{ kind: 'staff-user', id: '', operatorId: null, version: 1 },
  body: { name: FIRST_NAME, nameKey: FIRST_NAME },
};

/** Whether the console is of the ISP itself. */
const isIsp = (there: Before['there'], id: string): boolean =>
  there.some((row) => row.kind === 'operator' && row.id === id && row.body['parentId'] === null);

/** By kind: of each record that becomes another one, which; and the messages of which both sides have a text. */
function chosen(sides: Pick<Before, 'here' | 'there' | 'root'>, choices: Choices, consoleName: string) {
  const become = new Map<RecordKind, Map<string, string>>();
  const textsApart: { readonly here: RecordRow; readonly there: RecordRow }[] = [];
  for (const match of matched(sides, consoleName, choices)) {
    // Cast: the kinds are those of records.
    const kind = match.kind as RecordKind;
    const isMessage = kind === 'message-template';
    const into = isMessage ? match.into?.id : chosenFor(match.id, choices, match.into?.id);
    if (into === undefined || into === null) {
      if (match.asNew === null) throw new Refusal('join-choice', { name: match.name });
      continue;
    }
    const there = sides.there.find((row) => row.kind === kind && row.id === into);
    const here = sides.here.find((row) => row.kind === kind && row.id === match.id);
    if (!there || !here || (kind === 'operator' && match.id === sides.root.here && into !== sides.root.there))
      throw new Refusal('join-choice', { name: match.name });
    if (match.texts !== null) textsApart.push({ here, there });
    if (into === match.id) continue;
    const ids = become.get(kind) ?? new Map<string, string>();
    become.set(kind, ids.set(match.id, into));
  }
  return { become, textsApart };
}

/** Everything of this console that the server has not, as things that were done: records first, customers with their lines. */
async function tellAll(
  tx: WriteTransaction,
  { store, now, newId }: Deps,
  by: string,
  { known, isOfTheIsp }: { readonly known: ReadonlySet<string>; readonly isOfTheIsp: boolean },
): Promise<void> {
  const { db } = tx;
  const { seal } = store;
  const done = { by, at: now().getTime() };
  const breathe = breather();
  const records = [...recordIds(db)]
    .filter(({ kind, id }) => !known.has(`${kind}/${id}`))
    .flatMap(({ kind, id }): RecordRow[] => {
      const row = recordRow(db, seal, kind, id);
      // What is nobody's is the ISP's to say: a reseller keeps its own fields and settings for itself.
      return row && (isOfTheIsp || row.operatorId !== null) ? [row] : [];
    });
  // A reseller does not see every name that is taken there: one that is must not take the others along.
  for (const some of chunks(records, isOfTheIsp ? MOST_RECORDS : 1)) {
    tx.journal({ uid: newId(), name: 'records.put', args: { ...done, records: some } });
  }
  const ids = db.prepare<[], string>('SELECT id FROM customer ORDER BY seq').pluck().all();
  for (const some of chunks(ids, MOST_RECORDS)) {
    const customers = customerRows(db, seal, some);
    const lines = ledgerRows(db, some);
    const [first, ...rest] = lines.length === 0 ? [[]] : chunks(lines, MOST_LINES);
    tx.journal({ uid: newId(), name: 'customers.add', args: { ...done, customers, lines: first ?? [] } });
    for (const more of rest) tx.journal({ uid: newId(), name: 'ledger.add', args: { ...done, lines: more } });
    await breathe();
  }
}

function chunks<T extends RecordRow | LedgerRow | string>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );
}
