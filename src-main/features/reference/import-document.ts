import type { ReferenceDocument } from '#shared/contract/reference.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { Query, WriteTransaction } from '../../store/index.ts';
import { refuseTakenGateway } from '../network-addresses/index.ts';
import { type Plan, planReference } from './plan/plan.ts';
import { type Records, readRecords } from './records.ts';
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
  const records = readRecords(tx.orm);
  const plan = planReference(document, records, actor, newId);
  refuseTakenGateways(tx.orm, records, plan);
  writePlan(tx, plan, actor);
  return countsOf(plan);
}

/** As where one block is written by hand. */
function refuseTakenGateways(orm: Query, { networkAddresses }: Records, { networkAddresses: planned }: Plan): void {
  const before = new Map(networkAddresses.map(({ id, gateway }) => [id, gateway]));
  for (const { id, gateway } of [...planned.created, ...planned.updated]) {
    refuseTakenGateway(orm, gateway, before.get(id) ?? null);
  }
}
