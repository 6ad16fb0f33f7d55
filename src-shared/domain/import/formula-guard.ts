/**
 * Spreadsheet programs take a cell that begins with one of these for a formula and run it. In the CSV files that we write
 * an apostrophe stands before it; in the reports that we read back the apostrophe goes again.
 */
const STARTS_FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** The text made harmless for a CSV cell. A text that already looks guarded gets one apostrophe more, so that none is lost. */
export function guarded(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

/** The text as it was before `guarded`. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
