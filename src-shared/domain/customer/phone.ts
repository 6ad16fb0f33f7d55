import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { asciiDigits } from '../text.ts';

/** What people put between the digits of one number. A slash or a comma separates two numbers and is not among them. */
const SEPARATORS = /[\p{White_Space}\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069().\-\u2010-\u2015]/gu;
const WRITTEN = /^\+?\d{4,17}$/;

/** The mobile numbers of the countries most files come from: a table of the world is asked only about the rest. */
const MOBILE: Readonly<
  Record<string, { readonly pattern: RegExp; readonly code: string; readonly head: number; readonly example: string }>
> = {
  BD: { pattern: /^(?:(?:\+|00)?880|0)?(1[3-9]\d{8})$/, code: '880', head: 5, example: '01711 223344' },
  KE: { pattern: /^(?:(?:\+|00)?254|0)?(7\d{8})$/, code: '254', head: 4, example: '0722 123456' },
};

/** How a mobile number of a country is written at home; null where nobody here knows. */
export const phoneExample = (country: string): string | null => MOBILE[country]?.example ?? null;

/** Whether a number, by its key, is a line in a wall, that takes neither texts nor mobile money; where that is not known: no. */
export const isLandline = (key: string): boolean => parsePhoneNumberFromString(`+${key}`)?.getType() === 'FIXED_LINE';

/**
 * A number in the one writing that lists have: "01711-223344" for the mobile numbers of the own country, "+91 …" digits for
 * all others. What is no number stands as it was typed. `key` as `phoneKeyOf` answers.
 */
export function listedPhone(typed: string | null, key: string | null, country: string): string | null {
  if (key === null) return typed;
  const mobile = MOBILE[country];
  const rest = mobile?.pattern.exec(`+${key}`)?.[1];
  if (mobile === undefined || rest === undefined) return `+${key}`;
  const national = `0${rest}`;
  return `${national.slice(0, mobile.head)}-${national.slice(mobile.head)}`;
}

/**
 * International digits without a plus ("8801711223344"), whatever the writing: with or without the country's code, the
 * leading zero, separators, in Bengali or Arabic digits. Null when it is not exactly one number that can exist.
 * `country` (ISO 3166 alpha-2) is where a number without a plus is from.
 */
export function phoneKeyOf(text: string, country: string): string | null {
  const mobile = MOBILE[country];
  const quick = mobile?.pattern.exec(text);
  if (mobile && quick?.[1]) return mobile.code + quick[1];
  const plain = asciiDigits(text).replace(SEPARATORS, '');
  if (!WRITTEN.test(plain)) return null;
  const match = mobile?.pattern.exec(plain);
  if (mobile && match?.[1]) return mobile.code + match[1];
  const number = numberOf(plain, country);
  return number === null ? null : number.number.slice(1);
}

/** The number with the leading zero that a spreadsheet took from it; null when these digits did not lose one. */
export function withLostZero(digits: string, country: string): string | null {
  if (!/^[1-9]\d{3,16}$/.test(digits)) return null;
  const quick = MOBILE[country]?.pattern.exec(digits);
  if (quick) return quick[1] === digits ? `0${digits}` : null;
  const number = numberOf(digits, country);
  if (number?.nationalNumber !== digits) return null;
  const repaired = `0${digits}`;
  return number.formatNational().replace(/\D/g, '') === repaired ? repaired : null;
}

/** A number as it is dialled at home ("01711223344"), of international digits; the same digits where that is not known. */
export function nationalPhone(key: string): string {
  const number = parsePhoneNumberFromString(`+${key}`);
  return number?.formatNational().replace(/\D/g, '') ?? key;
}

function numberOf(plain: string, country: string): PhoneNumber | null {
  // A country that the table does not know leaves only the numbers that say their country themselves.
  const known = isSupportedCountry(country);
  const number = known ? parsePhoneNumberFromString(plain, country) : parsePhoneNumberFromString(plain);
  return number?.isValid() ? number : null;
}
