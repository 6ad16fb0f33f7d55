import type { ActionTerms } from '#shared/contract/actions.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { billingWorld, linePoster, type Posted, suspensionLog } from '../billing/index.ts';
import { customerWriter } from '../customers/index.ts';
import { confirmer } from '../messages/index.ts';
import type { Before, Prepared } from './apply.ts';
import type { CustomerRow } from './in-hand.ts';
import type { Work } from './work-chunk.ts';

/** What was written of one customer. */
export interface Written {
  readonly version: number;
  readonly before: Before;
  readonly payment: string | null;
}

/**
 * Writes what a run does to one customer: lines of the ledger, the row, its line of the history, its entry of the journal,
 * and the text that confirms it.
 */
export function writesOf(
  tx: WriteTransaction,
  deps: Pick<FeatureDeps, 'now' | 'newId'>,
  { run, actor, terms }: Work,
  now: number,
): (row: CustomerRow, prepared: Prepared) => Written {
  const { db } = tx;
  const writer = customerWriter(tx, now);
  const poster = linePoster(db);
  const lineCount = db.prepare<[string], number>('SELECT count(*) FROM ledger_entry WHERE customer_id = ?').pluck();
  const isUndo = run.undoes !== null;

  const suspended = suspensionLog(tx, deps, billingWorld(db));
  const confirm = confirmer(tx, deps);

  return (row, { write, lines, happenings = [], before, told }) => {
    const behind = { ...row.billing, ...write.columns };
    const posted = lines ? poster.post(row, lines, actor.staffUserId, behind) : [];
    const version = writer.write(row, write, {
      actor,
      action: `customer.${isUndo ? 'undo' : run.action}`,
      before: told.before,
      after: { ...Object(told.after), ...(isUndo ? {} : { ...toldLine(posted), ...noteOf(terms) }) },
      uid: deps.newId(),
      ...{ what: run.action, isUndo, terms: isUndo ? null : terms, run: run.id, lines: posted },
    });
    suspended(row, happenings);
    const payment = posted.find(({ kind }) => kind === 'payment') ?? null;
    const begins = row.billing.activatedAt === null && (write.columns.activatedAt ?? null) !== null;
    confirm(row, { begins, payment });
    const ledger = {
      posted: posted.map(({ id, amount }) => ({ id, amount })),
      lines: lines ? (lineCount.get(row.id) ?? 0) : 0,
    };
    return { version, before: lines ? { ...before, ledger } : before, payment: payment?.id ?? null };
  };
}

/** Of the lines that came of it, the one that it was about. */
function toldLine(posted: readonly Posted[]): object {
  const line = posted.find(({ kind }) => kind === 'payment' || kind === 'charge' || kind === 'credit');
  if (!line) return {};
  const { amount, method, reference, receiptNumber } = line;
  return {
    amount,
    ...(method === null ? {} : { method }),
    ...(reference === null ? {} : { reference }),
    ...(receiptNumber === null ? {} : { receipt: receiptNumber }),
  };
}

function noteOf(terms: ActionTerms): object {
  const note = 'note' in terms ? terms.note : undefined;
  return note === undefined || note === '' ? {} : { note };
}
