import { CUSTOMER_TYPES, type CustomerType } from '#shared/domain/customer/customer.ts';
import type { Host } from './host.ts';

/** An ISP with two packages for every connection, so that each customer can go from one to the other. */
const REFERENCE = {
  operators: [
    { name: 'Dhaka North', kind: 'reseller' },
    { name: 'Kisumu', kind: 'reseller', country: 'KE' },
  ],
  packages: [
    { name: 'Home 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '800.00', validityDays: 30 },
    { name: 'Home 20M', connection: 'pppoe', downKbps: 20480, upKbps: 5120, price: '1000.00', validityDays: 30 },
    { name: 'Day pass', connection: 'hotspot', downKbps: 4096, upKbps: 2048, price: '30.00', validityDays: 1 },
    { name: 'Week pass', connection: 'hotspot', downKbps: 4096, upKbps: 2048, price: '150.00', validityDays: 7 },
    { name: 'Office 30M', connection: 'static', downKbps: 30720, upKbps: 30720, price: '5000.00', validityDays: 30 },
    { name: 'Office 60M', connection: 'static', downKbps: 61440, upKbps: 61440, price: '9000.00', validityDays: 30 },
    { name: 'Cable', connection: 'other', price: '300.00', validityDays: 30 },
    { name: 'Cable and films', connection: 'other', price: '450.00', validityDays: 30 },
  ],
  billingProfiles: [
    { name: 'Monthly', mode: 'monthly' },
    { name: 'Monthly on the 10th', mode: 'monthly', billingDay: 10 },
    { name: 'Daily', mode: 'daily' },
    { name: 'Daily for staff', mode: 'daily' },
  ],
  zones: [{ name: 'Mirpur', colour: '#1c7ed6' }, { name: 'Uttara' }],
  networkAddresses: [
    { cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Home 10M', 'Home 20M', 'Office 30M', 'Office 60M'] },
  ],
  customFields: [
    { label: 'NID', type: 'text' },
    { label: 'Building', type: 'dropdown', options: ['Flat', 'Shop'] },
  ],
};

interface OfType {
  readonly package: string;
  readonly otherPackage: string;
  readonly profile: string;
  readonly otherProfile: string;
  readonly ip: string;
}

/** What a customer of each type has, and what it can go over to. */
export const OF_TYPE: Readonly<Record<CustomerType, OfType>> = {
  'pppoe-daily': {
    package: 'Home 10M',
    otherPackage: 'Home 20M',
    profile: 'Daily',
    otherProfile: 'Daily for staff',
    ip: '',
  },
  'pppoe-monthly': {
    package: 'Home 10M',
    otherPackage: 'Home 20M',
    profile: 'Monthly',
    otherProfile: 'Monthly on the 10th',
    ip: '10.0.0.5',
  },
  hotspot: {
    package: 'Day pass',
    otherPackage: 'Week pass',
    profile: 'Monthly',
    otherProfile: 'Daily',
    ip: '',
  },
  'static-monthly': {
    package: 'Office 30M',
    otherPackage: 'Office 60M',
    profile: 'Monthly',
    otherProfile: 'Monthly on the 10th',
    ip: '10.0.0.7',
  },
  other: {
    package: 'Cable',
    otherPackage: 'Cable and films',
    profile: 'Monthly',
    otherProfile: 'Daily',
    ip: '',
  },
};

const HEADINGS =
  'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,IP Address,Balance,NID,Building';

/** One active customer of every type, its username being its type: "pppoe-daily". */
export function importFiveTypes(host: Host): void {
  const rows = CUSTOMER_TYPES.map((type, at) => {
    const { package: plan, profile, ip } = OF_TYPE[type];
    const building = at % 2 === 0 ? 'Flat' : 'Shop';
    return `${type},Secret-${type},Name of ${type},0171100000${at},,admin,${plan},${profile},Mirpur,,${ip},100,NID-${at},${building}`;
  });
  host.cli('reference import', host.file('reference.json', JSON.stringify(REFERENCE)));
  host.cli('import', host.file('five.csv', [HEADINGS, ...rows].join('\n')));
}
