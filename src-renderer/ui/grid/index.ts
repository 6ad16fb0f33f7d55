export type { GridHandle, GridProps } from './grid-props.ts';
export { Grid } from './grid.tsx';
export { DENSITIES } from './column.ts';
export type { CellEdit, CellNote, Density, GridColumn, GridCursor, GridSort } from './column.ts';
export { PICK_COLUMN, type Picking } from './picking.ts';
export { usePicks } from './use-picks.ts';
export type { MenuSpot } from './use-menus.ts';
export { useWindows } from './use-windows.ts';
