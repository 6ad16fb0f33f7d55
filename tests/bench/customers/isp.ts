import type { ReferenceDocument } from '#shared/contract/reference.ts';

const count = <T>(many: number, make: (i: number) => T): T[] => Array.from({ length: many }, (_, i) => make(i));
const AREAS = [
  'Mirpur',
  'Uttara',
  'Banani',
  'Dhanmondi',
  'Mohakhali',
  'Gulshan',
  'Badda',
  'Rampura',
  'ধানমন্ডি',
  'Savar',
];

/** A large ISP: forty resellers, 24 packages, 210 zones in a tree. */
export const isp: ReferenceDocument = {
  operators: count(40, (i) => ({ name: `Reseller ${i + 1}`, kind: 'reseller' as const })),
  packages: count(24, (i) => ({
    name: `Home ${(i + 1) * 5}M`,
    connection: (['pppoe', 'pppoe', 'static', 'hotspot'] as const)[i % 4] ?? 'pppoe',
    downKbps: (i + 1) * 5120,
    upKbps: (i + 1) * 2560,
    price: `${(i + 1) * 300}.00`,
    validityDays: 30,
  })),
  billingProfiles: [
    { name: 'Monthly', mode: 'monthly' },
    { name: 'Monthly, the 10th', mode: 'monthly', billingDay: 10 },
  ],
  zones: AREAS.flatMap((name) => [{ name }, ...count(20, (i) => ({ name: `${name} ${i + 1}`, parent: name }))]),
  customFields: [{ label: 'ONU Serial', type: 'text' }],
};
