import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { findLayout } from '#shared/domain/import/match.ts';
import { createWorkTable } from '#shared/domain/import/work-table.ts';
import { MOST_RECORDS } from '#shared/sync/mutations.ts';
import type { FeatureDeps } from '../../../feature.ts';
import type { Actor } from '../../../procedure.ts';
import { Refusal } from '../../../refusal.ts';
import type { Seal, WriteTransaction } from '../../../store/index.ts';
import { chunksOf, chunkWriter, gatherReference, lookUpIn } from '../../import/index.ts';
import { placeSampleRouter } from '../../sample-router/index.ts';
import { customerRows, ledgerRows } from '../../sync/index.ts';
import { importWithin } from '../import-document.ts';
import { giveLives } from './lives.ts';
import { sampleReference, sampleSheet } from './sample.ts';

/**
 * Fills an empty store with a sample ISP in one transaction: its reference document as any other is taken in, its
 * customers through the checks and the writing of an import. Throws Refusal `demo-not-empty` where there is something.
 */
export function fillWithDemo(
  { store, now, newId, sampleRouter }: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'sampleRouter'>,
  actor: Actor,
  { router }: { readonly router: boolean },
): Promise<{ operators: number; packages: number; routers: number; customers: number }> {
  return store.write((tx) => {
    const isEmpty = tx.db.prepare('SELECT 1 FROM package UNION ALL SELECT 1 FROM customer LIMIT 1').get() === undefined;
    if (!isEmpty) throw new Refusal('demo-not-empty');
    const { operators, packages } = importWithin(tx, sampleReference, actor, newId);
    const hasRouter = router && sampleRouter !== undefined;
    if (hasRouter) placeSampleRouter(tx, actor, newId, store.seal);
    const at = now();
    const customers = checkedRows(tx, actor, at);
    const batch = newId();
    writeRows(tx, customers, { batch, at, by: actor.staffUserId, seal: store.seal, actor });
    tellOf(tx, giveLives(tx, batch, at), { by: actor.staffUserId, at: at.getTime() }, newId);
    tx.audit({ actor, action: 'demo.fill', entity: 'store', after: { customers: customers.length } });
    return {
      operators: operators.created,
      packages: packages.created,
      routers: hasRouter ? 1 : 0,
      customers: customers.length,
    };
  });
}

/** The central server is told of them as they are in the end. */
function tellOf(
  tx: WriteTransaction,
  ids: readonly string[],
  done: { readonly by: string; readonly at: number },
  newId: () => string,
): void {
  for (let start = 0; start < ids.length; start += MOST_RECORDS) {
    const some = ids.slice(start, start + MOST_RECORDS);
    const rows = { customers: customerRows(tx.db, tx.seal, some), lines: ledgerRows(tx.db, some) };
    tx.journal({ uid: newId(), name: 'customers.add', args: { ...done, ...rows } });
  }
}

/** The sample's customers, as a file with the same rows would be understood. */
function checkedRows(tx: WriteTransaction, actor: Actor, at: Date): readonly CustomerToBe[] {
  const reference = gatherReference(tx.orm, actor.operatorId);
  const sheet = sampleSheet(at);
  const layout = findLayout(sheet, reference.customFields);
  const table = createWorkTable(
    fieldTableOf(sheet, layout, reference.customFields),
    reference,
    lookUpIn(tx.db, null, reference),
  );
  const [refused] = table.refused();
  if (refused) throw new Error(`Row ${refused.number} of the sample customers: ${refused.problems[0]?.code ?? ''}`);
  return [...table.ready()];
}

interface Terms {
  readonly batch: string;
  readonly at: Date;
  readonly by: string;
  readonly actor: Actor;
  readonly seal: Seal;
}

function writeRows(tx: WriteTransaction, rows: readonly CustomerToBe[], { batch, at, by, seal, actor }: Terms): void {
  const { timeZone, zones } = gatherReference(tx.orm, actor.operatorId);
  const zoneNames = new Map(zones.map(({ id, name }) => [id, name]));
  const writer = chunkWriter(tx, batch, by, at.getTime());
  const terms = { batch, activate: true, timeZone, by, at: at.getTime(), zoneNames };
  for (const chunk of chunksOf(rows, 0, terms, seal)) {
    writer.write(chunk);
  }
}
