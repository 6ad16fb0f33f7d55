import { decimalOf } from '#shared/domain/money/money.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { csvParts } from '../../spreadsheet/csv/parts.ts';
import type { Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import type { Store } from '../../store/index.ts';
import { say } from '../../words.ts';
import { billingWorld, currencyOf } from '../billing/index.ts';
import type { Turn } from '../customers/index.ts';
import { type CashAsked, type CashRow, type CashTaken, cashTaken, sumsOf } from './cash.ts';
import { added, cashTold } from './cash-sums.ts';

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
 * What was taken in as a file, some hundred payments at a time, and in a workbook the sums on a sheet before them. That it was
 * taken is recorded first. Throws Refusal `cash-too-many`, `cash-days`, `operator-unknown`.
 */
export async function cashFile(
  store: Store,
  actor: Actor,
  asked: CashAsked & { readonly format: 'xlsx' | 'csv' },
  turn: Turn,
): Promise<File> {
  const { reader } = store;
  const { format, from, to } = asked;
  const taken = cashTaken(reader, actor, asked);
  const sums = await sumsOf(taken, turn);
  const { lines } = added(sums);
  const most = LIMITS.rows - 1;
  if (format === 'xlsx' && lines > most) throw new Refusal('cash-too-many', { count: lines, most });
  const currency = currencyOf(reader);
  const pieces = piecesOf(taken, currency, billingWorld(reader).timeZone);
  await store.write((tx) => {
    tx.audit({ actor, action: 'ledger.export', entity: 'ledger', after: { from, to, format, payments: lines } });
  });
  const name = `${say('cashFile.title')} ${from === to ? from : `${from} ${to}`}.${format}`;
  const parts = format === 'csv' ? await csvParts(pieces, turn) : [await workbook(cashTold(sums, currency), pieces)];
  return new File(parts, name, { type: TYPES[format] });
}

async function workbook(told: Told, pieces: Iterable<Written[][]>): Promise<Blob> {
  // It takes its rows as fast as they are packed, which lets others through.
  const bytes = await writeXlsx([
    { name: say('cashFile.sums'), look: 'table', widths: [26, 14, 16], rows: sumRows(told) },
    { name: say('cashFile.payments'), look: 'table', widths: WIDTHS, rows: flat(pieces) },
  ]);
  return new Blob([bytes]);
}

function* flat(pieces: Iterable<Written[][]>): Generator<Written[]> {
  for (const rows of pieces) yield* rows;
}

/** The headings, then the payments. */
function* piecesOf({ stretches, rows }: CashTaken, currency: string, timeZone: string): Generator<Written[][]> {
  yield [HEADINGS.map((heading) => say(`cashFile.${heading}`))];
  for (const stretch of stretches()) yield [...table(rows(stretch), currency, timeZone)];
}

function* table(rows: readonly CashRow[], currency: string, timeZone: string): Generator<Written[]> {
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

type Told = ReturnType<typeof cashTold>;

function* sumRows({ byMethod, byCashier, total, count }: Told): Generator<Written[]> {
  yield [say('cashFile.cashier'), say('cashFile.payments'), say('cashFile.amount')];
  for (const { cashier, count: some, amount } of byCashier) yield [cashier, some, Number(amount)];
  yield [say('cashFile.total'), count, Number(total)];
  yield [];
  for (const { method, count: some, amount } of byMethod) {
    yield [say(`cashFile.method-${method}`), some, Number(amount)];
  }
}
