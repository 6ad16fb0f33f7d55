import { randomUUID } from 'node:crypto';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { folded } from '#shared/domain/text.ts';
import { GENESIS, SCHEMA, type Witness } from '#shared/sync/head.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { PullReply } from '#shared/sync/pull.ts';
import type { PushReply } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import { sealWith } from '#server/key/seal.ts';
import type { Database } from '#server/store/database.ts';
import { pull } from '#server/sync/pull.ts';
import { push, type SyncDeps } from '#server/sync/push.ts';
import { newDatabase } from './databases.ts';

export const NOW = Date.parse('2026-11-20T10:00:00.000Z');

/** Everybody of the tests' ISP: the root, a reseller, its sub-reseller, and another reseller. */
export const ROOT = '00000000-0000-4000-8000-000000000001';
export const NORTH = '00000000-0000-4000-8000-000000000002';
export const MIRPUR = '00000000-0000-4000-8000-000000000003';
export const SOUTH = '00000000-0000-4000-8000-000000000004';
export const PACKAGE = '00000000-0000-4000-8000-000000000010';
export const PROFILE = '00000000-0000-4000-8000-000000000020';

const record = (
  kind: RecordRow['kind'],
  id: string,
  operatorId: string | null,
  body: RecordRow['body'],
): RecordRow => ({
  ...{ kind, id, operatorId, version: 1 },
  body,
});
const operator = (id: string, parentId: string | null, name: string): RecordRow =>
  record('operator', id, id, { parentId, name, nameKey: folded(name), code: name, codeKey: folded(name) });

export const records: readonly RecordRow[] = [
  operator(ROOT, null, 'Shapla'),
  operator(NORTH, ROOT, 'Dhaka North'),
  operator(MIRPUR, NORTH, 'Mirpur Link'),
  operator(SOUTH, ROOT, 'Dhaka South'),
  record('package', PACKAGE, ROOT, { name: 'Home 10M', nameKey: 'home 10m', code: 'home-10m', codeKey: 'home-10m' }),
  record('billing-profile', PROFILE, ROOT, {
    name: 'Monthly',
    nameKey: 'monthly',
    code: 'monthly',
    codeKey: 'monthly',
  }),
];

export function customer(username: string, more: Partial<CustomerRow> = {}): CustomerRow {
  return {
    ...{ id: randomUUID(), operatorId: ROOT, username, password: 'secret', fullName: username, phone: null },
    ...{ phoneKey: null, email: null, packageId: PACKAGE, billingProfileId: PROFILE, zoneId: null, address: null },
    ...{ ip: null, accountNumber: null, status: 'active', suspendedReason: null, expiresAt: null, clientType: null },
    ...{ medium: null, sharing: null, distributionPoint: null, division: null, district: null, thana: null },
    ...{ custom: {}, createdAt: NOW, updatedAt: NOW, deletedAt: null, activatedAt: NOW, deletedBy: null },
    ...{ specialPrice: null, settledAt: null, billedThrough: null, pausedSince: null, pausedDays: 0 },
    ...{ extendedUntil: null, nextPackageId: null, nextPackageFrom: null, nextDueAt: 0, firstPeriodPosted: false },
    ...{ noMessages: false, routerId: null, devices: [] },
    ...more,
  };
}

export function payment(customerId: string, amount: number, more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    ...{
      id: randomUUID(),
      customerId,
      kind: 'payment',
      amount,
      at: NOW,
      by: 'staff',
      operatorId: null,
      method: 'cash',
    },
    ...{ reference: null, referenceKey: null, receiptNumber: null, packageName: null, paidUntil: null, note: null },
    ...{ periodFrom: null, periodTo: null, dueAt: null, reverses: null },
    ...more,
  };
}

const done = { by: 'staff', at: NOW };
type Given = Mutation extends infer M ? (M extends Mutation ? Omit<M, 'uid'> : never) : never;
export const mutation = (given: Given, uid: string = randomUUID()): Mutation => ({ uid, ...given });

export const adds = (customers: CustomerRow[], lines: LedgerRow[] = []): Mutation =>
  mutation({ name: 'customers.add', args: { ...done, customers, lines } });
export const puts = (rows: readonly RecordRow[]): Mutation =>
  mutation({ name: 'records.put', args: { ...done, records: [...rows] } });

type Change = Extract<Mutation, { name: 'customer.change' }>;
export const changes = (
  id: string,
  columns: Change['args']['columns'],
  { was, ...more }: Partial<Change['args']> & { was?: Change['was'] } = {},
): Mutation =>
  mutation({
    name: 'customer.change',
    args: {
      ...done,
      ...{ id, columns, action: 'change', isUndo: false, terms: null, run: '', bind: [], unbind: [], lines: [] },
      ...more,
    },
    ...(was ? { was } : {}),
  });

/** What an office has done by an action, with the lines that it wrote down for it. */
export const does = (
  id: string,
  terms: ActionTerms,
  more: Partial<Change['args']> & { was?: Change['was'] } = {},
): Mutation => changes(id, more.columns ?? {}, { action: terms.action, terms, run: randomUUID(), ...more });

/** A console that speaks to the server as the protocol says, and remembers only what it must. */
export class Console {
  readonly #deps: SyncDeps;
  readonly deviceId: string = randomUUID();
  readonly operatorId: string;
  instanceId: string = randomUUID();
  next = 1;
  witness: Witness = GENESIS;
  cursor: Witness = GENESIS;
  scope: string | null = null;

  constructor(deps: SyncDeps, operatorId: string) {
    this.#deps = deps;
    this.operatorId = operatorId;
  }

  /** Sends mutations under the next numbers, or under those that are named. */
  async push(mutations: Mutation[], firstMid: number = this.next): Promise<PushReply> {
    const { instanceId, witness } = this;
    const reply = await push(this.#deps, this, { instanceId, firstMid, witness, schema: SCHEMA, mutations });
    this.witness = reply.head;
    if (reply.fault === null) this.next = Math.max(this.next, firstMid + mutations.length);
    return reply;
  }

  async pull(limit = 1000): Promise<PullReply> {
    const { cursor, witness, scope } = this;
    const reply = await pull(this.#deps, this, { cursor, witness, scope, schema: SCHEMA, limit });
    if (reply.fault === null) {
      this.cursor = reply.cursor;
      this.scope = reply.scope;
    }
    this.witness = reply.head;
    return reply;
  }
}

export interface Central {
  readonly database: Database;
  readonly deps: SyncDeps;
  readonly console: (operatorId?: string) => Console;
}

/** A central server without a line to it, with the ISP's records in it unless it shall be empty. */
export async function central(
  kind: Database['kind'] = 'postgresql',
  { isEmpty = false, now = NOW } = {},
): Promise<Central> {
  const database = await newDatabase(kind);
  const deps: SyncDeps = {
    database,
    seal: sealWith(new Uint8Array(32).fill(7)),
    now: () => new Date(now),
    follow: () => Promise.resolve(),
  };
  const make = (operatorId = ROOT): Console => new Console(deps, operatorId);
  if (!isEmpty) await make().push([puts(records)]);
  return { database, deps, console: make };
}
