import {
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Header,
} from '@tanstack/react-table';
import { useMemo, type CSSProperties } from 'react';
import type { GridColumn, GridSort } from './column.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnPinningFeature, rowSortingFeature });
// The rows live in the core and come in windows: the table only knows the columns.
const NO_ROWS: readonly never[] = [];
const NARROWEST = 40;

export type GridHeader = Header<typeof features, never>;

/** A column in its place. */
export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>;
  readonly header: GridHeader;
  readonly sticky: 'start' | 'end' | null;
  readonly grows: boolean;
}

/** Left edge and width of every column without growth, and the widths that are sticky at both ends. In pixels. */
export interface Edges {
  readonly left: readonly number[];
  readonly width: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface Columns<Row> {
  /** In the order they are shown: sticky ones first. */
  readonly placed: readonly PlacedColumn<Row>[];
  /** Widths and sticky edges as custom properties, so that dragging an edge renders no row again. */
  readonly style: CSSProperties;
  readonly edges: Edges;
  readonly widen: (columnId: string, by: number) => void;
}

/** Order, widths and sorting of the columns. */
export function useColumns<Row>(columns: readonly GridColumn<Row>[], sort: GridSort | null): Columns<Row> {
  const definitions = useMemo(
    (): ColumnDef<typeof features, never>[] =>
      columns.map(({ id, header, width, sortable }) => ({
        id,
        header,
        size: width,
        minSize: NARROWEST,
        enableSorting: sortable ?? false,
      })),
    [columns],
  );
  const pinned = useMemo(() => {
    const at = (end: 'start' | 'end') => columns.filter((column) => endOf(column) === end).map(({ id }) => id);
    return { start: at('start'), end: at('end') };
  }, [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    manualSorting: true,
    state: {
      columnPinning: pinned,
      sorting: sort === null ? [] : [{ id: sort.columnId, desc: sort.descending }],
    },
  });

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const byId = new Map(columns.map((column) => [column.id, column]));
  const growing = columns.find((column) => column.grow)?.id ?? columns.at(-1)?.id;
  const sizes = table.state.columnSizing;
  // Rows are drawn anew when columns change places, not when an edge moves.
  const placed = useMemo(
    () =>
      headers.flatMap((header): PlacedColumn<Row>[] => {
        const column = byId.get(header.column.id);
        return column === undefined ? [] : [{ column, header, sticky: endOf(column), grows: column.id === growing }];
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the headers of the same columns are the same
    [columns, growing],
  );

  const width = headers.map((header) => header.getSize());
  const left: number[] = [];
  let total = 0;
  for (const one of width) {
    left.push(total);
    total += one;
  }
  const style: Record<string, string> = { '--grid-width': `${total}px` };
  placed.forEach(({ sticky }, position) => {
    const start = left[position] ?? 0;
    const own = width[position] ?? 0;
    style[`--w${position}`] = `${own}px`;
    if (sticky === 'start') style[`--s${position}`] = `${start}px`;
    if (sticky === 'end') style[`--e${position}`] = `${total - start - own}px`;
  });
  return {
    placed,
    style,
    edges: {
      left,
      width,
      start: left[pinned.start.length] ?? total,
      end: total - (left[placed.length - pinned.end.length] ?? total),
    },
    widen: (columnId, by) =>
      table.setColumnSizing({
        ...sizes,
        [columnId]: Math.max(NARROWEST, (table.getColumn(columnId)?.getSize() ?? 0) + by),
      }),
  };
}

function endOf<Row>({ sticky }: GridColumn<Row>): 'start' | 'end' | null {
  if (sticky === 'end') return 'end';
  return sticky === true ? 'start' : null;
}

/** Where a cell of a column stands: its width, and its edge when it is sticky. */
export function placeStyle(position: number, sticky: 'start' | 'end' | null): CSSProperties {
  return {
    width: `var(--w${position})`,
    insetInlineStart: sticky === 'start' ? `var(--s${position})` : undefined,
    insetInlineEnd: sticky === 'end' ? `var(--e${position})` : undefined,
  };
}
