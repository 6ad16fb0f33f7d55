import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyFiles } from '#main/platform/key-files.ts';
import { restoreStore } from '#main/store/index.ts';
import { revoke } from '#server/devices/manage.ts';
import { type Client, csv, imported, line, type Office } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { backupOf, restoreTo } from './model/server-backup.ts';
import { act, paper, states } from './offices/at-work.ts';
import { newOffice, NOW } from './offices/isp.ts';
import { inStep, joined, PASSWORD, twoOffices } from './offices/two-offices.ts';

// What happens to machines: one is lost, a backup is put back, a disk is copied.

const payments = async (client: Client, username: string): Promise<string[]> =>
  (await paper(client, username)).filter((entry) => entry.startsWith('payment'));
const pays = (client: Client, username: string, amount: string) =>
  act(client, username, { action: 'add-payment', amount, method: 'cash' });

/** The console after a restart, with its admin signed in. */
async function again(office: Office, name = 'admin'): Promise<Client> {
  const client = await office.open();
  await client.signIn.enter({ name, password: PASSWORD });
  return client;
}

describe.skipIf(!hasPostgreSql())('offices whose machines fail', () => {
  test('given a console that was revoked, when it is enrolled anew with a code, then what waited arrives, once', async () => {
    const { isp, one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await one.sync.now();
    await revoke(isp.database, 'one', NOW);
    await pays(one, 'user1', '800');
    await imported(one, csv([line(2)]));
    for (let time = 0; time < 2; time++) {
      expect(await one.sync.now()).toMatchObject({
        ...{ waiting: 2, refused: 0, failure: { reason: { code: 'sync-unauthorized' } } },
        server: { state: 'joined' },
      });
    }
    await one.sync.enrol({ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'one anew' });
    expect(await one.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    await inStep(two, one);
    for (const client of [one, two]) {
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced']);
      expect(await payments(client, 'user1')).toEqual(['payment 800.00']);
    }
  });

  test('given a console that is together with its server, when it is given the code of another operator, then it stays where it is', async () => {
    const { isp, one } = await twoOffices();
    await imported(one, csv([line(1)]));
    await one.sync.now();
    const code = await isp.code('Dhaka North');
    await expect(
      one.sync.enrol({ url: isp.url, code, fingerprint: null, consoleName: 'elsewhere' }),
    ).rejects.toMatchObject({ data: { code: 'sync-joined' } });
    expect(await one.sync.now()).toMatchObject({ failure: null, server: { operator: 'Shapla', consoleName: 'one' } });
  });

  test('given a server that was put back to an hour ago, when the consoles come, then it learns again what both had told it, nothing twice', async () => {
    const { isp, one, two } = await twoOffices();
    await imported(one, csv([line(1), line(2)]));
    await inStep(one, two);
    const backup = await backupOf(isp.database);
    await imported(one, csv([line(3)]));
    await pays(two, 'user1', '800');
    await act(two, 'user2', { action: 'suspend' });
    await inStep(one, two);
    await restoreTo(isp.database, backup);
    await imported(two, csv([line(4)]));
    await inStep(one, two);
    for (const client of [one, two]) {
      expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced', 'user3 synced', 'user4 synced']);
      expect(await payments(client, 'user1')).toEqual(['payment 800.00']);
      const { customers } = await client.customers.list({ filter: { status: 'suspended' }, limit: 10 });
      expect(customers.map(({ username }) => username)).toEqual(['user2']);
    }
  });

  test('given a refusal that was put right, when the server is put back to before what put it right, then what was put right stays so, and nothing is refused again', async () => {
    const { isp, one, two } = await twoOffices();
    await imported(one, csv([line(1)], 'one.csv'));
    await one.sync.now();
    await imported(two, csv([line(1), line(2)], 'two.csv'));
    expect(await two.sync.now()).toMatchObject({ refused: 1 });
    // The server keeps its verdict on the import by its number.
    const backup = await backupOf(isp.database);
    const { conflicts } = await two.sync.conflicts({});
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'edit', value: 'user1b' });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0 });
    await restoreTo(isp.database, backup);
    await inStep(two, one, two);
    expect(await two.sync.status()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    for (const client of [one, two])
      expect(await states(client)).toEqual(['user1 synced', 'user1b synced', 'user2 synced']);
  });

  test('given a console whose week-old backup was put back, when it syncs, then it has again what it had told, and what it does now arrives', async () => {
    const { one, two, first } = await twoOffices();
    await imported(one, csv([line(1)]));
    await inStep(one, two);
    const file = join(first.root, 'week-old.sqlite');
    await one.backups.make({ file });
    await imported(one, csv([line(2)]));
    await pays(one, 'user1', '800');
    await inStep(one, two);
    await pays(two, 'user2', '300');
    await two.sync.now();
    await first.close();
    await restoreStore({
      ...{ folder: first.folder, file, keys: [keyFiles(join(first.root, 'keys'))] },
      ...{ now: () => NOW, consoleName: 'test' },
    });
    const restored = await again(first);
    expect(await states(restored)).toEqual(['user1 synced']);
    await imported(restored, csv([line(3)]));
    await pays(restored, 'user1', '50');
    await inStep(restored, two);
    for (const client of [restored, two]) {
      expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced', 'user3 synced']);
      expect((await payments(client, 'user1')).sort()).toEqual(['payment 50.00', 'payment 800.00']);
      expect(await payments(client, 'user2')).toEqual(['payment 300.00']);
      expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
    }
  });

  test('given a disk that was copied with its key, when both machines work on, then what each does arrives once', async () => {
    const { isp, one, first } = await twoOffices();
    await imported(one, csv([line(1)]));
    await one.sync.now();
    // Not sent when it is copied: both will send it.
    await pays(one, 'user1', '800');
    await first.close();
    const { office: copy } = await newOffice(undefined, null);
    await copy.close();
    cpSync(first.root, copy.root, { recursive: true });
    const [a, b] = [await again(first), await again(copy)];
    await imported(a, csv([line(2)]));
    await imported(b, csv([line(3)]));
    await pays(b, 'user1', '50');
    await inStep(a, b);
    const { client: other } = await joined(isp, 'three');
    for (const client of [a, b, other]) {
      expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced', 'user3 synced']);
      expect((await payments(client, 'user1')).sort()).toEqual(['payment 50.00', 'payment 800.00']);
    }
  });
});
