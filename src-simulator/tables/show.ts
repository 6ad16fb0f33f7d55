import type { Shown } from './query.ts';
import type { Field, Moment } from './schema.ts';
import type { Tables } from './store.ts';
import type { Row, Table } from './table.ts';

const MASK = '*****';

/** A row as it is told: its id, its fields in the menu's order, what it names by name. */
export function shownRow(
  tables: Tables,
  table: Table,
  row: Row,
  { moment, secrets }: { readonly moment: Moment; readonly secrets: boolean },
): Shown {
  const shown = new Map<string, string>();
  if (table.menu.kind === 'list') shown.set('.id', row.id);
  for (const field of table.menu.fields) {
    const value = valueOf(tables, field, row, moment);
    if (value === undefined || field.isHidden) continue;
    shown.set(field.name, field.isSecret && !secrets && value !== '' ? MASK : value);
  }
  return shown;
}

function valueOf(tables: Tables, field: Field, row: Row, moment: Moment): string | undefined {
  if (field.told) return field.told(row.values, moment);
  if (field.name === 'dynamic') return String(row.isDynamic);
  const kept = row.values.get(field.name);
  if (kept === undefined || !field.refersTo || !kept.startsWith('*')) return kept;
  // The id itself where what it named is no longer there: so does the router.
  return tables.at(field.refersTo.menu).byId(kept)?.values.get(field.refersTo.field) ?? kept;
}
