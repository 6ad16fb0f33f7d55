import type { Database } from 'better-sqlite3';
import type { SyncConflict } from '#shared/contract/sync.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { Rejection, RejectionCode } from '#shared/sync/push.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import type { Store } from '../../store/index.ts';
import { type RefusedEntry, refusedEntries } from './entries.ts';

// Which refusals there are, and what can be chosen. How they are told: refusal-told.ts.

/** One refusal of one customer or record: what somebody decides about. */
export interface Refused {
  readonly id: string;
  readonly entry: RefusedEntry;
  readonly rejection: Rejection;
  /** What it is about; an entity that the rejection does not name is the entry's own. */
  readonly entity: string;
  readonly entityId: string | null;
}

/** Every refusal that nobody has solved, the oldest first. */
export function* refusals(store: Pick<Store, 'seal'>, db: Database): Generator<Refused> {
  for (const entry of refusedEntries(db, store.seal)) yield* refusalsIn(entry);
}

export function* refusalsIn(entry: RefusedEntry): Generator<Refused> {
  const { mutation } = entry;
  for (const rejection of entry.rejections) {
    for (const { entity, entityId } of subjectsOf(mutation, rejection)) {
      yield { id: `${mutation.uid}/${entityId ?? ''}`, entry, rejection, entity, entityId };
    }
  }
}

interface Subject {
  readonly entity: string;
  readonly entityId: string | null;
}

function subjectsOf(mutation: Mutation, { ids }: Rejection): readonly Subject[] {
  switch (mutation.name) {
    case 'customers.add':
      return (ids ?? mutation.args.customers.map(({ id }) => id)).map(ofCustomer);
    case 'customer.change':
      return [ofCustomer(mutation.args.id)];
    case 'ledger.add': {
      const lines = ids ? mutation.args.lines.filter(({ id }) => ids.includes(id)) : [];
      return lines.length > 0
        ? lines.map(({ id }) => ({ entity: 'ledger-entry', entityId: id }))
        : [{ entity: 'ledger-entry', entityId: null }];
    }
    case 'records.put': {
      const records = ids ? mutation.args.records.filter(({ id }) => ids.includes(id)) : mutation.args.records;
      return records.map(({ kind, id }) => ({ entity: kind, entityId: id }));
    }
    case 'records.remove':
      return [{ entity: mutation.args.kind, entityId: mutation.args.id }];
    case 'zones.merge':
      return [{ entity: 'zone', entityId: mutation.args.from }];
    case 'fields.purge':
      return [{ entity: 'custom-field', entityId: mutation.args.id }];
    case 'customers.remove':
      return (ids ?? mutation.args.ids).map(ofCustomer);
  }
}

const ofCustomer = (id: string): Subject => ({ entity: 'customer', entityId: id });

/** Two values stand against each other, and somebody chooses. */
export const isConflict = ({ code }: Pick<Rejection, 'code'>): boolean =>
  code === 'STALE_FIELD' || code === 'STALE_RECORD';

const TAKEN: readonly RejectionCode[] = [
  'USERNAME_TAKEN',
  'IP_TAKEN',
  'ACCOUNT_NUMBER_TAKEN',
  'PAYMENT_REFERENCE_TAKEN',
  'NAME_TAKEN',
  'VALUE_UNFIT',
];
/** What may have come about since: trying once more is worth it. */
const PASSING: readonly RejectionCode[] = ['REFERENCE_UNKNOWN', 'STALE_RECORD', 'IN_USE'];
/** Values that one types; a package is chosen on the customer's page. */
const TYPED: readonly string[] = ['username', 'ip', 'password', 'accountNumber', 'reference', 'name', 'code', 'label'];

/** What can be chosen. */
export function choicesOf({ entry: { mutation }, rejection }: Refused): SyncConflict['choices'] {
  const { code } = rejection;
  const field = fieldOf(rejection);
  const isTyped = field !== null && TYPED.includes(field);
  const canBeSentAgain =
    mutation.name === 'customer.change' || mutation.name === 'customers.add' || mutation.name === 'records.put';
  const mine =
    canBeSentAgain &&
    // Who is there already is not added once more.
    !(mutation.name === 'customers.add' && code === 'STALE_RECORD') &&
    (code === 'STALE_FIELD' || (PASSING.includes(code) && (mutation.name !== 'customer.change' || code !== 'IN_USE')));
  const edit =
    isTyped && (canBeSentAgain || mutation.name === 'ledger.add') && (TAKEN.includes(code) || code === 'STALE_FIELD');
  return [...(mine ? (['mine'] as const) : []), 'theirs', ...(edit ? (['edit'] as const) : [])];
}

/** The field as a person knows it: not what it is compared by. */
export const fieldOf = ({ field }: Rejection): string | null => field?.replace(/Key$/, '') ?? null;

/** What was wanted here. */
export function mineOf({ entry: { mutation }, rejection, entityId }: Refused): unknown {
  const field = fieldOf(rejection);
  if (field === null) return null;
  switch (mutation.name) {
    case 'customer.change':
      return field === 'reference' ? referenceIn(mutation.args.lines) : valueIn(mutation.args.columns, field);
    case 'customers.add':
      return field === 'reference'
        ? referenceIn(mutation.args.lines.filter(({ customerId }) => customerId === entityId))
        : valueIn(
            mutation.args.customers.find(({ id }) => id === entityId),
            field,
          );
    case 'ledger.add':
      return referenceIn(mutation.args.lines.filter(({ id }) => id === entityId));
    case 'records.put':
      return valueIn(mutation.args.records.find(({ id }) => id === entityId)?.body, field);
    default:
      return null;
  }
}

const referenceIn = (lines: readonly LedgerRow[]): unknown =>
  lines.find(({ referenceKey }) => referenceKey !== null)?.reference ?? null;

const valueIn = (of: object | undefined, field: string): unknown =>
  of && Object.hasOwn(of, field) ? Object.entries(of).find(([name]) => name === field)?.[1] : null;

/** Of whom it is, for the question who may see it; null: it is gone, or nobody's. */
export function ownerOf(db: Database, { entry: { mutation }, entity, entityId }: Refused): string | null {
  const owner = (table: string, id: string | null): string | null =>
    db.prepare<[string | null], string>(`SELECT operator_id FROM ${table} WHERE id = ?`).pluck().get(id) ?? null;
  if (mutation.name === 'customers.add') {
    return mutation.args.customers.find(({ id }) => id === entityId)?.operatorId ?? null;
  }
  if (mutation.name === 'records.put') {
    return mutation.args.records.find(({ id }) => id === entityId)?.operatorId ?? null;
  }
  if (mutation.name === 'ledger.add') {
    return owner('customer', mutation.args.lines.find(({ id }) => id === entityId)?.customerId ?? null);
  }
  return entity === 'customer' ? owner('customer', entityId) : null;
}
