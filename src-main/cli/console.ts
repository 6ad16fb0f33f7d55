import i18next from 'i18next';
import en from '#shared/messages/en.json' with { type: 'json' };

export type Params = Readonly<Record<string, string | number>>;

/**
 * Where a command speaks. Text for people, or with `--json` one document for programs and nothing else on standard
 * output; messages go to standard error either way.
 */
export interface Console {
  readonly json: boolean;
  /** The sentence of a code: "cli.imported", "problem.no-phone". */
  say(code: string, params?: Params): string;
  /** A line for people; nothing with `--json`. */
  print(text: string): void;
  /** The one document; nothing without `--json`. */
  answer(document: unknown): void;
  /** Beside the result. */
  note(text: string): void;
}

interface Streams {
  readonly out: { write(text: string): unknown };
  readonly error: { write(text: string): unknown };
}

export async function openConsole(json: boolean, { out, error }: Streams): Promise<Console> {
  const catalogue = i18next.createInstance();
  await catalogue.init({
    lng: 'en',
    resources: { en: { translation: en } },
    // A terminal is no page.
    interpolation: { escapeValue: false },
  });
  return {
    json,
    say: (code, params = {}) => catalogue.t(code, { ...params }),
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
