import type { Database, Statement } from 'better-sqlite3';
import { type Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { z } from 'zod';
import { fieldOf, type Secret, secretField, type Value } from './field.ts';
import type { Body, RowKind } from './row-kind.ts';
import { differing } from './same-value.ts';

/** Columns that are in no body: who it is, whose it is, how often it changed here. */
type Apart = 'id' | 'operatorId' | 'version';
type Travelling<Of> = Of extends Date ? number : Of;

/** The columns of a table as they travel, instants as milliseconds; without those that are left out. */
export type BodyOf<Table extends SQLiteTable, Left extends string = never> = {
  [Name in Exclude<keyof Table['$inferSelect'], Apart | Left>]: Travelling<Table['$inferSelect'][Name]>;
};

interface Described {
  readonly table: SQLiteTable;
  /** The column that names a record; `id` unless said. */
  readonly id?: string;
  readonly body: z.ZodType<Body> & { readonly shape: object };
  /** `itself`: an operator, whose own row it is. */
  readonly owner: 'column' | 'itself' | 'nobody';
  readonly secrets?: Readonly<Record<string, Secret>>;
  /** All of them in another order than that of their ids. */
  readonly ids?: (db: Database) => readonly string[];
}

/** A kind whose records are the rows of one table. */
export function tableKind({ table, id: idColumn = 'id', body, owner, secrets = {}, ids }: Described): RowKind {
  const from = `"${getTableName(table)}"`;
  const where = `WHERE "${idColumn}" = ?`;
  const columns = new Map<string, Column>(Object.entries(getTableColumns(table)));
  const counts = columns.has('version') ? ', version = version + 1' : '';
  const fields = Object.keys(body.shape).map((name) => {
    const secret = secrets[name];
    return secret ? secretField(name, secret) : fieldOf(name, columns.get(name));
  });
  const owned = owner === 'column' ? ['"operator_id"'] : [];
  const names = [...owned, ...fields.map(({ column }) => `"${column}"`)];

  return {
    body,
    canBe: (id, operatorId) => {
      if (owner === 'itself') return operatorId === id;
      return owner === 'nobody' ? operatorId === null : operatorId !== null;
    },
    ids: ids ?? ((db) => db.prepare<[], string>(`SELECT "${idColumn}" FROM ${from} ORDER BY 1`).pluck().all()),
    reader: (db, seal) => {
      const read = db.prepare<[string], Value[]>(`SELECT ${names.join(', ')} FROM ${from} ${where}`).raw();
      return (id) => {
        const row = read.get(id);
        if (!row) return null;
        const values = row.slice(owned.length);
        const told = fields.map((field, i) => [field.name, field.read(values[i] ?? null, id, seal)] as const);
        const ownerId = owner === 'column' ? row[0] : owner === 'itself' ? id : null;
        return { operatorId: typeof ownerId === 'string' ? ownerId : null, body: Object.fromEntries(told) };
      };
    },
    writer: ({ db }, seal) => {
      const insert = db.prepare(
        `INSERT INTO ${from} (${[...names, `"${idColumn}"`].join(', ')}) VALUES (${[...names, ''].map(() => '?').join(', ')})`,
      );
      const updates = new Map<string, Statement>();
      const update = (sets: readonly string[]): Statement => {
        const key = sets.join(', ');
        const made = updates.get(key) ?? db.prepare(`UPDATE ${from} SET ${key}${counts} ${where}`);
        updates.set(key, made);
        return made;
      };
      return (id, to, before) => {
        const different = new Set(before ? differing(to.body, before.body) : fields.map(({ name }) => name));
        const written = fields.filter(({ name }) => different.has(name));
        const values = written.map(({ name, write }) => write(to.body[name] ?? null, id, seal));
        const ownerIds = owner === 'column' && to.operatorId !== before?.operatorId ? [to.operatorId] : [];
        if (!before) insert.run(...ownerIds, ...values, id);
        else if (written.length + ownerIds.length > 0) {
          const sets = [...(ownerIds.length > 0 ? owned : []), ...written.map(({ column }) => `"${column}"`)];
          update(sets.map((column) => `${column} = ?`)).run(...ownerIds, ...values, id);
        }
      };
    },
    remover: ({ db }) => {
      const remove = db.prepare<[string]>(`DELETE FROM ${from} ${where}`);
      return (id) => void remove.run(id);
    },
  };
}
