/** How much of a file is taken on. Each limit refuses with its number; none cuts anything off. */
const MIB = 1024 * 1024;

export const LIMITS = {
  /** Bytes of a file. */
  file: 256 * MIB,
  /** Bytes of an .xls, whose reader keeps all of it in memory several times over. The format ends at 65,536 rows. */
  xlsFile: 64 * MIB,
  /** Bytes of the one part that holds all tables of an .ods, for the same reason. */
  odsContent: 256 * MIB,
  /** Bytes of what a router exported; one with 100,000 customers has some 15 MB. */
  exportFile: 64 * MIB,
  /** Parts of a package. Excel writes some ten and one more per sheet, chart and picture. */
  parts: 10_000,
  /** Bytes of all parts together, as the package declares them; more than declared is damage. */
  inflated: 1536 * MIB,
  /** A package may unpack to this many times its own size; real ones stay below 50. */
  ratio: 120,
  /** Bytes that may be unpacked without looking at the ratio. */
  inflatedAnyway: 64 * MIB,
  /** Bytes of a part that is read whole: relations, the list of sheets, styles. */
  smallPart: 64 * MIB,
  /** Bytes between the beginnings of two rows. */
  rowBytes: 64 * MIB,
  /** Excel's own limits. */
  rows: 1_048_576,
  sheetColumns: 16_384,
  cellCharacters: 32_767,
  /** Columns that may hold a value. */
  columns: 256,
  /** Cells that are kept in memory, empty ones between two values included. */
  cells: 24_000_000,
} as const;

/**
 * Bytes of shared strings, and bytes of text, that a file of so many bytes may put into memory. Real text packs to a
 * fifth or a tenth; a small file that claims more is made to exhaust the memory.
 */
export const textAllowance = (fileSize: number): number => between(64 * MIB, 8 * fileSize, 384 * MIB);

/** Bytes of a part in unusual XML, which is rewritten in memory before it is read. */
export const oddAllowance = (fileSize: number): number => between(96 * MIB, 5 * fileSize, 192 * MIB);

const between = (least: number, wanted: number, most: number): number => Math.min(most, Math.max(least, wanted));
