import type { Cash } from '#shared/contract/ledger.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { writeCsv, type Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import type { Store } from '../../store/index.ts';
import { say } from '../../words.ts';
import { billingWorld, currencyOf } from '../billing/index.ts';
import { type CashAsked, cashOf, type CashRow, cashRows } from './cash.ts';

const HEADINGS = [
  'when',
  'receipt',
  'username',
  'name',
  'operator',
  'cashier',
  'method',
  'reference',
  'amount',
] as const;
const WIDTHS = [18, 14, 18, 26, 20, 18, 12, 18, 14];
const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * What was taken in as a file: the payments, and in a workbook the sums on a sheet before them. That it was taken is recorded
 * first. Throws Refusal `cash-too-many`.
 */
export async function cashFile(
  store: Store,
  actor: Actor,
  asked: CashAsked & { readonly format: 'xlsx' | 'csv' },
): Promise<File> {
  const { reader } = store;
  const { format, from, to } = asked;
  const rows = cashRows(reader, actor, asked);
  const most = LIMITS.rows - 1;
  if (format === 'xlsx' && rows.length > most) throw new Refusal('cash-too-many', { count: rows.length, most });
  const name = `${say('cashFile.title')} ${from === to ? from : `${from} ${to}`}.${format}`;
  const lines = () => table(rows, currencyOf(reader), billingWorld(reader).timeZone);
  const bytes =
    format === 'csv'
      ? writeCsv(lines())
      : await writeXlsx([
          { name: say('cashFile.sums'), look: 'table', widths: [26, 14, 16], rows: sums(cashOf(reader, actor, asked)) },
          { name: say('cashFile.payments'), look: 'table', widths: WIDTHS, rows: lines() },
        ]);
  await store.write((tx) => {
    tx.audit({ actor, action: 'ledger.export', entity: 'ledger', after: { from, to, format, payments: rows.length } });
  });
  return new File([new Uint8Array(bytes)], name, { type: TYPES[format] });
}

function* table(rows: readonly CashRow[], currency: string, timeZone: string): Generator<Written[]> {
  yield HEADINGS.map((heading) => say(`cashFile.${heading}`));
  for (const { at, receiptNumber, customerIs, username, fullName, operator, ...row } of rows) {
    const { cashier, method, reference, amount } = row;
    const name = customerIs === 'yours' ? fullName : say(`cashFile.${customerIs}`);
    yield [
      ...[wallClock(at, timeZone), receiptNumber, username, name, operator, cashier],
      ...[say(`cashFile.method-${method}`), reference],
      // A number, so that a spreadsheet can add it up; a minus before a text would be guarded.
      Number(decimalOf(amount, currency)),
    ];
  }
}

function* sums({ byMethod, byCashier, total, count }: Cash): Generator<Written[]> {
  yield [say('cashFile.cashier'), say('cashFile.payments'), say('cashFile.amount')];
  for (const { cashier, count: some, amount } of byCashier) yield [cashier, some, Number(amount)];
  yield [say('cashFile.total'), count, Number(total)];
  yield [];
  for (const { method, count: some, amount } of byMethod) {
    yield [say(`cashFile.method-${method}`), some, Number(amount)];
  }
}
