import { fractionDigits, type Minor } from '../money/money.ts';

/** What the regulator is told of where somebody lives and is connected. */
const PLACE = ['distributionPoint', 'division', 'district', 'thana'] as const;
type Place = Readonly<Record<(typeof PLACE)[number], string | null>>;

export interface ZoneDefaults extends Place {
  readonly id: string;
  readonly parentId: string | null;
}

/** A subscriber as a report tells of it. Texts as they were written; null: not known. */
export interface Subscriber extends Place {
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly fullName: string;
  readonly username: string;
  readonly accountNumber: string | null;
  /** The day in the ISP's time zone: "2026-11-30". */
  readonly activatedOn: string;
  readonly downKbps: number | null;
  readonly upKbps: number | null;
  /** Whether the service has a bandwidth at all: cable television has none. */
  readonly hasBandwidth: boolean;
  readonly ip: string | null;
  readonly mac: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Without VAT, as a decimal: "695.65". */
  readonly price: string | null;
  readonly package: string;
  readonly operator: string;
  readonly zone: string | null;
}

/**
 * What a zone says of its customers: its own values, and where it says nothing those of the nearest zone around it.
 * A ring of zones ends where it began.
 */
export function zoneDefaults(id: string | null, zones: ReadonlyMap<string, ZoneDefaults>): Place {
  const found: Record<(typeof PLACE)[number], string | null> = {
    distributionPoint: null,
    division: null,
    district: null,
    thana: null,
  };
  const seen = new Set<string>();
  for (let zone = zones.get(id ?? ''); zone && !seen.has(zone.id); zone = zones.get(zone.parentId ?? '')) {
    seen.add(zone.id);
    for (const name of PLACE) found[name] ??= said(zone[name]);
  }
  return found;
}

/** A text that says something; null for an empty one. */
export const said = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());

/** "10 Mbps" of 10240 kbps: RouterOS counts a megabit as 1,024 kilobits, and so do the ISPs' price lists. */
export function megabitsOf(kbps: number): string {
  return String(Math.round((kbps / 1024) * 100) / 100);
}

const VAT_SCALE = 1_000_000;

/**
 * A price without VAT, as a decimal in the currency's digits; half a unit is rounded up. What the price includes is
 * taken out of it; a price that does not include it is what it is.
 */
export function priceWithoutVat(
  price: Minor,
  vat: { readonly vatPercent: number; readonly priceIncludesVat: boolean },
  currency: string,
): string {
  const net = vat.priceIncludesVat ? withoutVat(BigInt(price), vat.vatPercent) : BigInt(price);
  const digits = fractionDigits(currency);
  const text = String(net).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Whole numbers throughout: 7.5 % of a float would not come out even. */
function withoutVat(price: bigint, percent: number): bigint {
  const whole = BigInt(100 * VAT_SCALE);
  const gross = whole + BigInt(Math.round(percent * VAT_SCALE));
  return (2n * price * whole + gross) / (2n * gross);
}
