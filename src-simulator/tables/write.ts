import { CATEGORY, Trap, badValue, noMatch, noSuchItem } from '../trap.ts';
import { policyText } from '../menus/policies.ts';
import type { Field } from './schema.ts';
import type { Tables } from './store.ts';
import type { Row, Table } from './table.ts';

/** `=name=value` of a command, without the equals signs. */
export type Parameters = ReadonlyMap<string, string>;

/** Adds a row and returns its id. Throws a trap; then nothing was added. */
export function add(tables: Tables, table: Table, parameters: Parameters): string {
  mayOr(table, 'add');
  const values = new Map<string, string>();
  for (const field of table.menu.fields)
    if (field.initial !== undefined) values.set(field.name, read(tables, field, field.initial));
  const before = parameters.get('place-before');
  if (before !== undefined && !isOrdered(table)) throw unknown('place-before');
  const place = before === undefined ? undefined : rowNamed(table, before);
  for (const [name, value] of parameters) {
    if (name === 'place-before') continue;
    if (name === 'copy-from') throw unknown(name);
    values.set(name, read(tables, fieldOf(table, name), value));
  }
  const missing = table.menu.fields.find((field) => field.isRequired && (values.get(field.name) ?? '') === '');
  if (missing) throw new Trap(`missing value(s) of argument(s) ${missing.name}`, CATEGORY.missing);
  refuseTwins(table, values);
  return table.insert(values, place ? { before: place.id } : {}).id;
}

/** Sets fields of the rows that `.id` or `numbers` name, or of a menu that is one set of values. */
export function set(tables: Tables, table: Table, parameters: Parameters): void {
  mayOr(table, 'set');
  const changes = new Map<string, string>();
  for (const [name, value] of parameters)
    if (!isNaming(name)) changes.set(name, read(tables, fieldOf(table, name), value));
  const rows = chosen(table, parameters);
  for (const row of rows) {
    refuseDynamic(row, 'change');
    const values = new Map([...row.values, ...changes]);
    refuseTwins(table, values, row);
  }
  for (const row of rows) put(table, row, changes);
}

/** Takes the value of one field away: `=value-name=`. */
export function unset(tables: Tables, table: Table, parameters: Parameters): void {
  mayOr(table, 'set');
  const name = parameters.get('value-name') ?? '';
  const field = fieldOf(table, name);
  const rows = chosen(table, parameters);
  if (field.isRequired) throw badValue('value-name');
  for (const row of rows) refuseDynamic(row, 'change');
  for (const row of rows) {
    if (field.initial === undefined) row.values.delete(name);
    else row.values.set(name, read(tables, field, field.initial));
    table.tell({ kind: 'changed', row });
  }
}

/** Removes rows. An active session's row is dynamic and may be removed: that is the kick. */
export function remove(table: Table, parameters: Parameters): void {
  mayOr(table, 'remove');
  const rows = chosen(table, parameters);
  for (const row of rows) {
    if (!table.menu.removesDynamic) refuseDynamic(row, 'remove');
    if (row.values.get('default') === 'true') throw new Trap('failure: can not remove default profile');
  }
  for (const row of rows) {
    table.delete(row);
    table.onRemoved(row);
  }
}

/** Moves a row before another one: `=numbers= =destination=`. */
export function move(table: Table, parameters: Parameters): void {
  if (!isOrdered(table)) throw new Trap('no such command', CATEGORY.missing);
  const destination = parameters.get('destination');
  const before = destination === undefined ? undefined : rowNamed(table, destination);
  for (const row of chosen(table, parameters)) table.move(row, before);
}

/** The rows that a command names; a menu of one set of values has only that. */
export function chosen(table: Table, parameters: Parameters): readonly Row[] {
  if (table.menu.kind === 'single') return table.rows;
  const named = parameters.get('.id') ?? parameters.get('numbers');
  if (named === undefined) throw new Trap('missing value(s) of argument(s) .id', CATEGORY.missing);
  return named.split(',').map((one) => rowNamed(table, one));
}

/** By id, by name, or by its place in the list. */
function rowNamed(table: Table, name: string): Row {
  const byPlace = /^\d+$/.test(name) ? table.rows[Number(name)] : undefined;
  const row = table.byId(name) ?? table.find('name', name) ?? byPlace;
  if (!row) throw noSuchItem();
  return row;
}

export const isNaming = (name: string): boolean => name === '.id' || name === 'numbers';

const isOrdered = (table: Table): boolean => ['/queue/simple', '/ip/firewall/filter'].includes(table.menu.path);
const unknown = (name: string): Trap => new Trap(`unknown parameter ${name}`, CATEGORY.value);

function mayOr(table: Table, what: 'add' | 'set' | 'remove'): void {
  const { may, kind } = table.menu;
  if ((may && !may.includes(what)) || (kind === 'single' && what !== 'set'))
    throw new Trap('no such command', CATEGORY.missing);
}

function fieldOf(table: Table, name: string): Field {
  const field = table.menu.fields.find((one) => one.name === name);
  if (!field || field.isFact) throw unknown(name);
  return field;
}

function put(table: Table, row: Row, changes: ReadonlyMap<string, string>): void {
  for (const [name, value] of changes) row.values.set(name, value);
  table.tell({ kind: 'changed', row });
}

/** What is kept of what was written: the id of what it names, or the value in the router's form. Throws a trap. */
function read(tables: Tables, field: Field, written: string): string {
  if (field.refersTo) {
    const { menu, field: by, also } = field.refersTo;
    const target = tables.at(menu);
    const kept = also?.(written) ?? (target.find(by, written) ?? target.byId(written))?.id;
    if (kept === undefined) throw noMatch(field.name);
    return kept;
  }
  if (field.name === 'policy') return policyText(written, tables.version);
  const kept = field.reading ? field.reading(written) : written;
  if (kept === null) throw field.reading && isChoice(field) ? noMatch(field.name) : badValue(field.name);
  return kept;
}

/** Fields that are one of some words are refused as a reference is. */
const isChoice = (field: Field): boolean => ['service', 'only-one', 'use-encryption'].includes(field.name);

function refuseDynamic(row: Row, what: 'change' | 'remove'): void {
  if (row.isDynamic) throw new Trap(`failure: can not ${what} dynamic item`);
}

function refuseTwins(table: Table, values: ReadonlyMap<string, string>, self?: Row): void {
  for (const { fields, message } of table.menu.unique ?? []) {
    const same = (row: Row): boolean =>
      row !== self && values.has(fields[0] ?? '') && fields.every((name) => row.values.get(name) === values.get(name));
    if (table.rows.some(same)) throw new Trap(message);
  }
}
