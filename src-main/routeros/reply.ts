import type { Sentence } from './sentence-reader.ts';
import type { ReadText } from './text.ts';

export type Row = Readonly<Record<string, string>>;
export type Reply = {
  readonly type: '!re' | '!empty' | '!trap' | '!done' | '!fatal';
  readonly tag: string | undefined;
  readonly attributes: Row;
  /** Words that are no attributes: the reason of a `!fatal`. */
  readonly rest: readonly string[];
};

const EQUALS = 0x3d;

/** Reads a sentence from a router; undefined when it does not begin as a reply, so whoever speaks is no RouterOS API. */
export function replyOf(sentence: Sentence, read: ReadText): Reply | undefined {
  const [head, ...words] = sentence;
  const type = head === undefined ? undefined : typeOf(read(head));
  if (type === undefined) return undefined;
  let tag: string | undefined;
  const entries: [string, string][] = [];
  const rest: string[] = [];
  for (const word of words) {
    // Split in bytes, before reading: a name in UTF-8 and a value in the code page may share a word.
    const second = word[0] === EQUALS ? word.indexOf(EQUALS, 1) : -1;
    if (second > 0) {
      entries.push([read(word.subarray(1, second)), read(word.subarray(second + 1))]);
      continue;
    }
    const text = read(word);
    if (text.startsWith('.tag=')) tag = text.slice(5);
    else rest.push(text);
  }
  return { type, tag, attributes: Object.fromEntries(entries), rest };
}

function typeOf(word: string): Reply['type'] | undefined {
  switch (word) {
    case '!re':
    case '!empty':
    case '!trap':
    case '!done':
    case '!fatal':
      return word;
    default:
      return undefined;
  }
}
