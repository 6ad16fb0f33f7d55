import type { Database, Statement } from 'better-sqlite3';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { type Seal, searchIndex, type WriteTransaction } from '../../../store/index.ts';
import { columnsIn, type CustomerColumns, FIELDS, KEYS, SEARCHED, SELECTED } from './customer-fields.ts';
import { devicePutter, devicesOf } from './device-rows.ts';
import type { Value } from './kinds/field.ts';
import { differing } from './kinds/index.ts';
import { unlessDamaged } from './unless-damaged.ts';

/**
 * Customers as they travel, in the order in which they are asked for; who is not there is left out. Throws Refusal
 * `key-locked`, or `store-sealed-damaged` when a password does not open.
 */
export function customerRows(db: Database, seal: Seal, ids: readonly string[]): CustomerRow[] {
  const read = db.prepare<[string], Value[]>(`SELECT ${SELECTED} FROM customer WHERE id = ?`).raw();
  const devices = devicesOf(db, ids);
  return ids.flatMap((id) => {
    const values = read.get(id);
    return values ? [{ id, ...columnsIn(values, id, seal), devices: [...(devices.get(id) ?? [])] }] : [];
  });
}

/**
 * Stores customers as they were told. Of one who is there only what differs is written, so that nothing is queued for a
 * router for nothing; their number here and the import that they came with stay. `unsearched` gets the numbers of those who are
 * new, whom whoever gives it puts into the search behind all rows: SQLite writes to the disk what the search has gathered
 * whenever a row of another table comes in between, and that made a row take twice as long.
 */
export function customerPutter(
  { db }: WriteTransaction,
  seal: Seal,
  unsearched?: Set<number>,
): (row: CustomerRow) => void {
  const search = searchIndex(db);
  const seqOf = db.prepare<[string], number>('SELECT seq FROM customer WHERE id = ?').pluck();
  const refresh = (seq: number): void => {
    if (!unsearched?.has(seq)) search.refresh(seq);
  };
  const refreshed = (id: string): void => {
    const seq = seqOf.get(id);
    if (seq !== undefined) refresh(seq);
  };
  const devices = devicePutter(db, refreshed);
  const add = adder(db, seal);
  const change = changer(db, seal);
  return ({ id, devices: bound, ...columns }) => {
    const known = seqOf.get(id);
    if (known === undefined) {
      const seq = add(id, columns);
      devices.add(id, bound);
      if (unsearched) unsearched.add(seq);
      else search.addNew(seq);
      return;
    }
    const isOther = change(known, id, columns);
    const isBound = devices.change(id, bound);
    if (isBound || isOther) refresh(known);
  };
}

type Adder = (id: string, columns: CustomerColumns) => number;

/** Adds a customer, and answers their number. */
function adder(db: Database, seal: Seal): Adder {
  const keys = Object.values(KEYS).flatMap((key) => key ?? []);
  const names = ['id', ...keys.map(({ column }) => column), ...FIELDS.map(({ column }) => column)];
  const insert = db.prepare(`INSERT INTO customer (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  return (id, columns) => {
    const values: Value[] = [id, ...keys.map(({ of }) => of(columns))];
    for (const { name, write } of FIELDS) values.push(write(valueOf(columns, name), id, seal));
    return Number(insert.run(...values).lastInsertRowid);
  };
}

/** Changes what differs. Answers whether it is something by which they are found. */
function changer(db: Database, seal: Seal): (seq: number, id: string, columns: CustomerColumns) => boolean {
  const read = db.prepare<[number], Value[]>(`SELECT ${SELECTED} FROM customer WHERE seq = ?`).raw();
  const updates = new Map<string, Statement>();
  return (seq, id, columns) => {
    const values = read.get(seq) ?? [];
    // Who cannot be read is written whole.
    const before = unlessDamaged<object, object>(() => columnsIn(values, id, seal), {});
    const different = differing(columns, before);
    if (different.length === 0) return false;
    const written = FIELDS.filter(({ name }) => different.includes(name));
    const keys = different.flatMap((name) => KEYS[name] ?? []);
    // When it was last changed is no change of its own.
    const counts = different.some((name) => name !== 'updatedAt') ? ', version = version + 1' : '';
    const sets = [...written, ...keys].map(({ column }) => `${column} = ?`).join(', ') + counts;
    const update = updates.get(sets) ?? db.prepare(`UPDATE customer SET ${sets} WHERE seq = ?`);
    updates.set(sets, update);
    update.run(
      ...written.map(({ name, write }) => write(valueOf(columns, name), id, seal)),
      ...keys.map(({ of }) => of(columns)),
      seq,
    );
    return different.some((name) => SEARCHED.has(name));
  };
}

// Cast: the names are those of CustomerRow's fields.
const valueOf = (columns: CustomerColumns, name: string) => columns[name as keyof CustomerColumns];
