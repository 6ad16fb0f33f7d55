import i18next from 'i18next';
import en from '#shared/messages/en.json' with { type: 'json' };

export type Params = Readonly<Record<string, string | number>>;

const catalogue = i18next.createInstance();
// With the catalogue at hand and initAsync off, it is ready when init returns.
void catalogue.init({
  lng: 'en',
  resources: { en: { translation: en } },
  // Neither a terminal nor a spreadsheet is a page.
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** The sentence of a code of the message catalogue, for what is read outside the screens: "problem.no-phone". */
export function say(code: string, params: Params = {}): string {
  return catalogue.t(code, { ...params });
}
