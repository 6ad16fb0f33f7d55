/** What a spreadsheet program may take for a formula (OWASP, "CSV Injection"), also behind apostrophes of its own. */
const DANGEROUS = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** Text made harmless for a .csv: a leading apostrophe keeps spreadsheet programs from running it as a formula. */
export const guarded = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** Undoes `guarded`: for every text, unguarded(guarded(text)) is the text. */
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
