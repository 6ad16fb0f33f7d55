import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RecordRow } from '#shared/sync/rows.ts';
import { recordIds, recordRow } from '#main/features/sync/rows/record-rows.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import { Office } from './office.ts';

/** The store of a console that was filled with the sample ISP, with its own data key. */
async function sampleStore(): Promise<Store> {
  const office = new Office();
  onTestFinished(() => office[Symbol.asyncDispose]());
  const client = await office.open();
  await client.reference.demo({ router: false });
  await office.close();
  return storeOf(office);
}

async function storeOf(office: Office): Promise<Store> {
  const store = await openStore({
    folder: office.folder,
    create: true,
    keys: [keyFiles(join(office.root, 'keys'))],
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    log: { info: () => undefined, warn: () => undefined, failure: () => 'logged' },
  });
  onTestFinished(() => store.close());
  return store;
}

describe('records as they travel', () => {
  test('given the sample ISP, when its records are read, then each is a row that may travel, and what it refers to came before', async () => {
    const { reader, seal } = await sampleStore();
    const seen = new Set<string>();
    for (const { kind, id } of recordIds(reader)) {
      const row = RecordRow.parse(recordRow(reader, seal, kind, id));
      for (const name of ['parentId', 'routerId']) {
        const to = row.body[name];
        if (typeof to === 'string') expect(seen).toContain(to);
      }
      seen.add(id);
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
