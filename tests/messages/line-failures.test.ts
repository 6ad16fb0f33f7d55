import { expect, test } from 'vitest';
import ts from 'typescript';
import { sentences } from './catalogue.ts';
import { nodesOf, placeOf, sourcesIn } from './sources.ts';

// Failures of the line to the central server carry a code and what its sentence needs: here they are held to each other.

const all = sentences();
const failures = sourcesIn('src-main/features/sync/line').flatMap((source) =>
  nodesOf(source).flatMap((node) => {
    if (!ts.isCallExpression(node) || !['failed', 'wrong'].includes(node.expression.getText(source.tree))) return [];
    const at = node.arguments.findIndex(
      (argument) => ts.isStringLiteralLike(argument) && /^(sync|enrol)-/.test(argument.text),
    );
    const code = node.arguments[at];
    const params = node.arguments[at + 1];
    if (code === undefined || !ts.isStringLiteralLike(code)) return [];
    const given =
      params !== undefined && ts.isObjectLiteralExpression(params)
        ? params.properties.map((property) => property.name?.getText(source.tree) ?? '?')
        : [];
    const isOpen = params !== undefined && !ts.isObjectLiteralExpression(params);
    return [{ code: code.text, place: placeOf(source, node), given, isOpen }];
  }),
);

test('Given every failure of the line to the server, when its sentence is looked up, then it is there and gets all that it needs', () => {
  expect(failures.length).toBeGreaterThan(40);
  const missing = failures.flatMap(({ code, place, given, isOpen }) => {
    const sentence = all.get(`refused.${code}`);
    if (sentence === undefined) return [`${place} ${code}`];
    const needed = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    return isOpen ? [] : needed.filter((name) => !given.includes(name)).map((name) => `${place} ${code} ${name}`);
  });
  expect(missing).toEqual([]);
});
