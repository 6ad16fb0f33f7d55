import { z } from 'zod';
import { ReferenceDocument } from '#shared/contract/reference.ts';
import { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import type { CellTable } from '#shared/domain/import/cell.ts';
import { HEADINGS } from '#shared/domain/import/fields.ts';
import customers from '../../../../resources/demo/customers.json' with { type: 'json' };
import reference from '../../../../resources/demo/reference.json' with { type: 'json' };

/** A customer of the sample ISP: a row as a spreadsheet would have it, and where the customer stands in life. */
const SampleCustomer = z.strictObject({
  /** Cells by the template's heading, or by a custom field's label. */
  row: z.record(z.string(), z.string()),
  joinedDaysAgo: z.int().nonnegative(),
  status: CustomerStatus,
  suspendedReason: SuspendedReason.optional(),
  /** Days from today on which the paid time ends; negative: it ended before. */
  expiresInDays: z.int().optional(),
});
export type SampleCustomer = z.infer<typeof SampleCustomer>;

/** What the sample ISP's customers refer to. */
export const sampleReference: ReferenceDocument = ReferenceDocument.parse(reference);

/** In the order in which they joined. */
export const sampleCustomers: readonly SampleCustomer[] = z.array(SampleCustomer).parse(customers);

export const DAY_MS = 86_400_000;

/** The sample customers as a sheet with the template's headings, as if it had been filled in today. */
export function sampleSheet(now: Date): CellTable {
  const labels = (sampleReference.customFields ?? []).map(({ label }) => label);
  const headings = [...Object.values(HEADINGS), ...labels];
  const rows = sampleCustomers.map(({ row, expiresInDays }) =>
    headings.map((heading) =>
      heading === HEADINGS.expires && expiresInDays !== undefined ? dateIn(now, expiresInDays) : (row[heading] ?? null),
    ),
  );
  return { numbers: [headings, ...rows].map((_, index) => index + 1), rows: [headings, ...rows] };
}

const dateIn = (now: Date, days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
