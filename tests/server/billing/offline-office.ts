import { randomUUID } from 'node:crypto';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { changedColumns } from '#shared/domain/billing/columns.ts';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import { settledTo } from '#shared/domain/billing/settled.ts';
import { type Tariff, tariffOf } from '#shared/domain/billing/tariff.ts';
import type { ActionFacts, CustomerInHand } from '#shared/domain/customer/action-facts.ts';
import { customerType } from '#shared/domain/customer/customer.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { without } from '#server/store/without.ts';
import { uuidOf } from '#main/named-id.ts';
import { mutation, ROOT } from '../central.ts';
import { AHEAD, BETTER, CABLE, DAILY, EVENING, FIXED, HOME, MONTHLY, ROUTER, ZONE } from './isp.ts';

// An office without a line: what the rules of the domain make of a customer there, and what it tells the server of it.

const world = { timeZone: 'Asia/Dhaka', idOf: uuidOf };
const PLANS: Readonly<Record<string, readonly [Connection, number, number]>> = {
  [HOME]: ['pppoe', 90_000, 30],
  [BETTER]: ['pppoe', 150_000, 30],
  [EVENING]: ['hotspot', 5000, 7],
  [FIXED]: ['static', 300_000, 30],
  [CABLE]: ['other', 30_000, 30],
};
const of = (mode: BillingMode, timing: 'arrears' | 'advance', billingDay: number, graceDays: number) => ({
  ...{ mode, timing, billingDay, graceDays, autoSuspend: true, prorateFirst: true },
});
const PROFILES: Readonly<Record<string, ReturnType<typeof of>>> = {
  [DAILY]: of('daily', 'arrears', 1, 5),
  [MONTHLY]: of('monthly', 'arrears', 1, 5),
  [AHEAD]: of('monthly', 'advance', 10, 3),
};

type Chosen = Pick<CustomerRow, 'packageId' | 'billingProfileId' | 'specialPrice'>;

function tariff({ packageId, billingProfileId, specialPrice }: Chosen): Tariff {
  const [connection, price, validity] = PLANS[packageId]!;
  const profile = PROFILES[billingProfileId]!;
  const type = customerType(connection, profile.mode) ?? 'static-monthly';
  const priced = { price, vatPercent: 0, priceIncludesVat: true, validity, validityUnit: 'days' as const };
  return tariffOf(type, priced, profile, specialPrice);
}

const choice = (id: string) => ({ id, operatorId: ROOT, name: id, isRetired: false });

function factsAt(now: number, run: string): ActionFacts {
  const known = (table: object) => (id: string) => (id in table ? choice(id) : null);
  const nobody = () => null;
  return {
    ...{ now, by: 'staff', reach: new Set([ROOT]), usable: new Set([ROOT]), lineOf: () => new Set([ROOT]) },
    operator: (id) => choice(id),
    package: (id) => (id in PLANS ? { ...choice(id), connection: PLANS[id]![0], isComplete: true } : null),
    profile: (id) => (id in PROFILES ? { ...choice(id), mode: PROFILES[id]!.mode } : null),
    zone: known({ [ZONE]: 1 }),
    router: known({ [ROUTER]: 1 }),
    ...{ blocksOf: () => [], claimOn: nobody, isHeld: () => false, holderOfUsername: nobody, holderOfIp: nobody },
    ...{ hasAccountNumber: () => false, holdersOfMac: () => [], newPassword: () => 'new-password' },
    billing: {
      ...{ world, currency: 'BDT', tariff, referenceProblem: nobody, rests: null, messageProblem: nobody },
      idOf: (id, what) => uuidOf(id, `${run}:${what}`),
    },
  };
}

export class OfflineOffice {
  row: CustomerRow;
  lines: LedgerRow[];
  #receipts = 0;

  constructor(row: CustomerRow, lines: readonly LedgerRow[] = []) {
    this.row = row;
    this.lines = [...lines];
  }

