import type { Posting } from '#shared/domain/billing/entry.ts';
import { takeBack as stepBack } from '#shared/domain/billing/take-back.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import {
  type BillingColumns,
  changedColumns,
  linePoster,
  restProblem,
  settleCustomers,
  suspensionLog,
} from '../billing/index.ts';
import { customerWriter, recordedColumns } from '../customers/index.ts';
import { accountWithin } from './account-of.ts';
import { entriesOf, type Entry, isReversible } from './entries.ts';
import { customerOfEntry } from './receipt.ts';

type ReverseDeps = Pick<FeatureDeps, 'store' | 'now' | 'newId'>;

interface Asked {
  readonly entry: string;
  readonly note: string;
}

/**
 * Takes a line back by another one; what follows from it follows at once. Asked again by the same person for the same reason
 * it is done. Throws Refusal `entry-unknown`, `entry-reversed`, `entry-not-reversible`, `billing-rests`.
 */
export function reverseEntry(deps: ReverseDeps, actor: Actor, { entry, note }: Asked) {
  const now = deps.now().getTime();
  return deps.store.write(
    async (tx) => {
      const customer = customerOfEntry(tx.db, actor, entry);
      const entries = entriesOf(tx.db, customer);
      const taken = entries.find(({ id }) => id === entry);
      if (!taken) throw new Refusal('entry-unknown');
      const known = entries.find(({ reverses }) => reverses === entry);
      if (known && known.by === actor.staffUserId && known.note === note) return answer(tx, actor, customer, known.id);
      if (known) throw new Refusal('entry-reversed');
      if (!isReversible(taken)) throw new Refusal('entry-not-reversible');
      const rests = restProblem(tx.db, now);
      if (rests) throw new Refusal(rests.code, rests.params);
      await settleCustomers(tx, deps, [customer], now);
      const id = takeBack(tx, deps, actor, { customer, taken, note, now });
      return answer(tx, actor, customer, id);
    },
    { durable: true },
  );
}

function answer(tx: WriteTransaction, actor: Actor, customer: string, id: string) {
  const { account, currency } = accountWithin(tx.db, actor, customer);
  return { id, balance: decimalOf(account.balance, currency) };
}

interface TakenBack {
  readonly customer: string;
  readonly taken: Entry;
  readonly note: string;
  readonly now: number;
}

function takeBack(tx: WriteTransaction, deps: ReverseDeps, actor: Actor, { customer, taken, note, now }: TakenBack) {
  const { billed, account, world } = accountWithin(tx.db, actor, customer);
  const line: Posting = {
    ...{ id: world.idOf(customer, `reversal:${taken.id}`), kind: 'reversal', amount: -taken.amount, at: now },
    ...{ dueAt: null, reverses: taken.id, note },
  };
  const step = stepBack(account, taken, line, world);
  const lines = linePoster(tx.db).post(billed, step.postings, actor.staffUserId);
  const columns = changedColumns(billed.columns, step, world);
  const { kind, amount, receiptNumber } = taken;
  const receipt = receiptNumber === null ? {} : { receipt: receiptNumber };
  customerWriter(tx, now).write(
    billed,
    { columns },
    {
      actor,
      action: 'customer.reverse',
      before: { ...told(billed.columns, columns), entry: kind, amount, ...receipt },
      after: { ...recordedColumns(columns), note },
      uid: deps.newId(),
      what: 'reverse',
      lines,
    },
  );
  suspensionLog(tx, deps, world)(billed, step.happenings);
  return line.id;
}

/** The values that columns had, as the history keeps them. */
function told(before: BillingColumns, changed: Partial<BillingColumns>): Readonly<Record<string, unknown>> {
  return recordedColumns(Object.fromEntries(Object.entries(before).filter(([name]) => Object.hasOwn(changed, name))));
}
