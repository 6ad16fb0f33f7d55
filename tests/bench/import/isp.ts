import type { ReferenceDocument } from '#shared/contract/reference.ts';

/** An ISP that every row of the benchmark's workbook fits. */
export const isp: ReferenceDocument = {
  operators: ['Dhaka North', 'Dhaka South', 'Chattogram'].map((name) => ({ name, kind: 'reseller' as const })),
  packages: [5, 10, 20, 50].map((mbps) => ({
    name: `Home ${mbps}M`,
    connection: 'pppoe' as const,
    downKbps: mbps * 1024,
    upKbps: mbps * 512,
    price: `${mbps * 80}.00`,
    validityDays: 30,
  })),
  billingProfiles: [{ name: 'Monthly', mode: 'monthly', billingDay: 1, graceDays: 7, autoSuspend: true }],
  zones: ['Mirpur', 'Uttara', 'Banani', 'Dhanmondi', 'Mohakhali'].map((name) => ({ name })),
};
