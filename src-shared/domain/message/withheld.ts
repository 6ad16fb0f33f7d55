/** What stands in an answer in place of something that must not be told. */
const GONE = '[…]';
/** Shorter ones would take half the words of an answer with them. */
const SHORTEST = 4;

/** Each way in which a gateway may have written a value back. */
function writings(value: string): readonly string[] {
  const url = encodeURIComponent(value.toWellFormed());
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[\u007F-\uFFFF]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [value, url, url.replaceAll('%20', '+'), json, json.replaceAll('/', '\\/'), ascii, html];
}

/** A text without values that must not be told, however they were written into it. */
export function withheld(text: string, values: readonly string[]): string {
  const all = values.filter((value) => value.length >= SHORTEST).flatMap(writings);
  // The longest first, so that none of it is left over around a shorter one.
  const longestFirst = [...new Set(all)].toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce((told, value) => told.replaceAll(new RegExp(escaped(value), 'gi'), GONE), text);
}

const escaped = (value: string): string => value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Words of a description that look like keys: long, and with digits. Somebody may have written one where a mark belongs. */
export function keysIn(templates: readonly string[]): readonly string[] {
  return templates.flatMap((template) =>
    [...template.matchAll(/[A-Za-z0-9+/_.~-]{8,}/g)].map(([word]) => word).filter((word) => /\d/.test(word)),
  );
}
