import { isIP, isIPv4 } from 'node:net';

/** Turns what was written into what the router keeps and shows; null when it is no such value. */
export type Reading = (written: string) => string | null;

const UNITS = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;
type Unit = keyof typeof UNITS;

/** Seconds of "1h30m", "90", "1d 02:00:00" or "00:30:00"; null when it is no duration. */
export function secondsOf(text: string): number | null {
  const parts = /^(?:(\d+)w)?(?:(\d+)d)?\s*(?:(\d+):(\d+)(?::(\d+))?|(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?)$/.exec(text);
  if (!parts || text === '') return null;
  const [week, day, clockHour, clockMinute, clockSecond, hour, minute, second] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const sum = (...amounts: readonly (number | undefined)[]): number =>
    amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
  return (
    sum(week) * UNITS.w +
    sum(day) * UNITS.d +
    sum(clockHour, hour) * UNITS.h +
    sum(clockMinute, minute) * UNITS.m +
    sum(clockSecond, second)
  );
}

/** A duration as the API shows it: "1w2d3h4m5s", "0s". */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  let text = '';
  for (const unit of Object.keys(UNITS) as Unit[]) {
    const count = Math.floor(rest / UNITS[unit]);
    rest -= count * UNITS[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}

export const asDuration: Reading = (written) => {
  const seconds = secondsOf(written);
  return seconds === null ? null : duration(seconds);
};

/** A duration, or the word that says there is none. */
export const asTimeout: Reading = (written) => (written === '' || written === 'none' ? written : asDuration(written));

/** The API shows true and false, and takes yes and no as well. */
export const asFlag: Reading = (written) => {
  if (written === 'yes' || written === 'true') return 'true';
  return written === 'no' || written === 'false' ? 'false' : null;
};

export const asMac: Reading = (written) =>
  /^([0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(written)
    ? (written.replace(/[:-]/g, '').toUpperCase().match(/../g) ?? []).join(':')
    : null;

export const asAddress: Reading = (written) => (isIPv4(written) ? written : null);

export const asNumber: Reading = (written) => (/^\d+$/.test(written) ? String(Number(written)) : null);

export const oneOf =
  (...words: readonly string[]): Reading =>
  (written) =>
    words.includes(written) ? written : null;

/** "10.0.0.5" becomes "10.0.0.5/32", as a queue shows its target; an interface's name stays. */
export const asTarget: Reading = (written) =>
  written
    .split(',')
    .map((one) => (isIPv4(one) ? `${one}/32` : one))
    .join(',');

/** An entry of an address list: an address, a network, a range or a host name. */
export const asListed: Reading = (written) => {
  const [first = '', bits] = written.split('/');
  if (bits !== undefined) return isIP(first) !== 0 && Number(bits) <= 32 ? (bits === '32' ? first : written) : null;
  return /^[\w.-]+$/.test(written) ? written : null;
};

/** Bits a second of "5M", "512k" or "5000000"; null when it is no rate. */
export function bitsOf(text: string): number | null {
  const parts = /^(\d+)([kMG]?)$/.exec(text);
  if (!parts) return null;
  return Number(parts[1]) * { '': 1, k: 1000, M: 1_000_000, G: 1_000_000_000 }[parts[2] as '' | 'k' | 'M' | 'G']; // by the pattern
}

/** "5M/10M" becomes "5000000/10000000": the API shows what a queue has in bits. */
export const asRates: Reading = (written) => {
  const [up = '', down = up] = written.split('/');
  const rates = [bitsOf(up), bitsOf(down)];
  return rates.includes(null) || written.split('/').length > 2 ? null : rates.join('/');
};

/** rx/tx [burst [threshold [time [priority [at]]]]]: kept as it was written. */
export const asRateLimit: Reading = (written) => {
  if (written === '') return '';
  const [rates = '', ...more] = written.split(' ');
  return asRates(rates) !== null && more.length <= 5 ? written : null;
};

/** Ranges of a pool: "10.0.0.2-10.0.0.254,10.0.1.5". */
export const asRanges: Reading = (written) =>
  written.split(',').every((range) => {
    const [first = '', last = first] = range.split('-');
    return isIPv4(first) && isIPv4(last) && addressNumber(first) <= addressNumber(last);
  })
    ? written
    : null;

/** An IPv4 address as a number, for ranges. */
export const addressNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

/** The other way round. */
export const numberAddress = (number: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
