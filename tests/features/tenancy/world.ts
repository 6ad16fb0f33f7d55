import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Database } from 'better-sqlite3';
import DatabaseFile from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Actor } from '#main/procedure.ts';
import { pathsOf } from '#main/store/folder.ts';
import type { Contract } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import { coreAtWork } from '../core-at-work.ts';

export type Client = ContractRouterClient<Contract>;

/**
 * An ISP of four operators: the ISP itself over the reseller that acts, with a sub-reseller beneath and a reseller that is
 * none of its business. Whatever belongs to the last one bears "zulu" in its name; people and customers of the ISP itself
 * bear "isp-only": neither word may ever reach the reseller.
 */
export const OPERATORS = { isp: 'isp-only', mine: 'north', beneath: 'mirpur', foreign: 'zulu' } as const;
export type OperatorName = keyof typeof OPERATORS;

export const FORBIDDEN = /zulu|isp-only/i;

/** A code that nobody has, to call things by. */
let made = 0;
const fresh = (): number => ++made;

/** Everything that a procedure can be asked for, made new for each question, so that no answer changes the next. */
export class World {
  readonly client: (operator: OperatorName, role: Role) => Client;
  readonly operatorIds: Readonly<Record<OperatorName, string>>;
  readonly staffIds: Readonly<Record<OperatorName, string>>;
  readonly #db: Database;
  readonly #home: { readonly package: string; readonly profile: string };
  readonly #sessions = new Map<OperatorName, Promise<string>>();
  readonly #runs = new Map<OperatorName, Promise<string>>();

  static async open(): Promise<World> {
    // What is written beside the core must not meet what the core writes by itself.
    const work = await coreAtWork(undefined, { start: false });
    const db = new DatabaseFile(pathsOf(work.folder).store);
    onTestFinished(() => void db.close());
    const clientOf = (actor: Actor): Client =>
      createRouterClient(work.core.router, { context: work.core.context({ actor: () => actor }) });
    return new World(db, clientOf);
  }

  private constructor(db: Database, clientOf: (actor: Actor) => Client) {
    this.#db = db;
    // Cast: every store has its first operator.
    const isp = db.prepare('SELECT id FROM operator').pluck().get() as string;
    const mine = this.operator(isp, 'north', 'reseller');
    this.operatorIds = {
      isp,
      mine,
      beneath: this.operator(mine, 'mirpur', 'sub-reseller'),
      foreign: this.operator(isp, 'zulu', 'reseller'),
    };
    this.#home = { package: this.package('isp', 'Home'), profile: this.profile('isp', 'Monthly') };
    this.staffIds = {
      isp: this.staff('isp'),
      mine: this.staff('mine'),
      beneath: this.staff('beneath'),
      foreign: this.staff('foreign'),
    };
    this.client = (operator, role) =>
      clientOf({
        staffUserId: this.staffIds[operator],
        operatorId: this.operatorIds[operator],
        role,
        name: OPERATORS[operator],
        isRoot: operator === 'isp',
      });
  }

  /** A further operator beneath one. */
  operator(parentId: string, name = `${this.#mark(parentId)}-${fresh()}`, kind = 'sub-reseller'): string {
    const id = randomUUID();
    this.#insert('operator', { id, parent_id: parentId, name, name_key: name, code: name, code_key: name, kind });
    return id;
  }

  staff(of: OperatorName): string {
    const [id, name] = [randomUUID(), `${OPERATORS[of]}-person-${fresh()}`];
    this.#insert('staff_user', { id, operator_id: this.operatorIds[of], name, name_key: name, role: 'cashier' });
    return id;
  }

