import type { Database } from 'better-sqlite3';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { isSecret } from '#shared/domain/history/changes.ts';
import { MUTATION_VERBS } from '#shared/sync/mutation-verbs.ts';
import { theirsOf, titleOf } from './refusal-told.ts';
import { fieldOf, mineOf, type Refused } from './refusals.ts';

interface Recorded {
  readonly entity: string;
  readonly entityId: string | null;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/**
 * What the history keeps of a decision, to be asked before it is carried out: what stood in the field before it and after it, or
 * of what has no field what had been done. Of a secret only that it was another.
 */
export function recordedDecision(
  db: Database,
  refused: Refused,
  choice: SyncConflict['choices'][number],
  edited: string | null,
): Recorded {
  const { mutation } = refused.entry;
  const field = fieldOf(refused.rejection);
  const [mine, theirs] = [mineOf(refused), theirsOf(db, refused)];
  const kept = (value: unknown): Readonly<Record<string, unknown>> => {
    if (field === null || value === null || value === undefined) return {};
    return { [field]: isSecret(field) ? 'changed' : value };
  };
  const done = { action: mutation.name === 'customer.change' ? mutation.args.action : MUTATION_VERBS[mutation.name] };
  const of = subjectOf(refused);
  const name = called(db, refused);
  switch (choice) {
    case 'mine':
      return { ...of, before: kept(theirs), after: field === null ? done : kept(mine) };
    case 'edit':
      return { ...of, before: kept(mine), after: kept(edited) };
    case 'theirs':
      return { ...of, before: { ...name, ...(field === null ? done : {}), ...kept(mine) }, after: { ...kept(theirs) } };
  }
}

/** A payment stands in the history of its customer. */
function subjectOf({ entry: { mutation }, entity, entityId }: Refused): Pick<Recorded, 'entity' | 'entityId'> {
  if (mutation.name !== 'ledger.add') return { entity, entityId };
  const line = mutation.args.lines.find(({ id }) => id === entityId);
  return line ? { entity: 'customer', entityId: line.customerId } : { entity, entityId };
}

/** Of who or what is gone afterwards, what it was called. */
function called(db: Database, refused: Refused): Readonly<Record<string, string>> {
  const { entity, entry } = refused;
  if (entry.mutation.name === 'customers.add') return { username: titleOf(db, refused) };
  return entry.mutation.name === 'records.put' && entity !== 'customer' ? { name: titleOf(db, refused) } : {};
}
