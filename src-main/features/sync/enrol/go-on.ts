import type { FeatureDeps } from '../../../feature.ts';
import { referencesOf, type WriteTransaction } from '../../../store/index.ts';
import { readSetting, writeSetting } from '../../settings/index.ts';
import { beginAnew, takeNewNumber } from '../anew.ts';
import { allUndecided } from '../entries.ts';
import { keepDevice, keepServer, type NewServer, serverRow } from '../server-row.ts';

type Deps = Pick<FeatureDeps, 'store' | 'newId'>;

/** The operator for whom this console has worked with a server that it has given up since. */
const LEFT = 'leftOperator';

/** For whom this console is together with a server, or was until it gave it up. Null: it has always worked alone. */
export function operatorBefore({ reader }: Pick<Deps['store'], 'reader'>): string | null {
  const server = serverRow(reader);
  if (server) return server.state === 'joined' ? server.operatorId : null;
  const left = readSetting(reader, LEFT);
  return typeof left === 'string' ? left : null;
}

export const keepLeft = ({ db }: WriteTransaction, operatorId: string): void => writeSetting(db, LEFT, operatorId);

/**
 * The console goes on with the server that it has been together with, by another token: it was revoked there, or given up
 * here. Both sides have the same records already, so that nothing has to be put together, and what waits is told.
 */
export function goOn(tx: WriteTransaction, { store, newId }: Deps, server: NewServer): void {
  const { db } = tx;
  if (serverRow(db)) {
    keepDevice(db, server);
    takeNewNumber(tx, newId());
    return;
  }
  keepServer(db, { ...server, state: 'joined' });
  writeSetting(db, 'enrolled', true);
  beginAnew(tx, newId());
  // What was done while it worked alone is in the journal, but not yet whom it is about.
  const refer = db.prepare('INSERT OR IGNORE INTO sync_reference (entity, id, seq) VALUES (?, ?, ?)');
  for (const { seq, mutation } of allUndecided(db, store.seal)) {
    for (const { entity, id } of referencesOf(mutation)) refer.run(entity, id, seq);
  }
}
