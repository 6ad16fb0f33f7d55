import fc, { type Arbitrary } from 'fast-check';
import { ENTRY_KINDS, PaymentMethod } from '#shared/domain/billing/entry.ts';
import { BillingMode, BillingTiming } from '#shared/domain/billing/billing-profile.ts';
import { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import { MessageKind } from '#shared/domain/message/template.ts';
import { OperatorKind } from '#shared/domain/operator/operator.ts';
import { Role } from '#shared/domain/operator/role.ts';
import { Connection, ValidityUnit } from '#shared/domain/package/package.ts';
import { Authentication, StaticWay, Suspension } from '#shared/domain/provisioning/router.ts';
import type { CustomerRow, DeviceRow, LedgerRow, RecordKind, RecordRow } from '#shared/sync/rows.ts';

// Any row that may come over the line.

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const int = fc.maxSafeInteger();
const instant = fc.integer({ min: -1, max: 4_102_444_800_000 });
const ip = fc.nat({ max: 0xff_ff_ff_ff });
const id = fc.uuid();
const day = fc
  .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));
const maybe = <Value>(value: Arbitrary<Value>): Arbitrary<Value | null> => fc.option(value, { nil: null });
const oneOf = <Value>({ options }: { readonly options: readonly Value[] }): Arbitrary<Value> =>
  fc.constantFrom(...options);

const named = { name: text, nameKey: text };
const coded = { code: text, codeKey: text };
/** JSON has no -0. */
const percent = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0);
const retiredAt = maybe(instant);

const BODIES = {
  operator: { ...named, ...coded, parentId: maybe(id), kind: oneOf(OperatorKind), country: maybe(text), retiredAt },
  'staff-user': { ...named, role: oneOf(Role), passwordHash: maybe(text), retiredAt },
  package: {
    ...{
      ...named,
      ...coded,
      connection: oneOf(Connection),
      downKbps: maybe(int),
      upKbps: maybe(int),
      price: maybe(int),
    },
    ...{ vatPercent: percent, priceIncludesVat: fc.boolean() },
    ...{ validity: maybe(int), validityUnit: oneOf(ValidityUnit), volumeMb: maybe(int), routerProfile: maybe(text) },
    ...{ radiusGroup: maybe(text), sharing: maybe(text), medium: maybe(text), burstDownKbps: maybe(int) },
    ...{ burstUpKbps: maybe(int), burstSeconds: maybe(int), addressFromPool: fc.boolean(), retiredAt },
  },
  'billing-profile': {
    ...{ ...named, ...coded, mode: oneOf(BillingMode), billingDay: int, graceDays: int, autoSuspend: fc.boolean() },
    ...{ timing: oneOf(BillingTiming), prorateFirst: fc.boolean(), retiredAt },
  },
  zone: {
    ...{ ...named, ...coded, parentId: maybe(id), colour: maybe(text), distributionPoint: maybe(text) },
    ...{ division: maybe(text), district: maybe(text), thana: maybe(text), retiredAt },
  },
  'network-address': {
    ...{ ...coded, first: ip, last: ip, gateway: maybe(ip), retiredAt, routerId: maybe(id) },
    packageIds: fc.uniqueArray(id, { maxLength: 3 }).map((ids) => ids.sort()),
    reserved: fc
      .uniqueArray(fc.record({ first: ip, last: ip, note: maybe(text) }), {
        maxLength: 3,
        selector: ({ first }) => first,
      })
      .map((ranges) => ranges.sort((one, other) => one.first - other.first)),
  },
  'custom-field': {
    ...{ label: text, labelKey: text, type: oneOf(CustomFieldType), required: fc.boolean() },
    ...{ options: fc.array(text, { maxLength: 3 }), position: int, deletedAt: maybe(instant) },
  },
  'message-template': { kind: oneOf(MessageKind), text, automatic: fc.boolean() },
  router: {
    ...{ ...named, ...coded, host: text, port: int, tls: fc.boolean(), fingerprint: maybe(text), username: text },
    ...{ password: maybe(text), codePage: text, writes: fc.boolean(), authentication: oneOf(Authentication) },
    ...{ suspension: oneOf(Suspension), staticWay: oneOf(StaticWay), pppLocalAddress: maybe(text) },
    ...{ hotspotServer: maybe(text), dhcpServer: maybe(text), customerInterface: maybe(text) },
    ...{ radiusSecret: maybe(text), retiredAt },
  },
  setting: { value: fc.oneof(text, int, fc.boolean()) },
  'automatic-suspension': {
    ...{
      customerId: id,
      at: instant,
      username: text,
      reason: fc.constantFrom('daily-balance', 'bill-overdue', 'time-over'),
    },
    ...{ note: maybe(text), notedBy: maybe(text), notedAt: maybe(instant) },
  },
  'report-handed-in': { value: fc.array(text, { maxLength: 3 }) },
} satisfies Record<RecordKind, Readonly<Record<string, Arbitrary<RecordRow['body'][string]>>>>;

