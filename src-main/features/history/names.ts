import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { say } from '../../words.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';

/** Where a record's name stands, by the kind that the history calls it; the first that has an id is its own. */
const TABLES = {
  customer: 'SELECT username AS name, operator_id AS owner FROM customer WHERE id = ?',
  package: 'SELECT name, NULL AS owner FROM package WHERE id = ?',
  'billing-profile': 'SELECT name, NULL AS owner FROM billing_profile WHERE id = ?',
  router: 'SELECT name, NULL AS owner FROM router WHERE id = ?',
  zone: 'SELECT name, NULL AS owner FROM zone WHERE id = ?',
  operator: 'SELECT name, id AS owner FROM operator WHERE id = ?',
  'staff-user': 'SELECT name, NULL AS owner FROM staff_user WHERE id = ?',
  'custom-field': 'SELECT label AS name, NULL AS owner FROM custom_field WHERE id = ?',
  'network-address': 'SELECT code AS name, NULL AS owner FROM network_address WHERE id = ?',
  'import-batch': 'SELECT file_name AS name, NULL AS owner FROM import_batch WHERE id = ?',
  device: 'SELECT mac AS name, NULL AS owner FROM device WHERE id = ?',
} as const;

interface Row {
  readonly name: string;
  /** Whose it is, where that decides who may read the name. */
  readonly owner: string | null;
}

/** What records are called, for whoever asks. */
export interface Names {
  /** Of a record of this kind; null when it is not there, or not within reach. */
  of(entity: string, id: string): string | null;
  /** Of a record of any kind; null for an id that is none. One out of reach is told without its name. */
  any(id: string): string | null;
  /** What a customer was called when that line was written; null: as now, or nobody recorded it. */
  then(entity: string, id: string | null, seq: number): string | null;
}

export function namesFor(store: Pick<Store, 'reader'>, actor: Actor): Names {
  const reach = reachOfActor(store, actor);
  const usable = usableByActor(store, actor);
  const statements = Object.entries(TABLES).map(
    ([entity, sql]) => [entity, store.reader.prepare<[string], Row>(sql)] as const,
  );
  // The next change of the name says what it was until then.
  const before = store.reader
    .prepare<[string, number], string>(
      `SELECT json_extract(before, '$.username') FROM audit
       WHERE entity = 'customer' AND entity_id = ? AND seq >= ? AND json_extract(before, '$.username') IS NOT NULL
       ORDER BY seq LIMIT 1`,
    )
    .pluck();
  const found = new Map<string, { readonly entity: string; readonly name: string; readonly isSeen: boolean } | null>();

  const look = (id: string) => {
    const before = found.get(id);
    if (before !== undefined) return before;
    for (const [entity, statement] of statements) {
      const row = statement.get(id);
      if (!row) continue;
      const isSeen = row.owner === null || (entity === 'operator' ? usable : reach).has(row.owner);
      const answer = { entity, name: row.name, isSeen };
      found.set(id, answer);
      return answer;
    }
    found.set(id, null);
    return null;
  };

  return {
    of: (entity, id) => {
      const record = look(id);
      return record?.entity === entity && record.isSeen ? record.name : null;
    },
    then: (entity, id, seq) => {
      if (entity !== 'customer' || id === null || look(id)?.isSeen === false) return null;
      return before.get(id, seq) ?? null;
    },
    any: (id) => {
      const record = look(id);
      return record && (record.isSeen ? record.name : say('history.elsewhere'));
    },
  };
}
