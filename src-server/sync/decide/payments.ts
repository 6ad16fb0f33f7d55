import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import type { Work } from '../work.ts';

/**
 * A line with the transaction code that it is compared by, by the rule of the office (post-lines.ts): what the console says
 * of it is not believed. Only a payment has one.
 */
export function withCode(line: LedgerRow): LedgerRow {
  const { kind, method, reference } = line;
  const code = kind === 'payment' && method !== null ? codeUsedOnce(method, reference) : null;
  return { ...line, reference: code ?? reference, referenceKey: code };
}

/**
 * Which of some lines have a transaction code that was used: a code is used once in the whole ISP, unless the payment was
 * taken back.
 */
export async function usedReferences(
  { tx }: Pick<Work, 'tx'>,
  lines: readonly LedgerRow[],
): Promise<(line: LedgerRow) => Rejection | null> {
  const keys = lines.flatMap(({ referenceKey }) => (referenceKey === null ? [] : [referenceKey]));
  const used = new Map(
    keys.length === 0
      ? []
      : (
          await tx.query<{ key: string; id: string }>(
            `SELECT reference_key AS key, id FROM ledger_entry AS line WHERE reference_key = ANY($1)
               AND NOT EXISTS (SELECT 1 FROM ledger_entry AS back WHERE back.reverses = line.id)`,
            [keys],
          )
        ).map(({ key, id }) => [key, id]),
  );
  return ({ id, referenceKey }) => {
    if (referenceKey === null) return null;
    const other = used.get(referenceKey);
    if (other !== undefined && other !== id) return { code: 'PAYMENT_REFERENCE_TAKEN', field: 'reference' };
    used.set(referenceKey, id);
    return null;
  };
}

/** The lines that are in the ledger, of some ids. */
export async function postedOf({ tx }: Pick<Work, 'tx'>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = await tx.query<{ id: string }>('SELECT id FROM ledger_entry WHERE id = ANY($1)', [ids]);
  return new Set(found.map(({ id }) => id));
}
