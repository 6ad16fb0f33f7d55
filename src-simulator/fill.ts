import type { Tables } from './tables/store.ts';
import { add, set } from './tables/write.ts';

type Values = Readonly<Record<string, string>>;

/** What a router has to begin with: by the path of its menu, a list of rows or one set of values. */
export type Filling = Readonly<Record<string, readonly Values[] | Values>>;

/** Adds the rows in the order in which they stand, as a client would. Throws a trap. */
export function fill(tables: Tables, filling: Filling): void {
  for (const [path, rows] of Object.entries(filling)) {
    if (!tables.has(path)) throw new Error(`no such menu: ${path}`);
    const table = tables.at(path);
    const isList = (given: readonly Values[] | Values): given is readonly Values[] => Array.isArray(given);
    if (!isList(rows)) set(tables, table, new Map(Object.entries(rows)));
    else for (const row of rows) add(tables, table, new Map(Object.entries(row)));
  }
}
