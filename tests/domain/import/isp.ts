import type { Cell, CellTable } from '#shared/domain/import/cell.ts';
import type { Choices } from '#shared/domain/import/choices.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { HEADINGS, TEMPLATE_FIELDS, type StandardField } from '#shared/domain/import/fields.ts';
import { findLayout } from '#shared/domain/import/match.ts';
import type { Existing, LookUp, Reference } from '#shared/domain/import/reference.ts';
import { createWorkTable, type WorkTable } from '#shared/domain/import/work-table.ts';
import { parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';

const plan = (
  id: string,
  name: string,
  operatorId = 'admin',
  connection: 'pppoe' | 'hotspot' | 'static' | 'other' = 'pppoe',
) => ({
  id,
  operatorId,
  name,
  code: id.toUpperCase(),
  connection,
  downKbps: 10240,
  upKbps: 5120,
  price: 80000,
  validity: 30,
});

const block = (cidr: string, gateway: string | null, packageIds: string[]) => ({
  ...(parseCidr(cidr) ?? { first: 0, last: 0 }),
  gateway: gateway === null ? null : parseIpv4(gateway),
  packageIds,
});

/** A small ISP: the admin, two resellers, a sub-reseller beneath the northern one, one reseller abroad. */
export const ISP: Reference = {
  country: 'BD',
  currency: 'BDT',
  actorOperatorId: 'admin',
  operators: [
    { id: 'admin', parentId: null, name: 'admin', code: 'A', country: null },
    { id: 'north', parentId: 'admin', name: 'Dhaka North', code: 'DN', country: null },
    { id: 'north-1', parentId: 'north', name: 'Mirpur Net', code: 'MN', country: null },
    { id: 'south', parentId: 'admin', name: 'Dhaka South', code: 'DS', country: null },
    { id: 'kisumu', parentId: 'admin', name: 'Kisumu', code: 'KS', country: 'KE' },
  ],
  packages: [
    plan('h10', 'Home 10M'),
    plan('h20', 'Home 20M'),
    plan('hs', 'Cafe', 'admin', 'hotspot'),
    plan('fix', 'Office Fixed', 'admin', 'static'),
    plan('tv', 'Cable TV', 'admin', 'other'),
    { ...plan('half', 'Half Done'), price: null },
    plan('n-gold', 'Gold', 'north'),
    plan('s-gold', 'Gold', 'south'),
    plan('s-only', 'Southern Special', 'south'),
  ],
  billingProfiles: [
    { id: 'm', operatorId: 'admin', name: 'Monthly', code: 'MO', mode: 'monthly' },
    { id: 'd', operatorId: 'admin', name: 'Daily', code: 'DA', mode: 'daily' },
    { id: 's-m', operatorId: 'south', name: 'South Monthly', code: 'SM', mode: 'monthly' },
  ],
  zones: [
    { id: 'z1', operatorId: 'admin', name: 'Mirpur', code: 'Z1' },
    { id: 'z2', operatorId: 'admin', name: 'উত্তরা', code: 'Z2' },
    { id: 'z3', operatorId: 'south', name: 'Banani', code: 'Z3' },
  ],
  networkAddresses: [block('10.0.0.0/29', '10.0.0.1', ['h10']), block('10.0.1.0/24', null, ['h10', 'fix'])],
  customFields: [],
};

export type Row = Partial<Record<StandardField | 'custom', Cell>>;

export const GOOD = {
  username: 'rahim01',
  password: 'secret-77',
  fullName: 'Rahim Uddin',
  phone: '01711223344',
  email: 'rahim@example.com',
  operator: 'Dhaka North',
  package: 'Home 10M',
  billingProfile: 'Monthly',
  zone: 'Mirpur',
  address: 'House 7, Road 5',
} as const satisfies Row;

let serial = 0;

/** A row without a problem, unlike every other; `changes` are its cells that matter. */
export function row(changes: Row = {}): Row {
  serial += 1;
  const digits = String(serial).padStart(8, '0');
  return { ...GOOD, username: `user${serial}`, phone: `017${digits}`, email: `user${serial}@example.com`, ...changes };
}

/** The file of some rows with the template's headings, further fields behind them as the rows need. Data begins in row 2. */
export function fileOf(rows: readonly Row[]): CellTable {
  const further = new Set(rows.flatMap((each) => Object.keys(each) as StandardField[])); // keys of Row
  const fields = [...new Set([...TEMPLATE_FIELDS, ...further])];
  const cells = rows.map((each) => fields.map((field) => each[field] ?? null));
  return {
    numbers: [1, ...rows.map((_, index) => index + 2)],
    rows: [fields.map((field) => (Object.hasOwn(HEADINGS, field) ? HEADINGS[field] : field)), ...cells],
  };
}

export const NOBODY: Existing = { usernames: new Map(), phones: new Set(), ips: new Set() };

/** The table under work of some rows, all else as given. */
export function work(
  rows: readonly Row[],
  { isp = ISP, existing = NOBODY, choices = {} }: { isp?: Reference; existing?: Existing; choices?: Choices } = {},
): WorkTable {
  const file = fileOf(rows);
  const layout = findLayout(file, isp.customFields, choices);
  const lookUp: LookUp = () => existing;
  return createWorkTable(fieldTableOf(file, layout, isp.customFields, choices), isp, lookUp, choices);
}

/** All problems as "row column code". */
export function told(table: WorkTable): string[] {
  return [...table.problemsOf()].map(({ row: number, column, code }) => `${number} ${column} ${code}`);
}

/** The problems of one row with these cells. */
export function problemsOf(changes: Row, given: Parameters<typeof work>[1] = {}) {
  return [...work([row(changes)], given).problemsOf()];
}

export const codesOf = (changes: Row, given: Parameters<typeof work>[1] = {}): string[] =>
  problemsOf(changes, given).map(({ code }) => code);
