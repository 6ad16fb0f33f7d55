import { randomUUID } from 'node:crypto';
import { GENESIS, SCHEMA, type Witness } from '#shared/sync/head.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { PullReply, PullRequest } from '#shared/sync/pull.ts';
import type { PushReply, PushRequest } from '#shared/sync/push.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';

/** What an office keeps, as a backup of its disk has it. */
interface Disk {
  instanceId: string;
  nextMid: number;
  witness: Witness;
  cursor: Witness;
  scope: string | null;
  customers: Map<string, CustomerRow>;
  lines: Map<string, LedgerRow>;
  journal: Entry[];
  /** Everything that was done here, as far as this disk knows: what an older backup does not have is lost with the disk. */
  done: string[];
}

/** What the world asks of an office, whatever it keeps its disk in. */
export interface ModelOffice {
  readonly deviceId: string;
  readonly operatorId: string;
  /** What stands on the disk, to be looked at. */
  readonly disk: {
    readonly customers: ReadonlyMap<string, CustomerRow>;
    readonly lines: ReadonlyMap<string, LedgerRow>;
    readonly journal: readonly { readonly mutation: Mutation; readonly state: 'pending' | 'applied' | 'rejected' }[];
    readonly done: readonly string[];
  };
  readonly backup: () => unknown;
  /** Puts what `backup` gave in place of the disk. */
  readonly restore: (backup: unknown) => void | Promise<void>;
  readonly do: (mutation: Mutation) => void | Promise<void>;
  /** At most so many mutations; null: nothing waits. */
  readonly startPush: (most: number) => Message | null | Promise<Message | null>;
  readonly startPull: (limit: number) => Message | Promise<Message>;
  readonly receive: (reply: Reply) => void | Promise<void>;
}

interface Entry {
  readonly mutation: Mutation;
  state: 'pending' | 'applied' | 'rejected';
  mid: number | null;
}

export type Message = { readonly request: number } & (
  { readonly kind: 'push'; readonly body: PushRequest } | { readonly kind: 'pull'; readonly body: PullRequest }
);
export type Reply = { readonly request: number } & (
  { readonly kind: 'push'; readonly body: PushReply } | { readonly kind: 'pull'; readonly body: PullReply }
);

/** Protections of an office that can be taken away, to show that each is needed. */
export interface Without {
  /** Late replies are taken for the one that is waited for. */
  readonly lateReplies?: boolean;
  /** What was acknowledged is forgotten at once. */
  readonly journalKept?: boolean;
  /** The cursor moves with the reply to a push. */
  readonly cursorByPull?: boolean;
  /** What is gone stays in the office. */
  readonly tombstones?: boolean;
  /** The server believes every witness. */
  readonly witness?: boolean;
  /** The server takes the number of a mutation for its name: what was sent under it before is what is meant. */
  readonly forkCheck?: boolean;
  /** The server does not know again what it has decided. */
  readonly knownByUid?: boolean;
}

const freshDisk = (): Disk => ({
  ...{ instanceId: randomUUID(), nextMid: 1, witness: GENESIS, cursor: GENESIS, scope: null },
  ...{ customers: new Map(), lines: new Map(), journal: [], done: [] },
});

/** An office as the rules of synchronisation say, in memory: one request in flight, everything else on its disk. */
export class Office implements ModelOffice {
  readonly deviceId: string = randomUUID();
  readonly operatorId: string;
  readonly #without: Without;
  disk: Disk = freshDisk();
  #requests = 0;
  #inFlight: number | null = null;

  constructor(operatorId: string, without: Without) {
    this.operatorId = operatorId;
    this.#without = without;
  }

  backup(): Disk {
    return structuredClone(this.disk);
  }

  restore(disk: unknown): void {
    // Cast: only what `backup` gave comes back.
    this.disk = structuredClone(disk) as Disk;
    this.#inFlight = null;
  }

  do(mutation: Mutation): void {
    this.disk.done.push(mutation.uid);
    this.disk.journal.push({ mutation, state: 'pending', mid: this.disk.nextMid++ });
  }

  startPush(most: number): Message | null {
    const waiting = this.disk.journal.filter(({ state }) => state === 'pending').slice(0, most);
    const firstMid = waiting[0]?.mid ?? null;
    if (firstMid === null) return null;
    const { instanceId, witness } = this.disk;
    const mutations = waiting.map(({ mutation }) => mutation);
    return { request: this.#ask(), kind: 'push', body: { instanceId, firstMid, witness, schema: SCHEMA, mutations } };
  }

  startPull(limit: number): Message {
    const { cursor, witness, scope } = this.disk;
    return { request: this.#ask(), kind: 'pull', body: { cursor, witness, scope, schema: SCHEMA, limit } };
  }

  #ask(): number {
    this.#requests += 1;
    this.#inFlight = this.#requests;
    return this.#requests;
  }

  receive(reply: Reply): void {
    if (!this.#without.lateReplies) {
      if (this.#inFlight !== reply.request) return;
      this.#inFlight = null;
    }
    if (reply.kind === 'push') this.#pushed(reply.body);
    else this.#pulled(reply.body);
  }

  #pushed({ results, fault, head }: PushReply): void {
    const { disk } = this;
    for (const { uid, status } of results) {
      const entry = disk.journal.find(({ mutation }) => mutation.uid === uid);
      if (entry) entry.state = status;
    }
    if (this.#without.journalKept) disk.journal = disk.journal.filter(({ state }) => state === 'pending');
    if (head.version >= disk.witness.version) disk.witness = head;
    if (fault === 'FORK') this.#anew('pending');
    else if (fault !== null) this.#reset();
    else if (this.#without.cursorByPull) disk.cursor = head;
  }

  #pulled({ rows, tombstones, cursor, scope, fault, head }: PullReply): void {
    const { disk } = this;
    if (fault !== null) {
      this.#reset();
      return;
    }
    if (!this.#without.tombstones) for (const { id } of tombstones) disk.customers.delete(id);
    for (const one of rows) {
      if (one.entity === 'customer') disk.customers.set(one.row.id, one.row);
      if (one.entity === 'ledger-entry') disk.lines.set(one.row.id, one.row);
    }
    disk.cursor = cursor;
    disk.scope = scope;
    disk.witness = head;
  }

  /** Takes a new number for this copy, and counts what is sent from one. */
  #anew(which: 'pending' | 'all'): void {
    const { disk } = this;
    disk.instanceId = randomUUID();
    disk.nextMid = 1;
    for (const entry of disk.journal) {
      if (which === 'all') entry.state = 'pending';
      entry.mid = entry.state === 'pending' ? disk.nextMid++ : null;
    }
  }

  /** The server knows less than this office: everything is told again. */
  #reset(): void {
    Object.assign(this.disk, {
      witness: GENESIS,
      cursor: GENESIS,
      scope: null,
      customers: new Map(),
      lines: new Map(),
    });
    this.#anew('all');
  }
}
