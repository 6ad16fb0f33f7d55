import type { SyncConflict } from '#shared/contract/sync.ts';
import { referringColumns } from '#shared/sync/customer-references.ts';
import { recordTitle } from '#shared/sync/record-title.ts';
import { GUARDED, type MutationName, type MutationOf } from '#shared/sync/mutations.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { type Base, baseOf } from './base.ts';
import { keptMoney } from './kept-money.ts';
import { type Left, leftWithout } from './left-of-entry.ts';
import { recordedDecision } from './recorded-decision.ts';
import { choicesOf, fieldOf, mineOf, type Refused } from './refusals.ts';
import {
  customerDropper,
  customerPutter,
  customerRows,
  ledgerRows,
  linePutter,
  recordDropper,
  recordPutter,
  recordRow,
} from './rows/index.ts';
import { customerValue, lineWith, recordWith, termsWith } from './typed-value.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;
export type Choice = SyncConflict['choices'][number];

/** As the history calls it. */
const RECORDED: Readonly<Record<Choice, string>> = { mine: 'keep-mine', theirs: 'keep-theirs', edit: 'set-value' };

interface Solving {
  readonly tx: WriteTransaction;
  readonly deps: Deps;
  readonly base: Base;
  readonly actor: Actor;
}

/**
 * Ends a refusal as somebody chose: what was done here goes once more under a new number on what stands at the server now,
 * with another value, or is given up. Nothing else of the entry is lost by it: answers what is left of it, for the caller to
 * keep when it has solved all that it wants to, or null when it has come to its end. Throws Refusal `conflict-choice` and what
 * is wrong with a value.
 */
export function solve(
  tx: WriteTransaction,
  deps: Deps,
  actor: Actor,
  refused: Refused,
  { choice, value }: { readonly choice: Choice; readonly value: string | undefined },
): Left | null {
  if (!choicesOf(refused).includes(choice)) throw new Refusal('conflict-choice');
  const edited = choice === 'edit' ? (value ?? '') : null;
  const solving: Solving = { tx, deps, base: baseOf(tx, deps.store.seal), actor };
  const { mutation } = refused.entry;
  const recorded = recordedDecision(tx.db, refused, choice, edited);
  const isOfOne = OF_MANY.includes(mutation.name) && refused.entityId !== null;
  const left = isOfOne ? leftWithout(refused.entry, refused.entityId) : null;
  if (left === null) give(solving, refused);
  else leave(solving, refused);
  if (mutation.name === 'customers.add') solveAdded(solving, refused, mutation, choice, edited);
  else if (mutation.name === 'customer.change') solveChange(solving, refused, mutation, choice, edited);
  else if (mutation.name === 'ledger.add') solveLine(solving, refused, mutation, choice, edited);
  else if (mutation.name === 'records.put') solveRecord(solving, refused, mutation, choice, edited);
  tx.audit({ actor, action: `sync.${RECORDED[choice]}`, ...recorded });
  return left;
}

/** Of these each customer, or line, is decided for itself. */
const OF_MANY: readonly MutationName[] = ['customers.add', 'ledger.add', 'customers.remove'];

/** One customer is no longer in question. */
function leave({ tx }: Solving, { entry: { seq }, entity, entityId }: Refused): void {
  if (entity !== 'customer') return;
  tx.db.prepare("DELETE FROM sync_reference WHERE seq = ? AND entity = 'customer' AND id = ?").run(seq, entityId);
}

/**
 * The whole entry is given up, or another one stands in its place. Where the server has taken the money of it, that stays told:
 * it has to be told again to a server that was restored.
 */
function give({ tx, deps }: Solving, { entry: { seq, mutation, rejections } }: Refused): void {
  const isTakenInPart =
    mutation.name === 'customer.change' && rejections.some(({ code, ids }) => code === 'ACTION_REFUSED' && ids);
  tx.db
    .prepare('UPDATE sync_journal SET state = ?, ended_at = ?, rejections = NULL WHERE seq = ?')
    .run(isTakenInPart ? 'applied' : 'discarded', deps.now().getTime(), seq);
  tx.db.prepare('DELETE FROM sync_reference WHERE seq = ?').run(seq);
}

