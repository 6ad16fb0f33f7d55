import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { DENSITIES, type CellNote } from './column.ts';
import type { GridProps } from './grid-props.ts';
import styles from './grid.module.css';
import { GridHeadings } from './header.tsx';
import { moveBy, writes, type Place } from './keyboard.ts';
import { NoteTip } from './note-tip.tsx';
import { PICK_COLUMN, pickColumn, usePicking } from './picking.ts';
import { cellId } from './row.tsx';
import { GridRows } from './rows.tsx';
import { type Edges, useColumns } from './use-columns.ts';
import { useCursor } from './use-cursor.ts';
import { useEditing } from './use-editing.ts';
import { useMenus } from './use-menus.ts';
import { useRowWindow } from './use-row-window.ts';

const HEADER_HEIGHT = 32;
const WIDEN_BY = 16;
const NONE_MARKED = { from: 0, to: -1 };

/** A table of any number of rows that arrive in windows: one Tab stop, a cursor, editing in place, problems in place. */
export function Grid<Row>({
  label,
  columns,
  total,
  rowAt,
  onRange,
  rowKey,
  rowClass,
  onOpen,
  sort = null,
  onSort,
  onEdit,
  onEditing,
  cellNote,
  onCursor,
  onKey,
  picking,
  onMenu,
  density = 'normal',
  ref,
}: GridProps<Row>): ReactNode {
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const rowHeight = DENSITIES[density];

  const say = useMessage();
  const canPick = picking !== undefined;
  const all = useMemo(
    () => (canPick ? [pickColumn<Row>(say('grid.pick-all')), ...columns] : columns),
    [canPick, columns, say],
  );
  const { placed, style, edges, widen } = useColumns(all, sort);
  const cursor = useCursor({
    rows: total,
    columns: placed.length,
    keyAt: (index) => {
      const row = rowAt(index);
      return row === undefined ? undefined : rowKey(row);
    },
  });
  const { index, column } = cursor.place;
  const shown = useRowWindow({ scroller, canvas, count: total, rowHeight, headerHeight: HEADER_HEIGHT, keep: index });
  const row = index < 0 ? undefined : rowAt(index);
  const current = placed[column]?.column;

  const goTo = (to: Place, marking = false): void => {
    cursor.moveTo(to, marking);
    shown.showRow(to.index);
    showColumn(scroller.current, edges, to.column, placed[to.column]?.sticky != null);
  };
  const editing = useEditing({
    row,
    index,
    column: current,
    rowKey,
    onEdit,
    onEditing,
    onDone: (step) => {
      scroller.current?.focus({ preventScroll: true });
      if (step === null) return;
      goTo({
        index: Math.max(0, Math.min(total - 1, index + step.rows)),
        column: Math.max(0, Math.min(placed.length - 1, column + step.columns)),
      });
    },
  });

  useImperativeHandle(ref, () => ({
    focusCell: (at, columnId) => {
      const wanted = placed.findIndex((one) => one.column.id === columnId);
      goTo({ index: at, column: wanted < 0 ? column : wanted });
      // Where the page itself scrolls, on a small screen at a high zoom.
      scroller.current?.scrollIntoView({ block: 'nearest' });
      scroller.current?.focus({ preventScroll: true });
    },
  }));

  const first = shown.visible?.first ?? -1;
  const last = shown.visible?.last ?? -1;
  useEffect(() => {
    if (first >= 0 && last >= first) onRange(first, last);
  }, [first, last, onRange, total]);

  const columnId = current?.id;
  const { from, to } = cursor;
  useEffect(() => {
    if (columnId !== undefined) onCursor?.({ index, columnId, from, to });
  }, [columnId, from, index, onCursor, to]);

  const picks = usePicking(picking, rowAt);
  const menus = useMenus({
    scroller,
    activeId: cellId(gridId, index, column),
    place: cursor.place,
    placeOf,
    onMenu: (at, spot) => {
      const asked = placed[at.column]?.column.id;
      const menuRow = at.index < 0 ? null : rowAt(at.index);
      if (onMenu === undefined || asked === undefined || menuRow === undefined) return false;
      goTo(at);
      onMenu(menuRow === null ? null : { index: at.index, row: menuRow }, asked, spot);
      return true;
    },
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (columnId !== undefined) onKey?.(event, { index, columnId, from, to });
    if (event.defaultPrevented) return;
    if (menus.onKey(event) || picks?.onKey(event, index, { from, to }) === true) {
      event.preventDefault();
      return;
    }
    if (index < 0 && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault();
      if (columnId !== undefined) widen(columnId, event.key === 'ArrowLeft' ? -WIDEN_BY : WIDEN_BY);
      return;
    }
    const page = Math.max(1, last - first - 1);
    const target = event.altKey ? null : moveBy(event, cursor.place, { rows: total, columns: placed.length, page });
    if (target !== null) {
      event.preventDefault();
      goTo(target, event.shiftKey && target.index >= 0);
    } else if (event.key === 'Enter' && index < 0) {
      event.preventDefault();
      if (current?.sortable === true) onSort?.(current.id);
    } else if (event.key === 'F2' || event.key === 'Enter') {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (editing.can) editing.begin(null);
      else if (event.key === 'Enter' && row !== undefined) onOpen?.(index, row);
    } else if (editing.can && event.key === 'Backspace') {
      event.preventDefault();
      editing.begin('');
    } else if (editing.can && (event.nativeEvent.isComposing || event.key === 'Process')) {
      // An input method is at work: what it writes goes into the input that appears now.
      editing.begin('');
    } else if (editing.can && writes(event)) {
      event.preventDefault();
      editing.begin(event.key);
    }
  };

  const isPickColumn = (place: Place): boolean => placed[place.column]?.column.id === PICK_COLUMN;
  const onMouseDown = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === null || event.target instanceof HTMLInputElement || place.index < 0) return;
    const isPick = isPickColumn(place);
    // Shift marks rows for the cursor, and picks them over the boxes: it does not select their text as well.
    if (isPick && event.shiftKey) event.preventDefault();
    goTo(place, event.shiftKey && !isPick);
    if (isPick) scroller.current?.focus({ preventScroll: true });
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place !== null && isPickColumn(place)) picks?.onClick(event, place.index);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === null || isPickColumn(place)) return;
    if (event.target instanceof HTMLInputElement || row === undefined) return;
    if (editing.can) editing.begin(null);
    else onOpen?.(index, row);
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (row === undefined || current === undefined || event.target instanceof HTMLInputElement) return;
    if (document.getSelection()?.isCollapsed === false) return;
    event.clipboardData.setData('text/plain', current.text(row));
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!editing.can || event.target instanceof HTMLInputElement) return;
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    event.preventDefault();
    // Several cells do not fit into one: nothing of them is dropped without a word.
    if (!/[\t\r\n]/.test(text)) editing.commitAt(text);
  };

  const commit = useLatest(editing.commit);
  const cancel = useLatest(editing.cancel);
  const noteAt = (at: number, position: number): CellNote | null => {
    const noted = rowAt(at);
    const id = placed[position]?.column.id;
    return noted === undefined || id === undefined ? null : (cellNote?.(noted, id) ?? null);
  };
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={placed.length}
        aria-multiselectable
        aria-activedescendant={total > 0 || index < 0 ? cellId(gridId, index, column) : undefined}
        tabIndex={0}
        className={styles.grid}
        style={{ ...style, '--row-height': `${rowHeight}px` } as typeof style}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onClick={onClick}
        onContextMenu={menus.onContextMenu}
        onDoubleClick={onDoubleClick}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <GridHeadings
          gridId={gridId}
          columns={placed}
          sort={sort}
          active={index < 0 ? column : -1}
          picked={picking?.all}
          onSort={onSort}
        />
        <div role="rowgroup" className={styles.body} style={{ height: shown.height }}>
          <div role="none" ref={canvas} className={styles.canvas}>
            <GridRows
              gridId={gridId}
              rows={shown.rows}
              rowAt={rowAt}
              rowKey={rowKey}
              columns={placed}
              place={cursor.place}
              marked={index < 0 || (canPick && from === to) ? NONE_MARKED : { from, to }}
              editing={editing.editing}
              pending={editing.pending}
              rowClass={rowClass}
              isPicked={picking?.isPicked}
              cellNote={cellNote}
              onCommit={commit}
              onCancel={cancel}
            />
          </div>
        </div>
      </div>
      {cellNote !== undefined && <NoteTip scroller={scroller} noteAt={noteAt} />}
    </div>
  );
}

/** A function that never changes and always does what the latest one does, so that memoised rows stay as they are. */
function useLatest<Args extends readonly unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return cell === null ? null : { index: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}

/** Scrolls sideways until a column is seen beside the sticky ones. */
function showColumn(element: HTMLDivElement | null, edges: Edges, column: number, isSticky: boolean): void {
  const left = edges.left[column];
  if (element === null || left === undefined || isSticky) return;
  const right = left + (edges.width[column] ?? 0);
  const seen = element.clientWidth - edges.end;
  if (left - edges.start < element.scrollLeft) element.scrollLeft = left - edges.start;
  else if (right > element.scrollLeft + seen) element.scrollLeft = right - seen;
}
