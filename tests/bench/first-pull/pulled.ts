import { randomUUID } from 'node:crypto';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';

const ZONES = 40;
const AT = Date.UTC(2026, 10, 20);

const digits = (i: number, length: number): string => String(i).padStart(length, '0');

/** What an ISP of so many customers pulls first: each with a zone, a package, a password and an address, some with more. */
export function pulledRows(count: number) {
  const isp = randomUUID();
  const [packageId, billingProfileId, field] = [randomUUID(), randomUUID(), randomUUID()];
  const zones = Array.from({ length: ZONES }, (_, i): RecordRow => {
    const place = { distributionPoint: null, division: null, district: null, thana: null };
    const named = { name: `Zone ${i}`, nameKey: `zone ${i}`, code: `z${i}`, codeKey: `z${i}` };
    const body = { ...named, ...place, parentId: null, colour: null, retiredAt: null };
    return { kind: 'zone', id: randomUUID(), operatorId: isp, version: 1, body };
  });
  const custom: RecordRow = {
    ...{ kind: 'custom-field', id: field, operatorId: null, version: 1 },
    body: { label: 'NID', labelKey: 'nid', type: 'text', required: false, options: [], position: 1, deletedAt: null },
  };
  const customers = Array.from({ length: count }, (_, i): CustomerRow => {
    const mac = `02:00:00:${digits(Math.floor(i / 10_000) % 100, 2)}:${digits(Math.floor(i / 100) % 100, 2)}:${digits(i % 100, 2)}`;
    const devices = i % 4 === 0 ? [{ id: randomUUID(), mac, type: null, addedBy: '', addedAt: AT }] : [];
    const phone = `017${digits(i, 8)}`;
    return {
      ...{ id: randomUUID(), operatorId: isp, username: `user${digits(i, 6)}`, password: `secret-${i}` },
      ...{ fullName: `Rahima Khatun ${i}`, phone, phoneKey: `88${phone}`, email: null, packageId, billingProfileId },
      ...{ zoneId: zones[i % ZONES]?.id ?? null, address: `House ${i}, Road ${i % 90}`, ip: 0x0a00_0000 + i },
      ...{
        accountNumber: `A${i}`,
        status: 'active',
        suspendedReason: null,
        expiresAt: AT,
        clientType: null,
        medium: null,
      },
      ...{ sharing: null, distributionPoint: null, division: null, district: null, thana: null },
      ...{
        custom: i % 10 === 0 ? { [field]: `19${digits(i, 9)}` } : {},
        createdAt: AT,
        updatedAt: AT,
        deletedAt: null,
      },
      ...{ activatedAt: AT, deletedBy: null, specialPrice: null, settledAt: AT, billedThrough: '2026-11-20' },
      ...{ pausedSince: null, pausedDays: 0, extendedUntil: null, nextPackageId: null, nextPackageFrom: null },
      ...{ nextDueAt: AT, firstPeriodPosted: true, noMessages: false, routerId: null, devices },
    };
  });
  const lines = customers.map(({ id }): LedgerRow => ({
    ...{ id: randomUUID(), customerId: id, kind: 'opening', amount: -50_000, at: AT, by: '', operatorId: isp },
    ...{ method: null, reference: null, referenceKey: null, receiptNumber: null, packageName: null, paidUntil: null },
    ...{ note: null, periodFrom: null, periodTo: null, dueAt: null, reverses: null },
  }));
  return { operatorId: isp, records: [...zones, custom], customers, lines };
}