/** Sent once more, under a number of its own. */
const again = ({ newId }: Deps, { entry }: Refused) => ({
  uid: newId(),
  replaces: entry.mutation.uid,
  batchId: entry.batchId,
});

function solveChange(
  solving: Solving,
  refused: Refused,
  { args }: MutationOf<'customer.change'>,
  choice: Choice,
  edited: string | null,
): void {
  const { tx, deps, base } = solving;
  const { seal } = deps.store;
  const field = fieldOf(refused.rejection);
  const [row] = customerRows(tx.db, seal, [args.id]);
  if (!row) return;
  const { columns, lines, terms } =
    edited !== null && field !== null
      ? {
          columns: { ...args.columns, ...customerValue(field, edited) },
          lines: field === 'reference' ? args.lines.map((line) => lineWith(line, edited)) : args.lines,
          terms: termsWith(args.terms, field, edited),
        }
      : choice === 'theirs'
        ? { columns: without(args.columns, field), lines: args.lines, terms: args.terms }
        : args;
  // An action is done or not; a form has several things in it, and the others are not in question.
  if (choice === 'theirs' && (args.action !== 'change' || Object.keys(columns).length === 0)) return;
  tx.journal({
    ...again(deps, refused),
    name: 'customer.change',
    args: { ...args, columns, lines, terms },
    was: wasOf(row, columns),
  });
  base.take({ entity: 'customer', row });
  const put = linePutter(tx);
  for (const line of lines) put(line);
}

const without = (columns: MutationOf<'customer.change'>['args']['columns'], field: string | null) =>
  // Cast: with a key less they are still columns.
  Object.fromEntries(
    Object.entries(columns).filter(([name]) => name !== field),
  ) as MutationOf<'customer.change'>['args']['columns'];

function wasOf(row: CustomerRow, columns: object): MutationOf<'customer.change'>['was'] {
  return Object.fromEntries(GUARDED.filter((name) => Object.hasOwn(columns, name)).map((name) => [name, row[name]]));
}

function solveAdded(
  solving: Solving,
  refused: Refused,
  mutation: MutationOf<'customers.add'>,
  choice: Choice,
  edited: string | null,
): void {
  const { tx, deps } = solving;
  const { seal } = deps.store;
  const { entityId } = refused;
  const id = entityId ?? '';
  const [row] = customerRows(tx.db, seal, [id]);
  const field = fieldOf(refused.rejection);
  if (refused.rejection.code === 'STALE_RECORD') {
    // The server has them already, and what stands here is what it has; but lines that it was never told it has not.
    tellLines(solving, refused, mutation, id);
    return;
  }
  supersede(solving, id);
  if (!row) return;
  if (choice === 'theirs') {
    // Nobody has them anywhere, but what was taken for them lies in the till.
    dropAllBut(solving, ledgerRows(tx.db, [id]), keptMoney(tx.db, refused));
    customerDropper(tx)(id);
    return;
  }
  let lines = ledgerRows(tx.db, [id]);
  let changed = row;
  if (edited !== null && field === 'reference') {
    lines = lines.map((line) => (line.reference === mineOf(refused) ? lineWith(line, edited) : line));
    const put = linePutter(tx);
    for (const line of lines) solving.base.dropLine(line.id);
    for (const line of lines) put(line);
  } else if (edited !== null && field !== null) {
    changed = { ...row, ...customerValue(field, edited) };
    customerPutter(tx, seal)(changed);
  }
  const { by, at } = mutation.args;
  tx.journal({ ...again(deps, refused), name: 'customers.add', args: { by, at, customers: [changed], lines } });
}

function dropAllBut({ base }: Solving, lines: readonly LedgerRow[], kept: readonly LedgerRow[]): void {
  const stay = new Set(kept.map(({ id }) => id));
  for (const { id } of lines) if (!stay.has(id)) base.dropLine(id);
}

function tellLines({ tx, deps }: Solving, refused: Refused, mutation: MutationOf<'customers.add'>, id: string): void {
  const lines = ledgerRows(tx.db, [id]);
  const { by, at } = mutation.args;
  if (lines.length > 0) tx.journal({ ...again(deps, refused), name: 'ledger.add', args: { by, at, lines } });
}

