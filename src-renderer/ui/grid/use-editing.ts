import { useEffect, useState } from 'react';
import type { Step } from './cell-editor.tsx';
import type { CellEdit, GridColumn } from './column.ts';
import type { Editing } from './row.tsx';

/** Values that were committed and are not confirmed yet, by row and column. */
export type Pending = ReadonlyMap<string, ReadonlyMap<string, string>>;
const NOTHING_PENDING: Pending = new Map();

interface EditingOptions<Row> {
  /** The cell under the cursor. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly column: GridColumn<Row> | undefined;
  readonly rowKey: (row: Row) => string;
  readonly onEdit: ((edit: CellEdit<Row>) => Promise<unknown>) | undefined;
  readonly onEditing: ((editing: boolean) => void) | undefined;
  readonly onDone: (step: Step | null) => void;
}

export interface CellEditing {
  readonly can: boolean;
  readonly editing: Editing | null;
  /** Values that were committed and are not confirmed yet, by row and column. */
  readonly pending: Pending;
  /** Begins with a text in place of the cell's, or with the cell's own (null). */
  readonly begin: (text: string | null) => void;
  readonly commit: (value: string, step: Step | null) => void;
  readonly commitAt: (value: string) => void;
  readonly cancel: () => void;
}

/** The edit of the cell under the cursor, and the values on their way to the core. */
export function useEditing<Row>(options: EditingOptions<Row>): CellEditing {
  const { row, index, column, rowKey, onEdit, onEditing, onDone } = options;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [pending, setPending] = useState(NOTHING_PENDING);
  const can = column?.editable === true && row !== undefined && onEdit !== undefined;
  const isEditing = editing !== null;
  useEffect(() => {
    onEditing?.(isEditing);
  }, [isEditing, onEditing]);

  const send = (value: string): void => {
    if (!can || value === before(column, row)) return;
    const key = rowKey(row);
    const { id } = column;
    setPending((old) => new Map(old).set(key, new Map(old.get(key)).set(id, value)));
    const settle = (): void => setPending((old) => without(old, key, id, value));
    onEdit({ row, index, columnId: id, value }).then(settle, settle);
  };
  return {
    can,
    editing,
    pending,
    begin: (text) => setEditing(can ? { initial: text ?? before(column, row), selectAll: text === null } : null),
    commit: (value, step) => {
      setEditing(null);
      send(value);
      onDone(step);
    },
    commitAt: send,
    cancel: () => {
      setEditing(null);
      onDone(null);
    },
  };
}

/** Forgets a value, unless a later one took its place. */
function without(pending: Pending, key: string, columnId: string, value: string): Pending {
  const ofRow = pending.get(key);
  if (ofRow?.get(columnId) !== value) return pending;
  const columns = new Map(ofRow);
  columns.delete(columnId);
  const rows = new Map(pending);
  if (columns.size === 0) rows.delete(key);
  else rows.set(key, columns);
  return rows;
}

function before<Row>(column: GridColumn<Row>, row: Row): string {
  return (column.editText ?? column.text)(row);
}
