/** How a short message counts. `gsm-7`: 160 units, or 153 in each of several parts; `ucs-2`: 70 and 67. */
export interface MessageLength {
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** Septets, or UTF-16 units. */
  readonly units: number;
  /** What is paid for; none for an empty text. */
  readonly parts: number;
}

// 3GPP TS 23.038 6.2.1: the default alphabet, and its extension, whose signs take an escape before them.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

/** Of one message, and of each part of several: their headers say how they belong together. */
const LIMITS = { 'gsm-7': { one: 160, each: 153 }, 'ucs-2': { one: 70, each: 67 } } as const;

/** How many units go in a single message. */
export const fitsInOne = (encoding: MessageLength['encoding']): number => LIMITS[encoding].one;

/** A line break is one sign, however it was typed. */
const withOneBreak = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Units of one sign in GSM-7; null: it has none there. */
const septets = (sign: string): number | null => (BASIC.has(sign) ? 1 : EXTENDED.has(sign) ? 2 : null);

/**
 * A text as it goes over the air, part by part. Neither an escape and its sign nor the halves of a surrogate pair are ever
 * parted, so that a part may end a unit short.
 */
export function messageParts(text: string): readonly string[] {
  const { signs, limit } = counted(text);
  const parts: string[] = [];
  let part = '';
  let units = 0;
  for (const [sign, size] of signs) {
    if (units + size > limit) {
      parts.push(part);
      part = '';
      units = 0;
    }
    part += sign;
    units += size;
  }
  return part === '' ? parts : [...parts, part];
}

/** How a text counts. */
export function messageLength(text: string): MessageLength {
  const { encoding, units } = counted(text);
  return { encoding, units, parts: messageParts(text).length };
}

function counted(text: string) {
  const signs = Array.from(withOneBreak(text));
  const sizes = signs.map(septets);
  const isPlain = sizes.every((size) => size !== null);
  const encoding = isPlain ? ('gsm-7' as const) : ('ucs-2' as const);
  const sized = signs.map((sign, at) => [sign, isPlain ? (sizes[at] ?? 1) : sign.length] as const);
  const units = sized.reduce((sum, [, size]) => sum + size, 0);
  const { one, each } = LIMITS[encoding];
  return { encoding, units, signs: sized, limit: units <= one ? one : each };
}
