import { memo, type ReactNode } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { CellEditor, type Step } from './cell-editor.tsx';
import { Status } from '../status.tsx';
import type { CellNote } from './column.ts';
import styles from './grid.module.css';
import { PickBox } from './pick-box.tsx';
import { PICK_COLUMN } from './picking.ts';
import { placeStyle, type PlacedColumn } from './use-columns.ts';

/** An edit that is going on: what the input begins with, and whether it is what the cell held. */
export interface Editing {
  readonly initial: string;
  readonly selectAll: boolean;
}

interface RowProps<Row> {
  readonly gridId: string;
  readonly index: number;
  readonly top: number;
  /** Undefined: on its way. */
  readonly row: Row | undefined;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly className: string;
  readonly marked: boolean;
  /** Undefined where rows cannot be picked. */
  readonly picked: boolean | undefined;
  /** Position of the cursor's column, -1 when the cursor is in another row. */
  readonly active: number;
  readonly editing: Editing | null;
  /** Values that were committed and are not confirmed yet, by column. */
  readonly pending: ReadonlyMap<string, string> | undefined;
  readonly cellNote: ((row: Row, columnId: string) => CellNote | null) | undefined;
  readonly onCommit: (value: string, step: Step | null) => void;
  readonly onCancel: () => void;
}

/** The id that assistive technology knows a cell by. The headings are row -1. */
export const cellId = (gridId: string, index: number, column: number): string =>
  `${gridId}-${index < 0 ? 'h' : index}-${column}`;

function RowOfCells<Row>(props: RowProps<Row>): ReactNode {
  const { gridId, index, top, row, columns, active, editing, pending, cellNote, onCommit, onCancel } = props;
  const say = useMessage();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.picked ?? props.marked}
      data-marked={props.marked || undefined}
      aria-busy={row === undefined || undefined}
      className={`${styles.row ?? ''} ${props.className}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ column, sticky, grows }, position) => {
        const isActive = active === position;
        const note = row === undefined ? null : (cellNote?.(row, column.id) ?? null);
        const isEditing = isActive && editing !== null && row !== undefined;
        return (
          <div
            key={column.id}
            role="gridcell"
            id={cellId(gridId, index, position)}
            aria-colindex={position + 1}
            aria-readonly={column.editable === true ? undefined : true}
            aria-invalid={note?.severity === 'error' ? true : undefined}
            data-row={index}
            data-column={position}
            data-active={isActive || undefined}
            data-editing={isEditing || undefined}
            data-severity={note?.severity}
            data-sticky={sticky ?? undefined}
            data-grows={grows || undefined}
            data-align={column.align}
            data-mono={column.mono || undefined}
            className={styles.cell}
            style={placeStyle(position, sticky)}
          >
            {isEditing ? (
              <CellEditor
                label={column.header}
                initial={editing.initial}
                selectAll={editing.selectAll}
                options={column.options ?? []}
                align={column.align ?? 'start'}
                onCommit={onCommit}
                onCancel={onCancel}
              />
            ) : row === undefined ? (
              <span className={styles.waiting} />
            ) : column.id === PICK_COLUMN ? (
              <PickBox label={say('grid.pick')} picked={props.picked === true} />
            ) : (
              <CellContent note={note}>
                {pending?.get(column.id) ?? column.render?.(row, index) ?? column.text(row)}
              </CellContent>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a cell shows, with its problem behind it. */
function CellContent({ note, children }: { readonly note: CellNote | null; readonly children: ReactNode }): ReactNode {
  const say = useMessage();
  if (note === null) return <span className={styles.content}>{children}</span>;
  return (
    <>
      <span className={styles.content}>{children}</span>
      <SeverityGlyph severity={note.severity} />
      <span className="unseen">
        {say(note.severity === 'error' ? 'grid.error' : 'grid.warning', { text: note.text })}
      </span>
    </>
  );
}

/** ■ or ▲ in its colour. */
export function SeverityGlyph({ severity }: { readonly severity: CellNote['severity'] }): ReactNode {
  return (
    <span className={styles.glyph} aria-hidden>
      {severity === 'error' ? (
        <Status glyph="square" tone="bad">
          {null}
        </Status>
      ) : (
        <Status glyph="triangle" tone="warn">
          {null}
        </Status>
      )}
    </span>
  );
}

/** One row of a grid; drawn again only when something of it changed. */
// memo forgets the type parameter.
export const GridRow = memo(RowOfCells) as typeof RowOfCells;