const idOf = (kind: RecordKind, one: string): string => {
  if (kind === 'setting') return 'country';
  return kind === 'report-handed-in' ? `btrcHandedIn:${one}` : one;
};
const ownerOf = (kind: RecordKind, one: string, other: string): string | null => {
  if (kind === 'operator' || kind === 'report-handed-in') return one;
  return kind === 'setting' || kind === 'custom-field' ? null : other;
};

/** Whatever record of a kind. */
export function anyRecord(kind: RecordKind): Arbitrary<RecordRow> {
  const shape: Readonly<Record<string, Arbitrary<RecordRow['body'][string]>>> = BODIES[kind];
  const version = fc.integer({ min: 1, max: 1_000_000 });
  // Bodies come out of JSON: they have a prototype.
  const body = fc.record(shape, { noNullPrototype: true });
  return fc.record({ one: id, other: id, version, body }).map(({ one, other, ...row }) => {
    return { kind, id: idOf(kind, one), operatorId: ownerOf(kind, one, other), ...row };
  });
}

const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
  .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'));
const anyDevice: Arbitrary<DeviceRow> = fc.record({ id, mac, type: maybe(text), addedBy: text, addedAt: instant });

export const anyCustomer: Arbitrary<CustomerRow> = fc.record({
  ...{ id, operatorId: id, username: name, password: maybe(text), fullName: text, phone: maybe(text) },
  ...{ phoneKey: maybe(text), email: maybe(text), packageId: id, billingProfileId: id, zoneId: maybe(id) },
  ...{ address: maybe(text), ip: maybe(ip), accountNumber: maybe(text), status: oneOf(CustomerStatus) },
  ...{ suspendedReason: maybe(oneOf(SuspendedReason)), expiresAt: maybe(instant), clientType: maybe(text) },
  ...{ medium: maybe(text), sharing: maybe(text), distributionPoint: maybe(text), division: maybe(text) },
  ...{ district: maybe(text), thana: maybe(text), custom: fc.dictionary(id, text, { maxKeys: 3 }) },
  ...{ createdAt: instant, updatedAt: instant, deletedAt: maybe(instant), activatedAt: maybe(instant) },
  ...{ deletedBy: maybe(text), specialPrice: maybe(int), settledAt: maybe(instant), billedThrough: maybe(day) },
  ...{ pausedSince: maybe(instant), pausedDays: int, extendedUntil: maybe(instant), nextPackageId: maybe(id) },
  ...{ nextPackageFrom: maybe(day), nextDueAt: maybe(instant), firstPeriodPosted: fc.boolean() },
  ...{ noMessages: fc.boolean(), routerId: maybe(id) },
  devices: fc.uniqueArray(anyDevice, { maxLength: 3, selector: (device) => device.id }),
});

export const anyLine: Arbitrary<LedgerRow> = fc.record({
  ...{ id, customerId: id, kind: fc.constantFrom(...ENTRY_KINDS), amount: int, at: instant, by: text },
  ...{ operatorId: maybe(id), method: maybe(oneOf(PaymentMethod)), reference: maybe(text), referenceKey: maybe(text) },
  ...{ receiptNumber: maybe(text), packageName: maybe(text), paidUntil: maybe(instant), note: maybe(text) },
  ...{ periodFrom: maybe(day), periodTo: maybe(day), dueAt: maybe(instant), reverses: maybe(id) },
});
