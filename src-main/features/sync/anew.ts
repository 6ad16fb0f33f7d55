import { GENESIS } from '#shared/sync/head.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { keepCursor, keepInstance, keepWitness } from './server-row.ts';

/** Another copy of this store has sent under its number: this one takes a number of its own, for what still waits. */
export function takeNewNumber({ db }: WriteTransaction, instanceId: string): void {
  keepInstance(db, instanceId);
  db.prepare("UPDATE sync_journal SET state = 'pending', mid = NULL WHERE state IN ('pending', 'sent')").run();
}

/**
 * The server does not know what this console knows: it was restored from a backup, or this console sees others than before.
 * Everything that is kept is told again (the uids make that safe), and everything is fetched again. What was refused is asked
 * once more: what it was refused for may not be there any longer.
 */
export function beginAnew(tx: WriteTransaction, instanceId: string): void {
  const { db } = tx;
  keepInstance(db, instanceId);
  db.prepare(
    `UPDATE sync_journal SET state = 'pending', mid = NULL, rejections = NULL, ended_at = NULL
     WHERE state <> 'discarded'`,
  ).run();
  keepWitness(db, GENESIS);
  fetchAllAgain(tx);
}

/** Everything is fetched again; what does not come by the end of it is gone. */
export function fetchAllAgain({ db }: WriteTransaction): void {
  keepCursor(db, GENESIS, null);
  db.exec(`
    DELETE FROM sync_unseen;
    INSERT INTO sync_unseen (entity, id) SELECT 'customer', id FROM customer;
    INSERT INTO sync_unseen (entity, id) SELECT 'ledger-entry', id FROM ledger_entry;
  `);
}
