import { IS_NO_MONEY } from '#shared/domain/billing/kept-lines.ts';
import { searchIndex, type WriteTransaction } from '../../../store/index.ts';

/**
 * Takes customers away whom the server does not have any more, as a purge does: what was taken in stays, because the cash of
 * a day is the same whoever asks and a transaction code is used once. Routers that know them are to forget them.
 */
export function customerDropper(tx: WriteTransaction): (id: string) => void {
  const { db } = tx;
  const search = searchIndex(db);
  const seqOf = db.prepare<[string], number>('SELECT seq FROM customer WHERE id = ?').pluck();
  const removeRow = db.prepare<[number]>('DELETE FROM customer WHERE seq = ?');
  const remains = [
    'DELETE FROM device WHERE customer_id = ?',
    'DELETE FROM message WHERE customer_id = ?',
    `DELETE FROM ledger_entry WHERE customer_id = ? AND ${IS_NO_MONEY}`,
  ].map((sql) => db.prepare<[string]>(sql));
  const suspensions = db.prepare<[string], string>('SELECT id FROM automatic_suspension WHERE customer_id = ?').pluck();
  const removeSuspensions = db.prepare<[string]>('DELETE FROM automatic_suspension WHERE customer_id = ?');
  const forget = db.prepare<[string]>(`DELETE FROM sync_record WHERE kind = 'automatic-suspension' AND id = ?`);
  const forgetOnRouters = db.prepare<[string]>(
    `UPDATE provisioning SET state = 'queued', generation = generation + 1, kick = 1, attempts = 0, code = NULL,
       params = NULL, queued_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE customer_id = ?`,
  );
  return (id) => {
    const seq = seqOf.get(id);
    if (seq === undefined) return;
    search.remove(seq);
    for (const statement of remains) statement.run(id);
    const told = suspensions.all(id);
    removeSuspensions.run(id);
    // The server knows that they went with the customer.
    for (const suspension of told) forget.run(suspension);
    removeRow.run(seq);
    forgetOnRouters.run(id);
  };
}
