const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const marked = (text: string): string => text.replace(/[&<>"]/g, (character) => MARKUP[character] ?? character);

/** Text as an attribute's value. */
export const xmlAttribute = (text: string): string =>
  marked(text).replace(/[\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);

// What XML cannot hold (XML 1.0, 2.2), a CR that every XML reader would make an LF of, and what looks like an escape.
const NEEDS_ESCAPE =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\x00-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9a-fA-F]{4}_)/g;

const escape = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Text as the content of a `<t>` (ST_Xstring, ECMA-376-1, 22.9.2.19). */
export const xmlText = (text: string): string => marked(text.replace(NEEDS_ESCAPE, escape));
