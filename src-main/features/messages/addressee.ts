import type { Database } from 'better-sqlite3';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import { priceWithVat } from '#shared/domain/billing/tariff.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { PlaceholderValues } from '#shared/domain/message/placeholders.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { ValidityUnit } from '#shared/domain/package/package.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import { openPassword, type Seal } from '../../store/index.ts';
import { currencyOf, timeZoneOf } from './isp.ts';
import type { MessageFacts } from './queue.ts';

/** A customer as a text speaks of them. */
export interface Addressee {
  readonly id: string;
  readonly operatorId: string;
  readonly operator: string;
  readonly username: string;
  readonly fullName: string;
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly accountNumber: string | null;
  readonly passwordSealed: Buffer | null;
  readonly status: CustomerStatus;
  readonly expiresAt: number | null;
  readonly noMessages: 0 | 1;
  readonly balance: number;
  readonly package: string | null;
  readonly mode: BillingMode | null;
  readonly price: number | null;
  readonly specialPrice: number | null;
  readonly vatPercent: number;
  readonly priceIncludesVat: 0 | 1;
  readonly validity: number | null;
  readonly validityUnit: ValidityUnit;
}

const ADDRESSEE = `
  SELECT customer.id, customer.operator_id AS operatorId, operator.name AS operator, customer.username,
    customer.full_name AS fullName, customer.phone, customer.phone_key AS phoneKey,
    customer.account_number AS accountNumber, customer.password_sealed AS passwordSealed, customer.status,
    customer.expires_at AS expiresAt, customer.no_messages AS noMessages,
    (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE customer_id = customer.id) AS balance,
    package.name AS package, billing_profile.mode, package.price, customer.special_price AS specialPrice,
    coalesce(package.vat_percent, 0) AS vatPercent, coalesce(package.price_includes_vat, 0) AS priceIncludesVat,
    package.validity, coalesce(package.validity_unit, 'days') AS validityUnit
  FROM customer
  LEFT JOIN operator ON operator.id = customer.operator_id
  LEFT JOIN package ON package.id = customer.package_id
  LEFT JOIN billing_profile ON billing_profile.id = customer.billing_profile_id
  WHERE customer.id = ?`;

export const addresseeOf = (db: Database, id: string): Addressee | null =>
  db.prepare<[string], Addressee>(ADDRESSEE).get(id) ?? null;

/** The password of a customer; null where it is not known. Throws Refusal `key-locked` or `store-sealed-damaged`. */
export const passwordOf = (seal: Seal, { id, passwordSealed }: Addressee): string | null =>
  passwordSealed === null ? null : openPassword(seal, id, passwordSealed);

/** "BDT 1500.00": signs that every message can carry, and no grouping that is read in two ways. */
const moneyIn = (currency: string, decimal: string): string => `${currency} ${decimal}`;

/** "30/11/2026", as it is written in the countries that this is for. */
const writtenDay = (day: string): string => day.split('-').toReversed().join('/');

/** What stands for the placeholders of a text to this customer, as things are now. */
export function valuesOf(
  db: Database,
  customer: Addressee,
  facts: MessageFacts,
  password: string | null,
): PlaceholderValues {
  const currency = currencyOf(db);
  const { price, specialPrice, expiresAt } = customer;
  const plan = { ...customer, priceIncludesVat: customer.priceIncludesVat === 1 };
  const asked = price === null && specialPrice === null ? null : priceWithVat(plan, specialPrice);
  const { amount } = facts;
  return {
    name: customer.fullName,
    username: customer.username,
    password,
    package: customer.package,
    price: asked === null ? null : moneyIn(currency, decimalOf(asked, currency)),
    balance: moneyIn(currency, decimalOf(customer.balance, currency)),
    amount: amount === undefined ? null : moneyIn(currency, amount),
    paidUntil: expiresAt === null ? null : writtenDay(dayAt(expiresAt, timeZoneOf(db))),
    receipt: facts['receipt'] ?? null,
    isp: customer.operator,
    phone: customer.phone,
    account: customer.accountNumber ?? customer.username,
  };
}
