import { FIRST_COUNTRIES, type UsualPlace, usualPlaceOf } from '#shared/domain/place/usual-place.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Codes that name no country: unions, pseudo-locales, and places out of use that still have a name. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);

/** ISO 3166 codes with their names in a language: where most of us are first, then by name. Every browser knows them, so no list has to be kept. */
export function countries(language: string): readonly Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return codes
    .filter((code) => !NO_COUNTRY.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((value) => {
      const name = names.of(value);
      return name === undefined ? [] : [{ value, label: `${name} (${value})` }];
    })
    .sort((one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label, language));
}

const rank = ({ value }: Choice): number => {
  const place = FIRST_COUNTRIES.indexOf(value);
  return place < 0 ? FIRST_COUNTRIES.length : place;
};

/** What a country usually counts in and its clock, by the name that the list of zones has for it; null: nobody knows. */
export function usualPlace(country: string): UsualPlace | null {
  const usual = usualPlaceOf(country);
  if (usual === null) return null;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: usual.timeZone }).resolvedOptions();
  return { ...usual, timeZone };
}

/** ISO 4217 codes with their names in a language, by code. */
export function currencies(language: string): readonly Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}

/** Time zones of the IANA database. */
export function timeZones(): readonly Choice[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
