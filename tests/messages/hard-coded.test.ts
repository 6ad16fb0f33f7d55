import { expect, test } from 'vitest';
import ts from 'typescript';
import { bare, sentences } from './catalogue.ts';
import { nodesOf, placeOf, type Source, sourcesIn } from './sources.ts';

/** Attributes whose value a person reads or hears. */
const READ = new Set(['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title', 'description']);

/** "Ctrl+H", "F8". */
const KEYS = /^((Ctrl|Alt|Shift)\+)*(F?\d+|[A-Z←→])$/;

/** Names of keys stand as they are printed on them. */
const isKey = (node: ts.Node): boolean =>
  ts.isJsxElement(node.parent) && node.parent.openingElement.tagName.getText() === 'kbd';

/** A part that takes the name of a sentence asks for it itself. */
const named = new Set([...sentences().keys()].map(bare));

/** What a page says without asking the catalogue: letters between tags, or in an attribute that is read. */
function ownWords(source: Source): readonly string[] {
  return nodesOf(source).flatMap((node) => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text) && !isKey(node))
      return [`${placeOf(source, node)} ${node.text.trim()}`];
    if (!ts.isJsxAttribute(node) || !READ.has(node.name.getText(source.tree))) return [];
    const value = node.initializer;
    const isWritten =
      value &&
      ts.isStringLiteral(value) &&
      /\p{L}/u.test(value.text) &&
      !KEYS.test(value.text) &&
      !named.has(value.text);
    return isWritten ? [`${placeOf(source, node)} ${value.text}`] : [];
  });
}

test('Given the screens, when their sources are searched for sentences, then every one comes from the catalogue', () => {
  expect(sourcesIn('src-renderer').flatMap(ownWords)).toEqual([]);
});
