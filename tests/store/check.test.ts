import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkStore, sealPassword, type Store, type WriteTransaction } from '#main/store/index.ts';
import { customer as toldOf } from '../server/central.ts';
import { addCustomer, machine, type Machine } from './scene.ts';

const BATCH = '00000000-0000-4000-8000-000000000001';

/** A store with something of everything that is looked at, and nothing wrong with it. */
async function soundStore(here: Machine): Promise<Store> {
  const store = await here.open();
  await store.write((tx) => {
    const { seq, id } = addCustomer(tx, { username: 'rahim', batchId: BATCH });
    addCustomer(tx, { username: 'karim', batchId: BATCH });
    addCustomer(tx, { username: 'Rahim', status: 'deleted' });
    tx.db
      .prepare('UPDATE customer SET password_sealed = ? WHERE seq = ?')
      .run(sealPassword(store.seal, id, 'secret'), seq);
    tx.db
      .exec(`INSERT INTO import_batch (id, operator_id, staff_user_id, file_name, file_hash, state, rows, imported, failed, skipped, done_through, at)
      SELECT '${BATCH}', id, 'me', 'may.xlsx', 'h', 'complete', 4, 2, 1, 1, 4, 0 FROM operator`);
    tx.db
      .prepare(
        `INSERT INTO ledger_entry (id, customer_id, kind, amount, at, by) VALUES ('l', ?, 'opening', 500, 0, 'me')`,
      )
      .run(id);
    tx.db
      .prepare(
        `INSERT INTO device (id, customer_id, mac, added_by, added_at) VALUES ('d', ?, 'AA:BB:CC:DD:EE:01', 'me', 0)`,
      )
      .run(id);
    const rows = [toldOf('rahim'), toldOf('karim')];
    tx.journal({
      uid: 'u1',
      name: 'customers.add',
      args: { by: 'me', at: 0, customers: rows, lines: [] },
      batchId: BATCH,
    });
    for (let i = 0; i < 3; i++) {
      tx.audit({ actor: { operatorId: 'o', staffUserId: 's' }, action: 'test', entity: 'test' });
    }
  });
  return store;
}

