import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** A source file, parsed. */
export interface Source {
  /** As in the repository: "src-renderer/app.tsx". */
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** Every program file under these folders of the repository. */
export function sourcesIn(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        const kind = entry.name.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
        const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind);
        return { path: relative(root, file).replaceAll('\\', '/'), tree };
      }),
  );
}

/** "src-renderer/app.tsx:12" */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}

/** Every node of a file, outermost first. */
export function nodesOf({ tree }: Source): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const walk = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return nodes;
}

/** Every word that a program could hand on: its string literals, and the names of its properties. */
export function wordsOf(sources: readonly Source[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const node of sources.flatMap(nodesOf)) {
    if (ts.isStringLiteralLike(node)) words.add(node.text);
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) words.add(node.name.text);
  }
  return words;
}

/**
 * Every template that could make a key, as a pattern of what it makes: `refused.${code}` and `${kind}-too-wide`. What
 * stands in its holes is caught.
 */
export function templatesOf(sources: readonly Source[]): readonly RegExp[] {
  const texts = sources
    .flatMap(nodesOf)
    .filter(ts.isTemplateExpression)
    .map(({ head, templateSpans }) => [head.text, ...templateSpans.map(({ literal }) => literal.text)])
    .filter((parts) => /^[a-z][A-Za-z.-]*[.-][a-z-]*$|^-[a-z-]+$/.test(parts.join('')));
  return [...new Set(texts.map((parts) => `^${parts.map((part) => part.replaceAll('.', '\\.')).join('(.+)')}$`))].map(
    (pattern) => new RegExp(pattern),
  );
}
