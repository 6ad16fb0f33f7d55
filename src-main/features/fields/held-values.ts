import type { Database } from 'better-sqlite3';
import { customReader } from '#shared/domain/import/custom-value.ts';
import type { CustomField } from '#shared/domain/field/custom-field.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Holds for the customers with a value in a field: its id stands as a key in their JSON, and not before an empty text. */
const HOLDS = '(instr(custom, ?) > 0 AND instr(custom, ?) = 0)';
const keyOf = (id: string): [string, string] => [`"${id}":`, `"${id}":""`];

/**
 * How many customers, deleted ones too, have a value in each of these fields: one walk over the customers for all of them,
 * in which no JSON is parsed.
 */
export function heldValues(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  ids: readonly string[],
): ReadonlyMap<string, number> {
  if (ids.length === 0) return new Map();
  const reach = reachCondition(store, actor, 'operator_id');
  const sums = ids.map(() => `coalesce(sum${HOLDS}, 0)`).join(', ');
  const counts = store.reader
    .prepare<unknown[], number[]>(`SELECT ${sums} FROM customer WHERE custom <> '{}' AND ${reach?.sql ?? 'TRUE'}`)
    .raw()
    .get(...ids.flatMap(keyOf), ...(reach?.params ?? []));
  return new Map(ids.map((id, i) => [id, counts?.[i] ?? 0]));
}

/** How many customers have a value in a field, whoever's they are. */
export function holders(db: Database, id: string): number {
  return (
    db
      .prepare<[string, string], number>(`SELECT count(*) FROM customer WHERE ${HOLDS}`)
      .pluck()
      .get(...keyOf(id)) ?? 0
  );
}

/** The values that a field of this kind could not hold: on how many customers, and one of them; null when all fit. */
export function unfitValues(
  db: Database,
  field: Pick<CustomField, 'id' | 'label' | 'type' | 'required' | 'options'>,
): { count: number; example: string } | null {
  const read = customReader(field, undefined);
  const held = db
    .prepare<[string, string, string], { value: string; count: number }>(
      `SELECT custom ->> ('$."' || ? || '"') AS value, count(*) AS count FROM customer WHERE ${HOLDS} GROUP BY 1`,
    )
    .all(field.id, ...keyOf(field.id));
  // A value must be written as the new kind writes it, so that none has to be changed behind somebody's back.
  const unfit = held.filter(({ value }) => read(value) !== value);
  const [first] = unfit;
  return first ? { count: unfit.reduce((sum, { count }) => sum + count, 0), example: first.value } : null;
}

/**
 * Takes the values of a field off some customers behind one of them, by their numbers. The number of the last one; null
 * when that was all.
 */
export function dropSome(db: Database, id: string, after: number, most: number): number | null {
  const seqs = db
    .prepare<[string, number, number], number>(
      'SELECT seq FROM customer WHERE instr(custom, ?) > 0 AND seq > ? ORDER BY seq LIMIT ?',
    )
    .pluck()
    .all(keyOf(id)[0], after, most);
  const drop = db.prepare(`UPDATE customer SET custom = json_remove(custom, '$."' || ? || '"') WHERE seq = ?`);
  for (const seq of seqs) drop.run(id, seq);
  return seqs.length < most ? null : (seqs.at(-1) ?? null);
}
