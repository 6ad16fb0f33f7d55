import { CATEGORY, Trap } from '../trap.ts';
import { addressNumber, asAddress, secondsOf } from '../values.ts';

/** A row as it is shown, field by field. */
export type Shown = ReadonlyMap<string, string>;

/**
 * Whether a row answers the query words of a command: each pushes true or false, `?#` works on what was pushed, and in the
 * end all of it must be true (MikroTik's manual, API, "Queries"). Some clients write `?=name=x` for `?name=x`.
 */
export function answers(shown: Shown, query: readonly string[]): boolean {
  const stack: boolean[] = [];
  for (const word of query) {
    const said = word.slice(1);
    if (said.startsWith('#')) operate(stack, said.slice(1));
    else stack.push(holds(shown, said));
  }
  return stack.every(Boolean);
}

function holds(shown: Shown, said: string): boolean {
  if (said.startsWith('-')) return !shown.has(said.slice(1));
  const kind = /^[=<>]/.test(said) ? said.charAt(0) : '=';
  const words = said.startsWith(kind) ? said.slice(1) : said;
  const cut = words.indexOf('=');
  if (cut === -1) return shown.has(words);
  const has = shown.get(words.slice(0, cut));
  const asked = words.slice(cut + 1);
  if (has === undefined) return false;
  if (kind === '=') return has === written(asked, has);
  const order = compare(has, asked);
  return kind === '<' ? order < 0 : order > 0;
}

/** Flags are shown as true and false, and asked for as yes and no as well. */
function written(asked: string, has: string): string {
  if (has !== 'true' && has !== 'false') return asked;
  return asked === 'yes' ? 'true' : asked === 'no' ? 'false' : asked;
}

function compare(one: string, other: string): number {
  for (const measure of [
    Number,
    secondsOf,
    (text: string) => (asAddress(text) === null ? null : addressNumber(text)),
  ]) {
    const [a, b] = [measure(one), measure(other)];
    if (a !== null && b !== null && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

function operate(stack: boolean[], operations: string): void {
  for (const [operation] of operations.matchAll(/\d+|[!&|.]/g)) {
    if (operation === '.') continue;
    if (operation === '!') stack.push(!pop(stack));
    else if (operation === '&' || operation === '|') {
      const [last, before] = [pop(stack), pop(stack)];
      stack.push(operation === '&' ? last && before : last || before);
    } else {
      const copied = stack[Number(operation)];
      if (copied === undefined) throw new Trap('invalid query', CATEGORY.api);
      stack.push(copied);
    }
  }
}

function pop(stack: boolean[]): boolean {
  const top = stack.pop();
  if (top === undefined) throw new Trap('invalid query', CATEGORY.api);
  return top;
}
