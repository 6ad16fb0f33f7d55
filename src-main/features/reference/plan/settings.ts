import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { fractionDigits } from '#shared/domain/money/money.ts';
import { Refusal } from '../../../refusal.ts';
import type { Records } from '../records.ts';

/** The settings that become different, by name. */
export type ChangedSettings = Readonly<Partial<Record<'country' | 'currency' | 'timeZone', string>>>;

/**
 * Throws Refusal `reference-time-zone` for a zone that nobody knows, and `reference-currency-in-use` for a currency with
 * another minor unit once there are prices (800.00 must not become 80000), and for any other one once there is money in the
 * ledger: what was paid in taka was not paid in shillings.
 */
export function planSettings(
  wanted: NonNullable<ReferenceDocument['settings']>,
  { settings, packages, hasMoney }: Records,
): ChangedSettings {
  const { timeZone, currency } = wanted;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new Refusal('reference-time-zone', { value: timeZone });
  const current = String(settings.get('currency'));
  if (currency !== undefined && hasMoney && currency !== current) {
    throw new Refusal('reference-currency-in-use', { value: currency, current, context: 'money' });
  }
  const hasPrices = packages.some(({ price }) => price !== null);
  if (currency !== undefined && hasPrices && fractionDigits(currency) !== fractionDigits(current)) {
    throw new Refusal('reference-currency-in-use', { value: currency, current });
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== undefined && settings.get(name) !== value),
  );
}

/** Whether this is a zone of the IANA time zone database ("Asia/Dhaka"). */
export function isTimeZone(name: string): boolean {
  try {
    // An offset like "+06:00" is accepted there too, but it knows no daylight saving time.
    return (
      /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}
