import type { Menu, Version } from './schema.ts';
import { Table } from './table.ts';

/** Every table of a router, by the path of its menu. */
export class Tables {
  readonly version: Version;
  readonly #byPath: ReadonlyMap<string, Table>;

  constructor(menus: readonly Menu[], version: Version) {
    this.version = version;
    this.#byPath = new Map(menus.map((menu) => [menu.path, new Table(menu)]));
  }

  /** The table of a menu that is there; a wrong path is a bug. */
  at(path: string): Table {
    const table = this.#byPath.get(path);
    if (!table) throw new Error(`no menu ${path}`);
    return table;
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  paths(): readonly string[] {
    return [...this.#byPath.keys()];
  }
}
