/** A sentence that a client sent, taken apart. */
export interface Command {
  /** "/ppp/secret/print". */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The query words, in their order. */
  readonly query: readonly string[];
  readonly tag: string | null;
}

export function commandOf(words: readonly string[]): Command {
  const [path = '', ...more] = words;
  const parameters = new Map<string, string>();
  const query: string[] = [];
  let tag: string | null = null;
  for (const word of more) {
    if (word.startsWith('?')) query.push(word);
    else if (word.startsWith('.tag=')) tag = word.slice(5);
    else if (word.startsWith('=')) {
      // The value begins after the second equals sign, and may hold more of them.
      const cut = word.indexOf('=', 1);
      if (cut === -1) parameters.set(word.slice(1), '');
      else parameters.set(word.slice(1, cut), word.slice(cut + 1));
    }
  }
  return { path, parameters, query, tag };
}

/** A path as menu and what to do there: "/ppp/secret" and "print". */
export function splitPath(path: string): readonly [string, string] {
  const cut = path.lastIndexOf('/');
  return [path.slice(0, cut), path.slice(cut + 1)];
}
