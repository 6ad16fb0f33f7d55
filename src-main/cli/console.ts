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

export function openConsole(json: boolean, out: Output, error: Output): Console {
  return {
    json,
    isTerminal: out.isTTY === true,
    say,
    print: (text) => {
      if (!json) out.write(`${text}\n`);
    },
    answer: (document) => {
      if (json) out.write(`${JSON.stringify(document)}\n`);
    },
    note: (text) => {
      error.write(`${text}\n`);
    },
  };
}
