import type { CustomerFilter } from '#shared/contract/customers.ts';
import { searchable } from '#shared/domain/customer/search-text.ts';
import { expiringBefore } from '#shared/domain/customer/expiring.ts';
import type { CustomerType } from '#shared/domain/customer/customer.ts';
import { daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import { type Condition, containingText, searchFor, type Store, TRIGRAM } from '../../store/index.ts';
import type { Narrowing } from './filter.ts';
import { timeZoneOf } from './isp.ts';
import { notOnRouter, notSynced } from './sync-state.ts';

type Reader = Store['reader'];
type Value = string | number;

/** The conditions of a filter besides states and operators. */
export function narrowingsOf(reader: Reader, filter: CustomerFilter, now: Date): Narrowing[] {
  const { batch, packages, billingProfiles, zones, clientTypes, types, expires, created, custom = [] } = filter;
  const all: (Narrowing | null)[] = [
    ...(filter.search === undefined ? [] : searched(filter.search)),
    batch === undefined ? null : indexed('batch_id', '= ?', [batch]),
    packages ? indexed('package_id', AMONG, [JSON.stringify(packages)]) : null,
    zones ? indexed('zone_id', AMONG, [JSON.stringify(withThoseBeneath(reader, zones))]) : null,
    filter.withoutZone ? indexed('zone_id', 'IS NULL', []) : null,
    filter.withoutPhone ? indexed('phone_key', 'IS NULL', []) : null,
    filter.expiringWithin === undefined
      ? null
      : indexed('expires_at', '< ?', [expiringBefore(now.getTime(), filter.expiringWithin, timeZoneOf(reader))]),
    ...(expires ? during('expires_at', expires, timeZoneOf(reader), indexed) : []),
    ...(created ? during('created_at', created, timeZoneOf(reader), unindexed) : []),
    billingProfiles ? indexed('billing_profile_id', AMONG, [JSON.stringify(billingProfiles)]) : null,
    filter.suspendedReason === undefined ? null : unindexed('suspended_reason', '= ?', [filter.suspendedReason]),
    filter.withoutPassword ? unindexed('password_sealed', 'IS NULL', []) : null,
    clientTypes ? unindexed('client_type', AMONG, [JSON.stringify(clientTypes)]) : null,
    types ? ofTypes(types) : null,
    filter.notSynced ? notSynced : null,
    filter.notOnRouter ? notOnRouter : null,
    ...custom.map((one) => withValue(reader, one)),
  ];
  return all.filter((one) => one !== null);
}

const AMONG = 'IN (SELECT value FROM json_each(?))';

const told = (condition: Condition): Narrowing => ({ told: condition, numbers: null, isExact: false });

/** A plus before a column keeps its index from being used: the row is at hand. */
const unindexed = (column: string, test: string, params: readonly Value[]): Narrowing =>
  told({ sql: `+customer.${column} ${test}`, params });

const indexed = (column: string, test: string, params: readonly Value[]): Narrowing => ({
  ...unindexed(column, test, params),
  numbers: { sql: `SELECT seq FROM customer WHERE ${column} ${test}`, params, next: null },
  isExact: true,
});

function searched(typed: string): Narrowing[] {
  const search = searchFor(typed);
  return search ? [search] : [];
}

/** Whole days in the ISP's time zone, both included. */
function during(
  column: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  timeZone: string,
  narrowing: typeof indexed,
): Narrowing[] {
  const start = from === undefined ? null : startOfDay(from, timeZone);
  const end = to === undefined ? null : startOfDay(daysAfter(to, 1), timeZone);
  if (start !== null && end !== null) return [narrowing(column, `>= ? AND ${column} < ?`, [start, end])];
  if (start !== null) return [narrowing(column, '>= ?', [start])];
  return end === null ? [] : [narrowing(column, '< ?', [end])];
}

/** The zones and all zones of them. */
function withThoseBeneath(reader: Reader, zones: readonly string[]): string[] {
  return reader
    .prepare<[string], string>(
      `WITH RECURSIVE beneath (id) AS (
         SELECT value FROM json_each(?) UNION SELECT zone.id FROM zone JOIN beneath ON zone.parent_id = beneath.id)
       SELECT id FROM beneath`,
    )
    .pluck()
    .all(JSON.stringify(zones));
}

/** As `customerType` derives it; a fixed address by the day is never let in and counts as one by the month. */
const OF_TYPE: Readonly<Record<CustomerType, string>> = {
  'pppoe-daily': `(${onPackages('pppoe')} AND ${underProfiles('daily')})`,
  'pppoe-monthly': `(${onPackages('pppoe')} AND ${underProfiles('monthly')})`,
  hotspot: onPackages('hotspot'),
  'static-monthly': onPackages('static'),
  other: onPackages('other'),
};

function onPackages(connection: string): string {
  return `+customer.package_id IN (SELECT id FROM package WHERE connection = '${connection}')`;
}

function underProfiles(mode: string): string {
  return `+customer.billing_profile_id IN (SELECT id FROM billing_profile WHERE mode = '${mode}')`;
}

function ofTypes(types: readonly CustomerType[]): Narrowing {
  const connections = new Set(types.map((type) => type.replace(/-.*/, '')));
  return {
    told: { sql: `(${types.map((type) => OF_TYPE[type]).join(' OR ')})`, params: [] },
    numbers: {
      sql: `SELECT seq FROM customer WHERE package_id IN (SELECT id FROM package WHERE connection ${AMONG})`,
      params: [JSON.stringify([...connections])],
      next: null,
    },
    isExact: false,
  };
}

/** What is in a custom field; in one that was taken away there is nothing. */
function withValue(reader: Reader, { field, value }: { field: string; value?: string | undefined }): Narrowing {
  const type = reader
    .prepare<[string], string>('SELECT type FROM custom_field WHERE id = ? AND deleted_at IS NULL')
    .pluck()
    .get(field);
  if (type === undefined) return told({ sql: 'FALSE', params: [] });
  const held = `(customer.custom <> '{}' AND customer.custom ->> ?`;
  const path = `$."${field}"`;
  if (value === undefined) return told({ sql: `${held} <> '')`, params: [path] });
  const wanted = searchable(value);
  const test: Condition =
    type === 'dropdown'
      ? { sql: `${held} IS NOT NULL AND searchable(customer.custom ->> ?) = ?)`, params: [path, path, wanted] }
      : { sql: `${held} IS NOT NULL AND instr(searchable(customer.custom ->> ?), ?))`, params: [path, path, wanted] };
  // What stands in a custom field stands in the search text.
  const isKnown = Array.from(wanted).length >= TRIGRAM && !/[\r\n\0]/.test(wanted);
  return { told: test, numbers: isKnown ? containingText(value).numbers : null, isExact: false };
}
