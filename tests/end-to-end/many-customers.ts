import type { Host } from './host.ts';

const NAMES = ['Rahim Uddin', 'Wanjiku Kamau', 'Fatema Begum', 'Otieno Odhiambo', 'জাহিদ হাসান', 'Salma Akter'];

/** The ISP of these customers: one package, one profile, two zones. */
const REFERENCE = {
  packages: [
    { name: 'Home 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '800.00', validityDays: 30 },
  ],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' }],
  zones: [{ name: 'Mirpur' }, { name: 'Uttara' }],
};

/** The username of the customer at a position of the list, from 0: in the order of the alphabet. */
export const usernameAt = (index: number): string => `user${String(index).padStart(6, '0')}`;

/** Fills the store of a host through an import of june.csv. Customer number i has the phone 01711 and i in six digits. */
export function importCustomers(host: Host, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length] ?? '';
    const phone = `01711${String(index).padStart(6, '0')}`;
    const zone = index % 3 === 0 ? 'Uttara' : 'Mirpur';
    return `${usernameAt(index)},Secret-${index},${name},${phone},,admin,Home 10M,Monthly,${zone},House ${index}`;
  });
  const headings = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address';
  host.cli('reference import', host.file('reference.json', JSON.stringify(REFERENCE)));
  host.cli('import', host.file('june.csv', [headings, ...rows].join('\n')));
}
