import { createHash } from 'node:crypto';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Choices } from '#shared/domain/import/choices.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { importSession } from '../../store/schema.ts';
import { batchOf } from './batch-record.ts';
import { dropFile, hasFile, keepFile } from './sealed-file.ts';
import { sealedChoices } from './session-record.ts';

/**
 * Takes a file in: a sealed copy, and a session on disk. A file whose commit is in with some of its parts goes on with that
 * commit's session, as anything else would call its own rows duplicates; then no other choices can be made.
 */
export async function openFile(
  deps: FeatureDeps,
  actor: Actor,
  file: File,
  choices: Choices,
): Promise<{ readonly session: string; readonly continued: boolean }> {
  const { store, now, newId } = deps;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const partial = partialCommitOf(deps, actor, fileHash);
  if (partial !== undefined) {
    if (hasChoices(choices)) throw new Refusal('import-interrupted', { file: file.name });
    return { session: partial, continued: true };
  }
  const id = newId();
  await keepFile(store.folder, id, bytes, store.seal);
  try {
    await store.write((tx) =>
      tx.orm
        .insert(importSession)
        .values({
          id,
          operatorId: actor.operatorId,
          staffUserId: actor.staffUserId,
          fileName: file.name,
          fileSize: file.size,
          fileHash,
          choices: sealedChoices(store, id, choices),
          state: 'open',
          startedAt: now(),
        })
        .run(),
    );
  } catch (error) {
    dropFile(store.folder, id);
    throw error;
  }
  return { session: id, continued: false };
}

function partialCommitOf({ store }: FeatureDeps, actor: Actor, fileHash: string): string | undefined {
  return store.query
    .select({ id: importSession.id, batchId: importSession.batchId })
    .from(importSession)
    .where(
      and(
        eq(importSession.fileHash, fileHash),
        inArray(importSession.state, ['committing', 'stopped']),
        eq(importSession.operatorId, actor.operatorId),
      ),
    )
    .orderBy(desc(importSession.startedAt))
    .all()
    .find(
      ({ id, batchId }) =>
        batchId !== null && batchOf(store, batchId)?.state === 'partial' && hasFile(store.folder, id),
    )?.id;
}

const hasChoices = (choices: Choices): boolean =>
  Object.values(choices).some((choice) => typeof choice !== 'object' || Object.keys(choice).length > 0);
