import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import * as schema from '#main/store/schema.ts';
import type { Store } from '#main/store/index.ts';
import { machine } from './scene.ts';

const tables: SQLiteTable[] = Object.values(schema).filter((value) => is(value, SQLiteTable));

/** What one side says of a table, in words that both sides can say. */
interface Shape {
  readonly columns: Record<string, string>;
  readonly indexes: string[];
}

function drawn(table: SQLiteTable): Shape {
  const { columns, indexes, primaryKeys, uniqueConstraints } = getTableConfig(table);
  const composed = primaryKeys.flatMap((key) => key.columns.map(({ name }) => name));
  const unique = [
    ...columns.filter(({ isUnique }) => isUnique).map(({ name }) => [name]),
    ...uniqueConstraints.map((constraint) => constraint.columns.map(({ name }) => name)),
  ];
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        [
          column.getSQLType(),
          column.notNull ? 'not null' : 'null',
          column.primary || composed.includes(column.name) ? 'key' : '',
        ]
          .join(' ')
          .trim(),
      ]),
    ),
    indexes: [
      ...unique.map((names) => `unique ${names.join(', ')}`),
      ...indexes.map(({ config }) => {
        const names = config.columns.map((column) => ('name' in column ? column.name : '?'));
        return `${config.unique ? 'unique' : 'index'} ${names.join(', ')}`;
      }),
    ].sort(),
  };
}

function built({ reader }: Store, name: string): Shape {
  const columns = reader.pragma(`table_info("${name}")`) as {
    name: string;
    type: string;
    notnull: number;
    pk: number;
  }[];
  const indexes = reader.pragma(`index_list("${name}")`) as { name: string; unique: number; origin: string }[];
  return {
    columns: Object.fromEntries(
      columns.map(({ name: column, type, notnull, pk }) => [
        column,
        [type.toLowerCase(), notnull === 1 ? 'not null' : 'null', pk > 0 ? 'key' : ''].join(' ').trim(),
      ]),
    ),
    indexes: indexes
      .filter(({ origin }) => origin !== 'pk')
      .map(({ name: index, unique }) => {
        const on = reader.pragma(`index_info("${index}")`) as { name: string }[];
        return `${unique === 1 ? 'unique' : 'index'} ${on.map(({ name: column }) => column).join(', ')}`;
      })
      .sort(),
  };
}

describe('what the migrations build is what the program believes', () => {
  test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
    'in the table %s',
    async (name, table) => {
      const store = await machine().open();
      expect(built(store, name)).toEqual(drawn(table));
    },
  );

  test('and there is no table that the program does not know', async () => {
    const store = await machine().open();
    const known = new Set([
      ...tables.map((table) => getTableConfig(table).name),
      'migration',
      'sqlite_sequence',
      'sqlite_stat1',
      'sqlite_stat4',
    ]);
    const found = store.reader.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
    expect(found.filter((name) => !known.has(name) && !name.startsWith('customer_search'))).toEqual([]);
  });

  test('and rows written through either side are the same rows', async () => {
    const store = await machine().open();
    const fields = { id: 'f', label: 'NID', labelKey: 'nid', type: 'text' as const, position: 1 };
    await store.write(({ orm }) => orm.insert(schema.customField).values(fields).run());
    expect(store.query.query.customField.findMany().sync()).toEqual([
      { ...fields, required: false, options: [], version: 1, deletedAt: null },
    ]);
  });
});

describe('the search index', () => {
  test('is the trigram index without a copy of the text', async () => {
    const store = await machine().open();
    const sql = store.reader.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'customer_search'`).pluck().get();
    expect(sql).toMatch(/fts5\("text", content='', contentless_delete=1, tokenize='trigram'\)/);
  });
});
