import { desiredFor, type ServedCustomer } from './desired.ts';
import { planStepsTo, standsFor, type Step, stepsTo } from './difference.ts';
import { markedCustomer } from './marker.ts';
import type { DesiredRecord, Menu, ProvisioningFault, RouterRecord } from './record.ts';
import { type RouterPractice, SUSPENDED_LIST } from './router.ts';
import type { Standing } from './standing.ts';

export const DRIFT_KINDS = [
  /** Nothing stands where something should. */
  'missing',
  /** Ours, but not as it should be. */
  'different',
  /** Marked as ours, but of nobody who belongs there. */
  'extra',
  /** Marked for a customer whom this office does not know: another console may work at the router. */
  'unknown',
  /** Somebody else's record in the place of one of ours: it has to be taken over, renamed or removed by hand. */
  'foreign',
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** Whether repairing changes it: what may be somebody else's is left to a person. */
export const isRepaired = (kind: DriftKind): boolean => kind !== 'foreign' && kind !== 'unknown';

/** Whether the router is not as this office wants it. What another console may have written is in nobody's way. */
export const isDiffering = (kind: DriftKind): boolean => kind !== 'unknown';

/** How many records there are of each kind. */
export type DriftCounts = Readonly<Record<DriftKind, number>>;

/** How many records are not as this office wants them. */
export const differingIn = (counts: DriftCounts): number =>
  DRIFT_KINDS.filter(isDiffering).reduce((sum, kind) => sum + counts[kind], 0);

/** Counts the lines of a comparison by their kind. */
export function countsOf(lines: readonly Pick<DriftedRecord, 'kind'>[]): DriftCounts {
  const counts = { missing: 0, different: 0, extra: 0, unknown: 0, foreign: 0 };
  for (const { kind } of lines) counts[kind] += 1;
  return counts;
}

/** Where a router is not as it should be. */
export interface DriftedRecord {
  /** The same in two comparisons of the same state. */
  readonly id: string;
  readonly kind: DriftKind;
  readonly menu: Menu;
  /** The name or address of the record. */
  readonly name: string;
  /** Whose it is, or (of a record that customers' records refer to) who needs it first. */
  readonly customer: string | null;
  /** Whether it belongs to a package, and so to many. */
  readonly isShared: boolean;
  /** ".id" of what stands there; null: nothing does. */
  readonly record: string | null;
  readonly fields: readonly { readonly field: string; readonly wanted: string; readonly there: string }[];
  readonly reason: ProvisioningFault | null;
}

export interface Drift {
  readonly lines: readonly DriftedRecord[];
  /** Records of customers that are as they should be. */
  readonly matching: number;
  /** Records that are not ours and stand in nobody's way. */
  readonly foreign: number;
}

/** Menus whose records are customers', one by one. */
const OF_CUSTOMERS: readonly Menu[] = [
  '/ppp/secret',
  '/ip/hotspot/user',
  '/ip/dhcp-server/lease',
  '/ip/arp',
  '/queue/simple',
  '/ip/firewall/address-list',
];

const nameOf = (fields: RouterRecord): string => fields['name'] ?? fields['address'] ?? '';
const place = (menu: Menu, record: RouterRecord): string => `${menu} ${record['.id'] ?? ''}`;

/**
 * Compares what should stand on a router for all its customers with what does. `isKnown`: whether the office has, or had, a
 * customer of this id. Passwords are in no part of it.
 */
export function driftOf(
  customers: readonly ServedCustomer[],
  practice: RouterPractice,
  standing: Standing,
  isKnown: (customer: string) => boolean,
): Drift {
  const lines: DriftedRecord[] = [];
  /** Records that are accounted for, whether they are as they should be or not. */
  const seen = new Set<string>();
  const plans = new Set<string>();
  /** Menus in which something of a customer belongs; null: it cannot be said. */
  const belonging = new Map<string, ReadonlySet<Menu> | null>();
  let matching = 0;

  for (const customer of customers) {
    const desired = desiredFor(customer, practice);
    if ('code' in desired) {
      belonging.set(customer.id, null);
      lines.push(undecided(customer, practice, desired));
      continue;
    }
    for (const plan of desired.plan) {
      const key = `${plan.menu} ${nameOf(plan.fields)}`;
      if (plans.has(key)) continue;
      plans.add(key);
      const line = lineOf(plan, planStepsTo(plan, standing), standing, { customer: customer.id, isShared: true });
      if (line) lines.push(line);
    }
    belonging.set(customer.id, new Set(desired.own.map(({ menu }) => menu)));
    for (const own of desired.own) {
      const { ours, inPlace } = standsFor(own, standing);
      for (const record of [ours, inPlace]) if (record) seen.add(place(own.menu, record));
      const line = lineOf(own, stepsTo(own, standing, false), standing, { customer: customer.id, isShared: false });
      if (line) lines.push(line);
      else matching += 1;
    }
  }

  let foreign = 0;
  for (const menu of OF_CUSTOMERS) {
    for (const record of standing.of(menu)) {
      if (record['dynamic'] === 'true' || seen.has(place(menu, record))) continue;
      const id = markedCustomer(record['comment']);
      if (id !== null) {
        const theirs = belonging.get(id);
        if (theirs === undefined && !isKnown(id)) lines.push(ofNobodyHere(menu, record, id));
        else if (theirs !== null) lines.push(unwanted(menu, record, id, theirs?.has(menu) === true));
      } else if (menu !== '/ip/firewall/address-list' || record['list'] === SUSPENDED_LIST) foreign += 1;
    }
  }
  return { lines, matching, foreign };
}

function lineOf(
  desired: DesiredRecord,
  steps: readonly Step[] | ProvisioningFault,
  standing: Standing,
  whose: Pick<DriftedRecord, 'customer' | 'isShared'>,
): DriftedRecord | null {
  const { ours, inPlace } = standsFor(desired, standing);
  const { menu } = desired;
  const name = nameOf(desired.fields);
  if ('code' in steps) {
    const record = inPlace?.['.id'] ?? null;
    return { ...whose, id: `foreign ${menu} ${name}`, kind: 'foreign', menu, name, record, fields: [], reason: steps };
  }
  const [step] = steps;
  if (step?.kind === 'add') {
    const fields = Object.entries(desired.fields)
      .filter(([, wanted]) => wanted !== '')
      .map(([field, wanted]) => ({ field, wanted, there: '' }));
    return { ...whose, id: `missing ${menu} ${name}`, kind: 'missing', menu, name, record: null, fields, reason: null };
  }
  if (step?.kind !== 'set') return null;
  const fields = [...Object.keys(step.fields), ...step.unset].map((field) => ({
    field,
    wanted: desired.fields[field] ?? '',
    there: ours?.[field] ?? '',
  }));
  return {
    ...whose,
    id: `different ${menu} ${step.id}`,
    kind: 'different',
    menu,
    name,
    record: step.id,
    fields,
    reason: null,
  };
}

/** A customer of whom it cannot be said what should stand there. */
function undecided(customer: ServedCustomer, practice: RouterPractice, reason: ProvisioningFault): DriftedRecord {
  const menu = practice.staticWay === 'lease' ? '/ip/dhcp-server/lease' : '/ip/arp';
  return {
    id: `missing ${menu} ${customer.id}`,
    kind: 'missing',
    menu,
    name: customer.ip ?? customer.username,
    customer: customer.id,
    isShared: false,
    record: null,
    fields: [],
    reason,
  };
}

/** A marked record that nothing asks for. A copy of one that is asked for was somebody's own doing: it is theirs to keep. */
function unwanted(menu: Menu, record: RouterRecord, customer: string, isCopy: boolean): DriftedRecord {
  const id = record['.id'] ?? '';
  const name = nameOf(record);
  const reason = isCopy ? { code: 'drift-copied', params: { menu, name } } : null;
  const kind = isCopy ? 'foreign' : 'extra';
  return { id: `${kind} ${menu} ${id}`, kind, menu, name, customer, isShared: false, record: id, fields: [], reason };
}

/** A record that is marked for a customer whom this office does not know. Its id tells the customer, as it is removed by it. */
function ofNobodyHere(menu: Menu, record: RouterRecord, customer: string): DriftedRecord {
  const at = record['.id'] ?? '';
  return {
    id: `unknown ${menu} ${at} ${customer}`,
    kind: 'unknown',
    menu,
    name: nameOf(record),
    customer,
    isShared: false,
    record: at,
    fields: [],
    reason: null,
  };
}
