import type { Receipt } from '#shared/contract/ledger.ts';
import { minorOf } from '#shared/domain/money/money.ts';
import { dayAt, wallClock } from '#shared/domain/time/day.ts';
import words from '#shared/messages/receipt.en.json' with { type: 'json' };

/** Columns of the narrower printers for rolls. */
const WIDTH = 42;

/** A receipt as lines of text, in the order of the one on paper; what is not known is left out. */
export function receiptText(receipt: Receipt, timeZone: string): string {
  const { customer, currency, amount, balance, paidUntil } = receipt;
  const isOwed = (minorOf(balance, currency) ?? 0) < 0;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.number, receipt.number],
    [words.date, wallClock(Date.parse(receipt.at), timeZone)],
    [words.customer, customer.fullName],
    [words.username, customer.username],
    [words.account, customer.accountNumber],
    [words.phone, customer.phone],
    [words.address, customer.address],
    [words.package, receipt.package],
    [words.amount, `${currency} ${amount}`],
    [words.method, words.methods[receipt.method]],
    [words.reference, receipt.reference],
    ...receipt.lines.map(({ kind, amount: price, from, to }) => {
      const days = from === null || to === null || from === to ? from : `${from} – ${to}`;
      return [[`${words.lines}: ${words.kinds[kind]}`, days].filter(Boolean).join(' '), price] as const;
    }),
    [isOwed ? words.owed : words.balance, `${currency} ${balance.replace(/^-/, '')}`],
    [words.paidUntil, paidUntil === null ? null : dayAt(Date.parse(paidUntil), timeZone)],
    [words.by, receipt.by],
  ];
  return [
    receipt.operator,
    words.receipt,
    ...(receipt.reversed ? [`${words.reversed}. ${words.reversedText}`] : []),
    ...facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [inColumns(name, value)])),
    ...(receipt.reversed ? [] : [words.thanks]),
  ].join('\n');
}

/** The name at the left, what it is at the right; below each other where both are too long. */
const inColumns = (name: string, value: string): string =>
  name.length + value.length + 2 > WIDTH
    ? `${name}\n${value.padStart(WIDTH)}`
    : `${name}${value.padStart(WIDTH - name.length)}`;
