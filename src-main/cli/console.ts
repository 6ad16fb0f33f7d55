import { type Params, say } from '../words.ts';

/**
 * Where a command speaks. Text for people, or with `--json` one document for programs and nothing else on standard
 * output; messages go to standard error either way.
 */
export interface Console {
  readonly json: boolean;
  /** Whether a person reads what is printed, and nothing keeps it. */
  readonly isTerminal: boolean;
  /** The sentence of a code: "cli.imported", "problem.no-phone". */
  say(code: string, params?: Params): string;
  /** A line for people; nothing with `--json`. */
  print(text: string): void;
  /** The one document; nothing without `--json`. */
  answer(document: unknown): void;
  /** Beside the result. */
  note(text: string): void;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * What steers a terminal: colours, titles, where the next letter stands. A name that a router or a file tells may have some,
 * and would write over the lines beside it.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const STEERING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]/g;

const harmless = (text: string): string => text.replace(STEERING, '\ufffd');

export function openConsole(json: boolean, out: Output, error: Output): Console {
  return {
    json,
    isTerminal: out.isTTY === true,
    say,
    print: (text) => {
      if (!json) out.write(`${harmless(text)}\n`);
    },
    answer: (document) => {
      if (json) out.write(`${JSON.stringify(document)}\n`);
    },
    note: (text) => {
      error.write(`${harmless(text)}\n`);
    },
  };
}
