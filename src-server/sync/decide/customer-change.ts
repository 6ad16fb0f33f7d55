import { GUARDED, type MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { CUSTOMER, customerRow, type StoredCustomer, storedCustomer } from '../rows/customer.ts';
import { APPLIED, type Decided, rejected, type Work } from '../work.ts';
import { unfit } from './customers-add.ts';
import { scarceCheck } from './holders.ts';
import { postLines, usedReferences } from './payments.ts';
import { referenceCheck } from './references.ts';
import { putCustomer } from './put-customer.ts';

/**
 * Changes one customer. Username, address, package and password are compared with what they were when they were changed; of
 * other fields the last one holds. Lines of the ledger are added; money that was taken is never refused but for a code that
 * was used before.
 */
export async function changeCustomer(work: Work, { args, was }: MutationOf<'customer.change'>): Promise<Decided> {
  const { tx, seal, reach, version, touched } = work;
  const [stored] = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = $1`, [args.id]);
  if (!stored || !reach.own.has(stored.operatorId)) return rejected({ code: 'GONE' });
  const before = customerRow(stored, seal);
  const bringsBack = args.columns.status !== undefined && args.columns.status !== 'deleted';
  if (before.status === 'deleted' && !bringsBack) return rejected({ code: 'GONE' });
  const after: CustomerRow = {
    ...before,
    ...defined(args.columns),
    devices: devicesAfter(before, args),
    updatedAt: work.at,
  };
  const wrong =
    stale(before, args.columns, was) ??
    (reach.own.has(after.operatorId) ? null : ({ code: 'OUT_OF_REACH', field: 'operatorId' } as const)) ??
    unfit(args.columns) ??
    (await referenceCheck(work, [after]))(after, after.operatorId) ??
    (after.status === 'deleted' ? null : (await scarceCheck(work, [after]))(after)) ??
    strangers(args) ??
    (await linesUsed(work, args.lines));
  if (wrong) return rejected(wrong);
  await putCustomer(work, stored, storedCustomer(after, seal, version));
  await postLines(work, args.lines);
  touched.add(after.id);
  return APPLIED;
}

/** Lines of somebody else would be posted past the question whose customer it is. */
const strangers = ({ id, lines }: MutationOf<'customer.change'>['args']): Rejection | null =>
  lines.some(({ customerId }) => customerId !== id) ? { code: 'OUT_OF_REACH', field: 'lines' } : null;

/** The columns that are there: one that is absent stays as it is. */
function defined<T extends object>(columns: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Cast: what is left of an object without its undefined values has none.
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function stale(
  before: CustomerRow,
  columns: MutationOf<'customer.change'>['args']['columns'],
  was: MutationOf<'customer.change'>['was'],
): Rejection | null {
  for (const field of GUARDED) {
    if (columns[field] === undefined || was?.[field] === undefined) continue;
    // What both have done alike is no conflict.
    if (before[field] === was[field] || before[field] === columns[field]) continue;
    return { code: 'STALE_FIELD', field, ...(field === 'password' ? {} : { theirs: before[field] }) };
  }
  return null;
}

function devicesAfter(
  { devices }: CustomerRow,
  { bind, unbind }: Pick<MutationOf<'customer.change'>['args'], 'bind' | 'unbind'>,
): CustomerRow['devices'] {
  const gone = new Set(unbind);
  const left = devices.filter(({ mac }) => !gone.has(mac));
  const macs = new Set(left.map(({ mac }) => mac));
  return [...left, ...bind.filter(({ mac }) => !macs.has(mac))];
}

async function linesUsed(work: Work, lines: MutationOf<'customer.change'>['args']['lines']): Promise<Rejection | null> {
  const used = await usedReferences(work, lines);
  for (const line of lines) {
    const wrong = used(line);
    if (wrong) return wrong;
  }
  return null;
}
