import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { beside } from './core-at-work.ts';
import { csv, ending, imported, isp, line, Office } from './office.ts';

test('given a folder without its key, when the recovery code is given, then what a crash has interrupted goes on at once', async () => {
  await using office = new Office();
  let client = await office.open({ start: true });
  await client.reference.import(isp);
  await imported(client, csv([line(1)]));
  const { code } = await client.settings.newRecoveryCode();
  const request = '0198a000-0000-7000-8000-000000000001';
  await ending(
    await client.actions.run({ request, which: { filter: { search: 'user1' } }, terms: { action: 'suspend' } }),
  );
  await office.close();
  // As if the program had ended behind the writing down of the run, and the folder had come to another machine.
  beside(office.folder, (db) => {
    db.exec("UPDATE action_run SET state = 'running'");
    db.exec("UPDATE action_result SET state = 'waiting', before = NULL, version_after = NULL");
    db.exec("UPDATE customer SET status = 'active', suspended_reason = NULL");
  });
  rmSync(join(office.root, 'keys'), { recursive: true });

  client = await office.open({ start: true });
  expect((await client.settings.get()).locked).toBe(true);
  await client.settings.unlock({ code });
  await vi.waitFor(async () => expect(await client.actions.get({ run: request })).toMatchObject({ state: 'done' }));
  const status = beside(office.folder, (db) => db.prepare('SELECT status FROM customer').pluck().get());
  expect(status).toBe('suspended');
});
