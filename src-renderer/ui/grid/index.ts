export { Grid, type GridHandle, type GridProps } from './grid.tsx';
export { DENSITIES } from './column.ts';
export type { CellEdit, CellNote, Density, GridColumn, GridCursor, GridSort } from './column.ts';
