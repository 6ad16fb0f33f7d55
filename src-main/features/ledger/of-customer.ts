import type { InferContractRouterOutputs } from '@orpc/contract';
import type { ledger as contract, LedgerLine } from '#shared/contract/ledger.ts';
import { rules } from '#shared/contract/rules.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { can } from '#shared/domain/operator/can.ts';
import { dayAt, daysAfter } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { accountWithin } from './account-of.ts';
import { entriesOf, type Entry, isReversible } from './entries.ts';

type OfCustomer = InferContractRouterOutputs<typeof contract>['ofCustomer'];

interface Asked {
  readonly customer: string;
  /** The line that the page before ended with. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A customer's lines, the latest first, a page at a time. */
export function ledgerOf(reader: Store['reader'], actor: Actor, { customer, after, limit }: Asked): OfCustomer {
  const { billed, account, world, currency } = accountWithin(reader, actor, customer);
  const entries = entriesOf(reader, customer).toReversed();
  const begin = after === undefined ? 0 : entries.findIndex(({ id }) => id === after) + 1;
  const shown = entries.slice(begin, begin + limit);
  const told = lineIn(currency, world.timeZone, can(actor, rules.ledger.reverse, 'own'));
  const bills = entries.filter(({ dueAt }) => dueAt !== null);
  const { columns } = billed;
  return {
    balance: decimalOf(account.balance, currency),
    lines: shown.map(told),
    next: begin + limit < entries.length ? (shown.at(-1)?.id ?? null) : null,
    paidUntil: instant(columns.expiresAt),
    open: decimalOf(
      bills.reduce((sum, { open }) => sum + open, 0),
      currency,
    ),
    specialPrice: specialPriceOf(reader, customer, currency),
    nextPackage: nextPackageOf(reader, columns.nextPackageId, columns.nextPackageFrom),
    extendedUntil: instant(columns.extendedUntil),
  };
}

/** How a line is told. */
function lineIn(currency: string, timeZone: string, mayReverse: boolean): (entry: Entry) => LedgerLine {
  return (entry) => {
    const { id, kind, amount, balance, open, periodFrom, periodTo, dueAt, reversedBy } = entry;
    const isOwed = amount < 0 && kind !== 'reversal' && kind !== 'day' && reversedBy === null;
    return {
      ...{ id, kind, method: entry.method, reference: entry.reference, receiptNumber: entry.receiptNumber },
      ...{ note: entry.note, reverses: entry.reverses, reversedBy, by: entry.byName, from: periodFrom },
      amount: decimalOf(amount, currency),
      at: new Date(entry.at).toISOString(),
      balance: decimalOf(balance, currency),
      to: periodTo === null ? null : daysAfter(periodTo, -1),
      // It is overdue from the beginning of a day on: the day before is the last one.
      due: dueAt === null ? null : dayAt(dueAt - 1, timeZone),
      bill: !isOwed || dueAt === null ? null : open === 0 ? 'paid' : open < -amount ? 'partial' : 'unpaid',
      open: isOwed ? decimalOf(open, currency) : null,
      canReverse: mayReverse && isReversible(entry),
    };
  };
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function specialPriceOf(reader: Store['reader'], customer: string, currency: string): string | null {
  const price = reader
    .prepare<[string], number | null>('SELECT special_price FROM customer WHERE id = ?')
    .pluck()
    .get(customer);
  return price == null ? null : decimalOf(price, currency);
}

function nextPackageOf(reader: Store['reader'], id: string | null, from: string | null): OfCustomer['nextPackage'] {
  if (id === null || from === null) return null;
  const name = reader.prepare<[string], string>('SELECT name FROM package WHERE id = ?').pluck().get(id);
  return { name: name ?? '', from };
}
