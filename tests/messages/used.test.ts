import { expect, test } from 'vitest';
import ts from 'typescript';
import { bare, sentences } from './catalogue.ts';
import { nodesOf, placeOf, type Source, sourcesIn, templatesOf, wordsOf } from './sources.ts';

const sources = sourcesIn('src-renderer', 'src-main', 'src-radius', 'src-server', 'src-shared');
const keys = new Set([...sentences().keys()].flatMap((key) => [key, bare(key)]));

/** Sections whose keys stand in the programs without their section. */
const APART = new Set(['refused', 'host']);

/** The first argument of every call of `say`, and of every Refusal, as keys of the catalogue. */
function askedFor(source: Source): readonly { key: string; node: ts.Node }[] {
  return nodesOf(source).flatMap((node): { key: string; node: ts.Node }[] => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
    const first = node.arguments?.[0];
    if (!first || !ts.isStringLiteralLike(first)) return [];
    const { expression } = node;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText(source.tree);
    if (ts.isNewExpression(node))
      return name === 'Refusal' || name === 'ServerRefusal' ? [{ key: `refused.${first.text}`, node }] : [];
    if (name !== 'say') return [];
    const second = node.arguments[1];
    if (first.text.includes('.')) return [{ key: first.text, node }];
    // The desktop says a section and a name; where the name is only known at run time there is nothing to look up.
    return second && ts.isStringLiteralLike(second) ? [{ key: `${first.text}.${second.text}`, node }] : [];
  });
}

test('Given every sentence that a program asks for, when it is looked up, then the catalogue has it', () => {
  const missing = sources.flatMap((source) =>
    askedFor(source)
      .filter(({ key }) => !keys.has(key))
      .map(({ key, node }) => `${placeOf(source, node)} ${key}`),
  );
  expect(missing).toEqual([]);
});

test('Given every sentence of the catalogue, when the programs are searched, then one of them says it', () => {
  const words = wordsOf(sources);
  // A sentence may say another one itself: "$t(records.used-{{what}})".
  const nested = [...sentences().values()].flatMap((sentence) => [...sentence.matchAll(/\$t\(([^)]+)\)/g)]);
  const inSentences = nested.map(([, key = '']) => new RegExp(`^${key.replace(/\{\{\w+\}\}/g, '(.+)')}$`));
  const templates = [...templatesOf(sources), ...inSentences];
  const isMade = (key: string): boolean =>
    templates.some(
      (template) =>
        template
          .exec(key)
          ?.slice(1)
          .every((word) => words.has(word)) ?? false,
    );
  const isSaid = (key: string): boolean => {
    const [section = '', ...rest] = key.split('.');
    const name = rest.join('.');
    // A refusal is thrown by its name alone, and the desktop says a name of a section.
    return words.has(key) || isMade(key) || (APART.has(section) && (words.has(name) || isMade(name)));
  };
  const silent = [...sentences().keys()].filter((key) => !isSaid(key) && !isSaid(bare(key)));
  expect(silent).toEqual([]);
});

test('Given two forms of a sentence by number, when one of them is there, then so is the other', () => {
  const all = sentences();
  const alone = [...all.keys()].filter(
    (key) =>
      (key.endsWith('_one') && !all.has(`${bare(key)}_other`)) ||
      (key.endsWith('_other') && !all.has(`${bare(key)}_one`)),
  );
  expect(alone).toEqual([]);
});
