import type { ReferenceDocument } from '#shared/contract/reference.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { planReference } from './plan/plan.ts';
import { readRecords } from './records.ts';
import { type Counts, countsOf, writePlan } from './write-plan.ts';

/** Takes a document in, all or nothing. Throws a Refusal that names the first item which cannot be. */
export function importDocument(
  { store, newId }: Pick<FeatureDeps, 'store' | 'newId'>,
  document: ReferenceDocument,
  actor: Actor,
): Promise<Counts> {
  return store.write((tx) => importWithin(tx, document, actor, newId));
}

/** The same as a part of a larger transaction. */
export function importWithin(
  tx: WriteTransaction,
  document: ReferenceDocument,
  actor: Actor,
  newId: () => string,
): Counts {
  const plan = planReference(document, readRecords(tx.orm), actor, newId);
  writePlan(tx, plan, actor, newId);
  return countsOf(plan);
}
