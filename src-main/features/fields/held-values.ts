import type { Database } from 'better-sqlite3';
import { customReader } from '#shared/domain/import/custom-value.ts';
import type { CustomField } from '#shared/domain/field/custom-field.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Holds for the customers with a value in a field: its id stands as a key in their JSON. Twice the id is the parameter. */
const HOLDS = `(instr(custom, '"' || ? || '":') > 0 AND instr(custom, '"' || ? || '":""') = 0)`;

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
    .get(...ids.flatMap((id) => [id, id]), ...(reach?.params ?? []));
  return new Map(ids.map((id, i) => [id, counts?.[i] ?? 0]));
}

/** How many customers have a value in a field, whoever's they are. */
export function holders(db: Database, id: string): number {
  return db.prepare<[string, string], number>(`SELECT count(*) FROM customer WHERE ${HOLDS}`).pluck().get(id, id) ?? 0;
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
    .all(field.id, field.id, field.id);
  // A value must be written as the new kind writes it, so that none has to be changed behind somebody's back.
  const unfit = held.filter(({ value }) => read(value) !== value);
  const [first] = unfit;
  return first ? { count: unfit.reduce((sum, { count }) => sum + count, 0), example: first.value } : null;
}

/** Takes the values of a field off some customers; how many it were. */
export function dropSome(db: Database, id: string, most: number): number {
  return db
    .prepare<[string, string, number]>(
      `UPDATE customer SET custom = json_remove(custom, '$."' || ? || '"')
      WHERE seq IN (SELECT seq FROM customer WHERE instr(custom, '"' || ? || '":') > 0 LIMIT ?)`,
    )
    .run(id, id, most).changes;
}