  customer(of: OperatorName): { readonly id: string; readonly username: string } {
    const [id, username] = [randomUUID(), `${OPERATORS[of]}-user-${fresh()}`];
    this.#insert('customer', {
      id,
      operator_id: this.operatorIds[of],
      username,
      username_key: username,
      full_name: `${OPERATORS[of]} customer`,
      name_key: `${OPERATORS[of]} customer`,
      package_id: this.#home.package,
      billing_profile_id: this.#home.profile,
      status: 'active',
      created_at: 0,
      updated_at: 0,
      activated_at: 0,
      // Billing begins with them now, and not in 1970.
      next_due_at: -1,
    });
    const mac = `AA:BB:CC:${[16, 8, 0].map((shift) => ((made >> shift) & 255).toString(16).padStart(2, '0').toUpperCase()).join(':')}`;
    this.#insert('device', {
      id: randomUUID(),
      customer_id: id,
      mac,
      added_by: this.staffIds[of],
      added_at: 0,
    });
    this.#insert('audit', {
      at: 0,
      operator_id: this.operatorIds[of],
      staff_user_id: this.staffIds[of],
      console: 'office',
      action: 'customer.change',
      entity: 'customer',
      entity_id: id,
      after: JSON.stringify({ fullName: `${OPERATORS[of]} customer` }),
      of_operator_id: this.operatorIds[of],
    });
    return { id, username };
  }

  package(of: OperatorName, name = `${OPERATORS[of]}-pack-${fresh()}`): string {
    const more = { connection: 'pppoe', down_kbps: 1024, up_kbps: 1024, price: 100, validity: 30 };
    return this.#owned('package', of, name, more);
  }

  profile(of: OperatorName, name = `${OPERATORS[of]}-profile-${fresh()}`): string {
    return this.#owned('billing_profile', of, name, { mode: 'monthly' });
  }

  zone(of: OperatorName): string {
    return this.#owned('zone', of, `${OPERATORS[of]}-zone-${fresh()}`, {});
  }

  router(of: OperatorName): string {
    const reached = { host: `${OPERATORS[of]}-router-${fresh()}.example`, port: 8728, username: 'lastmile' };
    return this.#owned('router', of, `${OPERATORS[of]}-router-${fresh()}`, reached);
  }

  /** What failed on a router for a new customer. */
  job(of: OperatorName): { readonly customer: string; readonly routerId: string } {
    const job = { customer: this.customer(of).id, routerId: this.router(of) };
    const { customer: customer_id, routerId: router_id } = job;
    this.#insert('provisioning', { customer_id, router_id, state: 'failed', queued_at: 0 });
    return job;
  }

  block(of: OperatorName): string {
    const id = randomUUID();
    const first = this.free();
    this.#insert('network_address', {
      id,
      operator_id: this.operatorIds[of],
      code: `${OPERATORS[of]}-block-${fresh()}`,
      code_key: `${OPERATORS[of]}-block-${made}`,
      first,
      last: first + 3,
    });
    return id;
  }

  /** A message to a new customer, that failed or waits. */
  message(of: OperatorName, state: 'failed' | 'waiting'): { readonly id: string; readonly customer: string } {
    const [id, customer] = [randomUUID(), this.customer(of).id];
    this.#insert('message', {
      id,
      operator_id: this.operatorIds[of],
      customer_id: customer,
      kind: 'welcome',
      facts: '{}',
      state,
      created_at: 0,
      created_by: this.staffIds[of],
      masked_text: `${OPERATORS[of]} text`,
    });
    return { id, customer };
  }

  /** A payment of a new customer on 5 October 2026. */
  payment(of: OperatorName): { readonly id: string; readonly customer: string; readonly number: string } {
    const [id, customer] = [randomUUID(), this.customer(of).id];
    const number = `${OPERATORS[of]}-${fresh()}`.toUpperCase();
    this.#insert('ledger_entry', {
      id,
      customer_id: customer,
      kind: 'payment',
      amount: 100,
      at: Date.parse('2026-10-05T06:00:00Z'),
      by: this.staffIds[of],
      operator_id: this.operatorIds[of],
      method: 'cash',
      receipt_number: number,
    });
    return { id, customer, number };
  }

  /** A suspension of a new customer that came by itself. */
  suspension(of: OperatorName): string {
    const [id, { id: customer, username }] = [randomUUID(), this.customer(of)];
    this.#insert('automatic_suspension', {
      ...{ id, customer_id: customer, operator_id: this.operatorIds[of], at: 0, username, reason: 'bill-overdue' },
    });
    return id;
  }

  /** The beginning of four addresses that nobody has. */
  free(): number {
    return 0x0a000000 + fresh() * 4;
  }

  view(of: OperatorName): string {
    const [id, name] = [randomUUID(), `${OPERATORS[of]}-view-${fresh()}`];
    const view = JSON.stringify({ filter: {}, sort: null, columns: null });
    this.#insert('saved_view', { id, staff_user_id: this.staffIds[of], name, name_key: name, view });
    return id;
  }

  batch(of: OperatorName): string {
    const id = randomUUID();
    this.#insert('import_batch', {
      id,
      operator_id: this.operatorIds[of],
      staff_user_id: this.staffIds[of],
      file_name: `${OPERATORS[of]}.csv`,
      file_hash: id,
      state: 'complete',
      rows: 0,
      imported: 0,
      failed: 0,
      skipped: 0,
      done_through: 0,
      at: 0,
    });
    return id;
  }

  field(): string {
    const [id, label] = [randomUUID(), `Field ${fresh()}`];
    this.#insert('custom_field', {
      id,
      label,
      label_key: label.toLowerCase(),
      type: 'text',
      required: 0,
      options: '[]',
      position: made,
    });
    return id;
  }

  /** An import session that is only looked at; `newSession` for what ends it. */
  session(of: OperatorName): Promise<string> {
    const known = this.#sessions.get(of) ?? this.newSession(of);
    this.#sessions.set(of, known);
    return known;
  }

  async newSession(of: OperatorName): Promise<string> {
    const client = this.client(of, 'admin');
    const { session } = await client.import.open({ file: file(`${OPERATORS[of]}-${fresh()}.csv`) });
    for await (const { stage } of await client.import.watch({ session })) if (stage !== 'reading') break;
    return session;
  }

  /** A run that suspended a customer. */
  run(of: OperatorName): Promise<string> {
    const known = this.#runs.get(of) ?? this.newRun(of);
    this.#runs.set(of, known);
    return known;
  }

  async newRun(of: OperatorName): Promise<string> {
    const request = randomUUID();
    const which = { ids: [this.customer(of).id] };
    const stream = await this.client(of, 'admin').actions.run({ request, which, terms: { action: 'reset-password' } });
    while ((await stream.next()).done !== true) continue;
    return request;
  }

  #owned(table: string, of: OperatorName, name: string, more: Readonly<Record<string, unknown>>): string {
    const id = randomUUID();
    const key = name.toLowerCase();
    this.#insert(table, {
      id,
      operator_id: this.operatorIds[of],
      name,
      name_key: key,
      code: name,
      code_key: key,
      ...more,
    });
    return id;
  }

  #insert(table: string, row: Readonly<Record<string, unknown>>): void {
    const columns = Object.keys(row);
    this.#db
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  }

  #mark(operatorId: string): string {
    const known = Object.entries(this.operatorIds).find(([, id]) => id === operatorId)?.[0] as OperatorName | undefined;
    return known ? OPERATORS[known] : 'new';
  }
}

/** A file with one customer who can be imported for the ISP and one who cannot. */
export function file(name: string): File {
  const headings = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address';
  return new File(
    [`${headings}\nfile-user-${fresh()},secret-1,Somebody,,,north,Home,Monthly,,\nbad user,,,,,,,,,\n`],
    name,
  );
}

export const unique = (): string => String(fresh());
