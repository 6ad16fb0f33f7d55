import en from '#shared/messages/en.json' with { type: 'json' };

interface Branch {
  readonly [key: string]: string | Branch;
}

/** Every key of the catalogue with its sentence: "common.retry" → "Try again". */
export function sentences(branch: Branch = en, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string' ? [[path + key, value]] : [...sentences(value, `${path}${key}.`)],
    ),
  );
}

/** The key as a program writes it: without the plural form or the context that i18next adds after an underscore. */
export const bare = (key: string): string => key.replace(/_[a-z]+$/, '');
