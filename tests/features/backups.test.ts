import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCore } from '#main/core.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { program } from '../programs.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import type { Actor } from '#main/procedure.ts';
import { restoreStore } from '#main/store/index.ts';

/** A core over a folder of its own, and a client for whoever is to act. */
async function office() {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-backups-'));
  const folder = join(root, 'data');
  const keys = [keyFiles(join(root, 'keys'))];
  const now = (): Date => new Date();
  const open = () =>
    createCore({
      folder,
      create: true,
      keys,
      now,
      newId: orderedIds(now),
      importWorker: program('import-worker'),
      version: '0.0.0',
      consoleName: 'desk 1',
      log: { info: () => undefined, warn: () => undefined, failure: (error) => String(error) },
    });
  let core = await open();
  const clientOf = (actor: Partial<Actor> = {}) =>
    createRouterClient(core.router, {
      context: core.context({ actor: () => ({ ...(core.connect().actor() as Actor), ...actor }) }),
    });
  onTestFinished(async () => {
    await core.stop();
    rmSync(root, { recursive: true, force: true });
  });
  const restored = async (file: string): Promise<void> => {
    await core.stop();
    await restoreStore({ folder, file, keys, now, consoleName: 'desk 1' });
    core = await open();
  };
  return { root, folder, clientOf, restored };
}

describe('the admin', () => {
  test('makes a copy among the folder’s own and finds it in the list', async () => {
    const { folder, clientOf } = await office();
    const client = clientOf();
    expect(await client.backups.list()).toEqual([]);
    const made = await client.backups.make({});
    expect(made.file.startsWith(join(folder, 'backups'))).toBe(true);
    expect(made.size).toBe(statSync(made.file).size);
    expect(await client.backups.list()).toEqual([made]);
  });

  test('makes a copy at a place of choice, which is not in the list, and never over another file', async () => {
    const { root, clientOf } = await office();
    const client = clientOf();
    const file = join(root, 'stick.sqlite');
    expect(await client.backups.make({ file })).toMatchObject({ file });
    expect(await client.backups.list()).toEqual([]);
    const again = client.backups.make({ file });
    await expect(again).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'backup-exists', params: { file } } });
  });

  test('goes back to a copy: what came after it is gone from the store and kept in a copy', async () => {
    const { clientOf, restored } = await office();
    const { file } = await clientOf().backups.make({});
    await clientOf().reference.import({ zones: [{ name: 'Mirpur' }] });
    await restored(file);
    expect((await clientOf().reference.lists()).zones).toEqual([]);
    const [before] = await clientOf().backups.list();
    await restored(before!.file);
    expect((await clientOf().reference.lists()).zones).toMatchObject([{ name: 'Mirpur' }]);
  });

  test('finds nothing wrong with the sample ISP', async () => {
    const { clientOf } = await office();
    await clientOf().reference.demo();
    expect(await clientOf().backups.check()).toEqual({ ok: true, problems: [] });
  });
});

describe('nobody else', () => {
  test.each(['manager', 'cashier', 'technician'] as const)('sees, makes or checks copies: a %s', async (role) => {
    const { root, clientOf } = await office();
    const { backups } = clientOf({ role });
    const file = join(root, 'mine.sqlite');
    for (const work of [backups.list(), backups.make({ file }), backups.check()]) {
      await expect(work).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'not-allowed' } });
    }
    expect(existsSync(file)).toBe(false);
  });

  test('may take every operator’s customers away: the admin of a reseller', async () => {
    const { clientOf } = await office();
    await clientOf().reference.import({ operators: [{ name: 'Dhaka North', code: 'DN', kind: 'reseller' }] });
    const reseller = (await clientOf().reference.lists()).operators.find(({ code }) => code === 'DN');
    const work = clientOf({ operatorId: reseller!.id, staffUserId: randomUUID(), isRoot: false }).backups.make({});
    await expect(work).rejects.toMatchObject({ data: { code: 'isp-only' } });
  });
});
