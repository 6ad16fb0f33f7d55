import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { decimalOf } from '#shared/domain/money/money.ts';

const ADDRESSES: ReadonlySet<string> = new Set(['ip', 'gateway', 'first', 'last']);
const AMOUNTS: ReadonlySet<string> = new Set(['price', 'specialPrice', 'amount']);

/** A value of a row that travels as a person reads it: amounts and addresses as they are written; null: there is none. */
export function readValue(field: string, value: unknown, currency: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && ADDRESSES.has(field)) return formatIpv4(value);
  if (typeof value === 'number' && AMOUNTS.has(field)) return decimalOf(value, currency);
  if (Array.isArray(value)) return value.map((one) => readValue(field, one, currency) ?? '').join(', ') || null;
  if (isRange(value)) return `${formatIpv4(value.first)} – ${formatIpv4(value.last)}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const isRange = (value: unknown): value is { readonly first: number; readonly last: number } =>
  typeof value === 'object' &&
  value !== null &&
  'first' in value &&
  'last' in value &&
  typeof value.first === 'number' &&
  typeof value.last === 'number';
