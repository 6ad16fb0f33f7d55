import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '#shared/messages/en.json' with { type: 'json' };

/** The key without the plural form that i18next chooses by `count`. */
type Bare<Key extends string> = Key extends `${infer Stem}_${'one' | 'other' | 'zero'}` ? Stem : Key;

type Leaves<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Bare<Key>}` : Leaves<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** Every sentence of the catalogue by its key, "section.name". */
export type MessageKey = Leaves<typeof en>;

/** Numbers that name a place are not counts: row 1214 stands as the spreadsheet shows it, 12,350 customers are grouped. */
const PLACES = new Set(['row', 'line', 'port', 'number']);

const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) => {
    const name: unknown = options?.['interpolationkey'];
    const isPlace = typeof name === 'string' && PLACES.has(name);
    return typeof value === 'number' && !isPlace ? value.toLocaleString(language) : String(value);
  },
};

void i18next
  .use(initReactI18next)
  .use(numbers)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it renders.
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