/** What was done with a customer who was never taken is told with them, or not at all. */
function supersede({ tx, deps }: Solving, id: string): void {
  const changes = `name = 'customer.change' AND (state = 'rejected' OR (state = 'pending' AND mid IS NULL))
    AND seq IN (SELECT seq FROM sync_reference WHERE entity = 'customer' AND id = ?)`;
  const seqs = tx.db.prepare<[string], number>(`SELECT seq FROM sync_journal WHERE ${changes}`).pluck().all(id);
  const discard = tx.db.prepare("UPDATE sync_journal SET state = 'discarded', ended_at = ? WHERE seq = ?");
  const unrefer = tx.db.prepare('DELETE FROM sync_reference WHERE seq = ?');
  for (const seq of seqs) {
    discard.run(deps.now().getTime(), seq);
    unrefer.run(seq);
  }
}

function solveLine(
  solving: Solving,
  refused: Refused,
  mutation: MutationOf<'ledger.add'>,
  choice: Choice,
  edited: string | null,
): void {
  const { tx, deps, base } = solving;
  const line = mutation.args.lines.find(({ id }) => id === refused.entityId);
  if (!line) return;
  if (choice === 'theirs' || edited === null) {
    dropAllBut(solving, [line], keptMoney(tx.db, refused));
    return;
  }
  base.dropLine(line.id);
  const put = lineWith(line, edited);
  const { by, at } = mutation.args;
  tx.journal({ ...again(deps, refused), name: 'ledger.add', args: { by, at, lines: [put] } });
  linePutter(tx)(put);
}

function solveRecord(
  solving: Solving,
  refused: Refused,
  { args }: MutationOf<'records.put'>,
  choice: Choice,
  edited: string | null,
): void {
  const { tx, deps, base } = solving;
  const { seal } = deps.store;
  const { entityId } = refused;
  const field = fieldOf(refused.rejection);
  const isTheOne = ({ id }: RecordRow): boolean => id === entityId;
  const isNew = (record: RecordRow): boolean => isSame(recordRow(tx.db, seal, record.kind, record.id), record);
  const given = args.records.find(isTheOne);
  if (choice === 'theirs' && given && isNew(given)) {
    refuseUsed(tx, given);
    recordDropper(tx)(given.kind, given.id);
  }
  give(solving, refused);
  const wanted = args.records
    .filter((record) => choice !== 'theirs' || !isTheOne(record))
    .map((record) =>
      isTheOne(record) && edited !== null && field !== null ? recordWith(record, field, edited) : record,
    )
    .map((record) => versioned(record, recordRow(tx.db, seal, record.kind, record.id)));
  if (wanted.length === 0) return;
  const standing = wanted.map(({ kind, id }) => recordRow(tx.db, seal, kind, id));
  tx.journal({ ...again(deps, refused), name: 'records.put', args: { by: args.by, at: args.at, records: wanted } });
  const put = recordPutter(tx, seal);
  for (const [index, record] of wanted.entries()) {
    const row = standing[index];
    // What is new here has no other side that it could be laid over.
    if (row && !isSame(row, record)) base.take({ entity: 'record', row });
    put(record);
  }
}

/** One that was changed counts one more than what stands at the server now. */
function versioned(record: RecordRow, standing: RecordRow | null): RecordRow {
  if (!standing) return record;
  const version = isSame(standing, record) ? standing.version : standing.version + 1;
  return { ...record, version };
}

const isSame = (one: RecordRow | null, other: RecordRow): boolean =>
  one !== null && JSON.stringify(sorted(one.body)) === JSON.stringify(sorted(other.body));

const sorted = (body: RecordRow['body']) => Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1));

function refuseUsed({ db }: WriteTransaction, record: RecordRow): void {
  const isUsed = referringColumns(record.kind).map((column) => `${column} = @id`);
  if (isUsed.length === 0) return;
  const customers = db.prepare<{ id: string }, number>(`SELECT count(*) FROM customer WHERE ${isUsed.join(' OR ')}`);
  const count = customers.pluck().get({ id: record.id }) ?? 0;
  if (count > 0) throw new Refusal('conflict-in-use', { name: recordTitle(record), count });
}
