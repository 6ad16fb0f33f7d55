import { asciiDigits, trimmed } from '../text.ts';

/** Kilobits in a unit that people write behind a speed; RouterOS counts a megabit as 1,024 kilobits. */
const UNITS: Readonly<Record<string, number>> = { '': 1024, m: 1024, k: 1, g: 1024 * 1024 };

/** The kilobits a second of "10", "10M", "10 Mbps", "512k", "1.5": megabits where no unit stands. Null: no such speed. */
export function kbpsOf(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,6})?) ?([kmg]?)(?:b(?:it)?(?:ps|\/s)?)?$/i.exec(asciiDigits(trimmed(text)));
  const unit = UNITS[(match?.[2] ?? '?').toLowerCase()];
  if (!match?.[1] || unit === undefined) return null;
  const kbps = Number(match[1]) * unit;
  const whole = Math.round(kbps);
  // A third of a kilobit is a typing error.
  return whole > 0 && Math.abs(kbps - whole) < 0.01 && Number.isSafeInteger(whole) ? whole : null;
}

/** A speed as it is typed: "10" for 10,240 kbps, "10000k" for what is no round number of megabits. */
export function speedText(kbps: number): string {
  const megabits = kbps / 1024;
  return megabits >= 1 && Number.isInteger(megabits * 4) ? String(megabits) : `${kbps}k`;
}
