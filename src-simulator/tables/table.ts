import type { Menu } from './schema.ts';

/** A row: its values as they are kept (what names another row is that row's id). */
export interface Row {
  readonly id: string;
  readonly values: Map<string, string>;
  /** Made by the router itself: flag D. */
  readonly isDynamic: boolean;
}

export type Change = { readonly kind: 'changed'; readonly row: Row } | { readonly kind: 'gone'; readonly id: string };

/** The rows of one menu in their order, and who listens to them. */
export class Table {
  readonly menu: Menu;
  /** Called with a row that was removed by a command: a session ends this way. */
  onRemoved: (row: Row) => void = () => undefined;
  #rows: Row[] = [];
  #next = 1;
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(menu: Menu) {
    this.menu = menu;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  byId(id: string): Row | undefined {
    return this.rows.find((row) => row.id === id);
  }

  /** The first row with this value. */
  find(field: string, value: string): Row | undefined {
    return this.rows.find((row) => row.values.get(field) === value);
  }

  /** Puts a row at the end, or before another; its id is the next one (hexadecimal, never used twice). */
  insert(values: Iterable<readonly [string, string]>, { isDynamic = false, id = '', before = '' } = {}): Row {
    const row = {
      id: id === '' ? `*${(this.#next++).toString(16).toUpperCase()}` : id,
      values: new Map(values),
      isDynamic,
    };
    const place = this.#rows.findIndex((one) => one.id === before);
    this.#rows.splice(place === -1 ? this.#rows.length : place, 0, row);
    this.tell({ kind: 'changed', row });
    return row;
  }

  delete(row: Row): void {
    this.#rows = this.#rows.filter((one) => one !== row);
    this.tell({ kind: 'gone', id: row.id });
  }

  /** Puts a row before another one, or at the end. */
  move(row: Row, before: Row | undefined): void {
    this.#rows = this.#rows.filter((one) => one !== row);
    this.#rows.splice(before ? this.#rows.indexOf(before) : this.#rows.length, 0, row);
    this.tell({ kind: 'changed', row });
  }

  tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  /** Returns what ends it. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