  /** The billing clock of a console that has not enrolled. */
  settle(at: number): void {
    const { nextDueAt } = this.row;
    if (nextDueAt === null || nextDueAt > at) return;
    this.#take(settledTo({ account: this.#account(), columns: this.row }, at, world), '');
  }

  /** Does it, and answers what the server is told; null: the rules refuse it. */
  does(terms: ActionTerms, at: number, run: string = randomUUID()): Mutation | null {
    this.settle(at);
    const account = this.#account();
    const before = this.row;
    const inHand: CustomerInHand = {
      ...before,
      ...{ type: account.tariff.type, macs: before.devices.map(({ mac }) => mac), account },
    };
    const decision = decide(inHand, terms, factsAt(at, run));
    if (decision.kind === 'refused') return null;
    const { columns, password, bind, unbind = [], step } = decision.changes;
    const posted = step ? this.#take(step, 'staff') : [];
    const kept = without(columns, ['usernameKey']);
    const device = bind && { id: randomUUID(), mac: bind.mac, type: bind.type, addedBy: 'staff', addedAt: at };
    const left = this.row.devices.filter(({ mac }) => !unbind.includes(mac));
    this.row = {
      ...this.row,
      ...kept,
      ...(password === undefined ? {} : { password }),
      devices: device ? [...left, device] : left,
    };
    const names = Object.keys(this.row) as (keyof CustomerRow)[];
    const changed = names.filter((name) => name !== 'devices' && this.row[name] !== before[name]);
    return mutation({
      name: 'customer.change',
      args: {
        ...{ by: 'staff', at, id: before.id, action: terms.action, isUndo: false, terms, run },
        columns: Object.fromEntries(changed.map((name) => [name, this.row[name]])),
        ...{ bind: device ? [device] : [], unbind: [...unbind], lines: posted },
      },
      was: {
        ...(changed.includes('packageId') ? { packageId: before.packageId } : {}),
        ...(changed.includes('ip') ? { ip: before.ip } : {}),
        ...(changed.includes('password') ? { password: before.password } : {}),
      },
    });
  }

  #account(): Account {
    const { row, lines } = this;
    const back = new Set(lines.map(({ reverses }) => reverses));
    const { nextPackageId, nextPackageFrom } = row;
    const charges = lines
      .filter(({ amount, reverses, id }) => amount < 0 && reverses === null && !back.has(id))
      .toSorted(
        (one, other) => one.at - other.at || (one.dueAt ?? 0) - (other.dueAt ?? 0) || (one.id < other.id ? -1 : 1),
      );
    return {
      ...row,
      tariff: tariff(row),
      next:
        nextPackageId === null || nextPackageFrom === null
          ? null
          : { tariff: tariff({ ...row, packageId: nextPackageId }), packageId: nextPackageId, from: nextPackageFrom },
      balance: lines.reduce((sum, { amount }) => sum + amount, 0),
      charges: charges.map(({ id, amount, dueAt }) => ({ id, amount: -amount, dueAt })),
    };
  }

  #take(step: Step, by: string): LedgerRow[] {
    this.row = { ...this.row, ...changedColumns(this.row, step, world) };
    const posted = step.postings
      .filter(({ id }) => !this.lines.some((line) => line.id === id))
      .map((posting): LedgerRow => {
        const { method, reference, note, periodFrom, periodTo, ...rest } = posting;
        const code = method === undefined ? null : codeUsedOnce(method, reference);
        const isPaid = rest.kind === 'payment';
        return {
          ...{ ...rest, customerId: this.row.id, by, operatorId: this.row.operatorId, method: method ?? null },
          ...{ reference: code ?? reference ?? null, referenceKey: code, note: note ?? null },
          ...{ periodFrom: periodFrom ?? null, periodTo: periodTo ?? null },
          receiptNumber: isPaid ? `K7Q-${++this.#receipts}` : null,
          ...{ packageName: isPaid ? 'Home' : null, paidUntil: isPaid ? this.row.expiresAt : null },
        };
      });
    this.lines.push(...posted);
    return posted;
  }
}
