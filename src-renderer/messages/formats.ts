/** Turns what the core sends into what people read. None of these may touch a phone, an IP or a username. */
export interface Formats {
  /** "102,418" */
  readonly count: (value: number) => string;
  /** "-1,500.00" of the decimal "-1500.00", digit for digit: the number never passes through a float. */
  readonly money: (decimal: string) => string;
  /** "12 Dec 2026" of an instant, on the ISP's calendar. */
  readonly date: (instant: string) => string;
  /** "12 Dec 2026" of a day, "2026-12-12", that is one everywhere. */
  readonly day: (day: string) => string;
  /** "December 2026" of "2026-12". */
  readonly month: (month: string) => string;
  /** "Dec" of "2026-12". */
  readonly monthShort: (month: string) => string;
  /** "10:42" of an instant, by the ISP's clock. */
  readonly clock: (instant: string) => string;
  /** "12 Dec 2026, 10:42" of an instant, by the ISP's clock. */
  readonly dateTime: (instant: string) => string;
  /** "10:42:05" of milliseconds since 1970, by the ISP's clock. */
  readonly time: (at: number) => string;
  /** "1.4 MB" */
  readonly size: (bytes: number) => string;
  /** "10 Mbps" of 10240 kbps; RouterOS counts a megabit as 1,024 kilobits, and so do the ISPs' price lists. */
  readonly speed: (kbps: number) => string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatsFor(language: string, timeZone: string): Formats {
  const plain = new Intl.NumberFormat(language);
  const date = new Intl.DateTimeFormat(language, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const plainDay = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const plainMonth = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const shortMonth = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short' });
  const seconds = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'medium', hourCycle: 'h23' });
  const dayBy = (format: Intl.DateTimeFormat, at: Date): string => {
    const part = (type: Intl.DateTimeFormatPartTypes): string =>
      format.formatToParts(at).find((one) => one.type === type)?.value ?? '';
    return `${part('day')} ${part('month')} ${part('year')}`;
  };
  const day = (at: Date): string => dayBy(date, at);
  return {
    count: (value) => plain.format(value),
    money: (decimal) => {
      const [whole = '', fraction] = decimal.split('.');
      const sign = whole.startsWith('-') ? '-' : '';
      const grouped = plain.format(BigInt(whole.replace('-', '') || '0'));
      return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`;
    },
    date: (instant) => day(new Date(instant)),
    day: (text) => dayBy(plainDay, new Date(`${text}T00:00:00Z`)),
    month: (month) => plainMonth.format(new Date(`${month}-01T00:00:00Z`)),
    monthShort: (month) => shortMonth.format(new Date(`${month}-01T00:00:00Z`)),
    clock: (instant) => clock.format(new Date(instant)),
    dateTime: (instant) => `${day(new Date(instant))}, ${clock.format(new Date(instant))}`,
    time: (at) => seconds.format(at),
    size: (bytes) => {
      const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
      const style = { style: 'unit', unit: UNITS[power], maximumFractionDigits: power > 1 ? 1 : 0 } as const;
      return new Intl.NumberFormat(language, style).format(bytes / 1000 ** power);
    },
    speed: (kbps) =>
      kbps >= 1024 ? `${plain.format(Math.round((kbps / 1024) * 100) / 100)} Mbps` : `${plain.format(kbps)} kbps`,
  };
}