describe('a look through a store', () => {
  test('finds nothing wrong with a new one, nor with one that was worked in', async () => {
    expect(await checkStore(await machine().open())).toEqual({ ok: true, problems: [] });
    expect(await checkStore(await soundStore(machine()))).toEqual({ ok: true, problems: [] });
  });

  test('changes nothing', async () => {
    const store = await soundStore(machine());
    const before = store.reader.serialize();
    await checkStore(store);
    expect(store.reader.serialize().equals(before)).toBe(true);
  });

  test('finds nothing wrong with a batch that was taken back in part', async () => {
    const store = await soundStore(machine());
    await store.write((tx) => {
      tx.db.exec(
        `DELETE FROM customer_search WHERE rowid = 2; DELETE FROM customer WHERE seq = 2; UPDATE import_batch SET state = 'undone'`,
      );
      const actor = { operatorId: 'o', staffUserId: 's' };
      tx.audit({
        actor,
        action: 'import.undo',
        entity: 'import-batch',
        entityId: BATCH,
        after: { removed: 1, left: 1 },
      });
    });
    expect(await checkStore(store)).toEqual({ ok: true, problems: [] });
  });

  test.each<[string, (tx: WriteTransaction) => unknown, RegExp]>([
    [
      'a customer without a search row',
      ({ db }) => db.exec('DELETE FROM customer_search WHERE rowid = 2'),
      /1 customers cannot be found by a search, such as karim/,
    ],
    [
      'a search row without a customer',
      ({ db }) => db.exec(`INSERT INTO customer_search (rowid, text) VALUES (99, 'x')`),
      /belong to no customer, such as 99/,
    ],
    [
      'one username twice',
      ({ db }) => db.exec(`UPDATE customer SET status = 'active' WHERE username = 'Rahim'`),
      /2 customers that are not deleted have the username/,
    ],
    [
      'a customer of a package that does not exist',
      ({ db }) => db.exec(`UPDATE customer SET package_id = 'gone' WHERE seq = 1`),
      /1 rows of customer have a package_id .* such as gone/,
    ],
    [
      'a device of nobody',
      ({ db }) => db.exec(`UPDATE device SET customer_id = 'nobody'`),
      /device have a customer_id/,
    ],
    [
      'a zone under a zone that does not exist',
      ({ db }) =>
        db.exec(
          `INSERT INTO zone (id, operator_id, parent_id, name, name_key, code, code_key) SELECT 'z', id, 'gone', 'a', 'a', 'a', 'a' FROM operator`,
        ),
      /zone have a parent_id/,
    ],
    [
      'a batch with a customer too few',
      ({ db }) => db.exec(`UPDATE customer SET batch_id = NULL WHERE seq = 2`),
      /may.xlsx says that it created 2 customers, but 1 have its mark/,
    ],
    [
      'a batch whose rows do not add up',
      ({ db }) => db.exec('UPDATE import_batch SET skipped = 0'),
      /had 4 rows, but 2 imported, 1 failed and 0 skipped/,
    ],
    [
      'a batch that the journal has only half of',
      ({ db }) => db.exec('UPDATE sync_journal SET records = 1'),
      /the journal carries 1 of them/,
    ],
    [
      'a batch that was taken back, by no line of the audit',
      ({ db }) =>
        db.exec(`UPDATE import_batch SET state = 'undone', imported = 3; UPDATE sync_journal SET records = 3`),
      /created 3 customers; \? were taken back, but 2 are left/,
    ],
    [
      'an amount that is not one',
      ({ db }) => db.exec(`UPDATE ledger_entry SET amount = 'much'`),
      /does not add up to an amount/,
    ],
    [
      'amounts past what a number holds',
      ({ db }) => db.exec('UPDATE ledger_entry SET amount = 9007199254740993'),
      /does not add up to an amount/,
    ],
    [
      'messages that are counted as fewer',
      ({ db }) =>
        db.exec(
          `INSERT INTO message (id, operator_id, kind, facts, state, created_at, created_by) VALUES ('m', 'o', 'own', '{}', 'sent', 0, '');
           DELETE FROM message_count`,
        ),
      /There are 1 messages of the state sent, but 0 are counted/,
    ],
    [
      'a password that was sealed for somebody else',
      ({ db }) =>
        db.exec(
          'UPDATE customer SET password_sealed = (SELECT password_sealed FROM customer WHERE seq = 1) WHERE seq = 2',
        ),
      /1 sealed passwords do not open/,
    ],
    [
      'a torn entry of the journal',
      ({ db }) => db.exec('UPDATE sync_journal SET sealed = substr(sealed, 1, 20)'),
      /1 sealed entries of the journal do not open.* u1/,
    ],
    [
      'lines of the audit that are missing',
      ({ db }) => db.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 2'),
      /Lines of the audit are missing: the last has the number 3, but there are 2/,
    ],
  ])('finds %s', async (_, spoil, problem) => {
    const store = await soundStore(machine());
    await store.write((tx) => void spoil(tx));
    const { ok, problems } = await checkStore(store);
    expect(ok).toBe(false);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test('finds a damaged page, and asks no further', async () => {
    const here = machine();
    const store = await soundStore(here);
    const page = Number(
      store.reader.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'customer_name'`).pluck().get(),
    );
    await store.close();
    const file = join(here.folder, 'store.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0xff, (page - 1) * 4096 + 200, page * 4096);
    writeFileSync(file, bytes);
    const { ok, problems } = await checkStore(await here.open());
    expect(ok).toBe(false);
    expect(problems.join()).toMatch(/customer_name|Tree|btree|malformed/i);
  });

  test('on a machine without the key looks at everything that is not sealed', async () => {
    const here = machine();
    await (await soundStore(here)).close();
    const locked = await here.open({ keys: [] });
    expect(locked.locked).toBe(true);
    expect(await checkStore(locked)).toEqual({ ok: true, problems: [] });
  });

  test('lets other work through', async () => {
    const store = await machine().open();
    await store.write((tx) => {
      for (let i = 0; i < 1200; i++) {
        const { seq, id } = addCustomer(tx, { username: randomUUID() });
        tx.db
          .prepare('UPDATE customer SET password_sealed = ? WHERE seq = ?')
          .run(sealPassword(store.seal, id, 'x'), seq);
      }
    });
    let between = 0;
    const counting = setInterval(() => (between += 1), 0);
    await checkStore(store);
    clearInterval(counting);
    expect(between).toBeGreaterThan(1);
  });
});
