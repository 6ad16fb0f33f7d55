import type { CustomerRow } from '#shared/sync/rows.ts';
import { headOf } from '#server/sync/head.ts';
import { pull } from '#server/sync/pull.ts';
import { push, type SyncDeps } from '#server/sync/push.ts';
import { adds, changes, customer, does, mutation, NOW, payment, ROOT } from '../central.ts';
import type { Happening } from './history.ts';
import { type Message, Office, type Reply, type Without } from './office.ts';
import { backupOf, restoreTo } from './server-backup.ts';

interface Flying {
  readonly office: number;
  readonly message?: Message;
  readonly reply?: Reply;
}

/** Three offices and the server, and a line between them that does what it likes. */
export class World {
  readonly #deps: SyncDeps;
  readonly #without: Without;
  readonly offices: readonly Office[];
  readonly #flying: Flying[] = [];
  readonly #officeBackups: ReturnType<Office['backup']>[];
  #serverBackup: Awaited<ReturnType<typeof backupOf>>;

  static async open(deps: SyncDeps, without: Without = {}): Promise<World> {
    return new World(deps, without, await backupOf(deps.database));
  }

  private constructor(deps: SyncDeps, without: Without, backup: Awaited<ReturnType<typeof backupOf>>) {
    this.#deps = deps;
    this.#without = without;
    this.offices = [0, 1, 2].map(() => new Office(ROOT, without));
    this.#officeBackups = this.offices.map((office) => office.backup());
    this.#serverBackup = backup;
  }

  #office(number: number): Office {
    const found = this.offices[number];
    if (!found) throw new Error(`There is no office ${number}`);
    return found;
  }

  async happen(one: Happening): Promise<void> {
    switch (one.what) {
      case 'add':
        this.#office(one.office).do(adds([customer(`user${one.name}`, { ip: 100 + one.ip })]));
        return;
      case 'move':
        this.#to(one, ({ id, ip }) => changes(id, { ip: 100 + one.ip }, { was: { ip } }));
        return;
      case 'pay':
        this.#to(one, ({ id }) => changes(id, {}, { action: 'add-payment', lines: [payment(id, 1)] }));
        return;
      case 'delete':
        this.#to(one, ({ id }) => does(id, { action: 'delete' }));
        return;
      case 'remove':
        this.#to(one, ({ id }) =>
          mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids: [id], why: 'undo-import' } }),
        );
        return;
      case 'push':
        await this.#send(one.office, this.#office(one.office).startPush(one.most), one.fault);
        return;
      case 'pull':
        await this.#send(one.office, this.#office(one.office).startPull(one.most), one.fault);
        return;
      case 'deliver':
        await this.#deliver(one.one);
        return;
      case 'server-backup':
        this.#serverBackup = await backupOf(this.#deps.database);
        return;
      case 'server-restore':
        await restoreTo(this.#deps.database, this.#serverBackup);
        return;
      case 'office-backup':
        this.#officeBackups[one.office] = this.#office(one.office).backup();
        return;
      case 'office-restore': {
        const backup = this.#officeBackups[one.office];
        if (backup) this.#office(one.office).restore(backup);
        return;
      }
      case 'office-copied':
        this.#copy(one.office, (one.office + 1) % this.offices.length);
    }
  }

  /** Everything is well again: what flies is lost, and everybody says and asks until nobody has anything more. */
  async heal(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      for (const office of this.offices) {
        for (let message = office.startPush(5); message; message = office.startPush(5)) {
          office.receive(await this.#answer(office, message));
        }
        for (let more = true; more;) {
          const reply = await this.#answer(office, office.startPull(2));
          office.receive(reply);
          more = reply.kind === 'pull' && reply.body.more && reply.body.fault === null;
        }
      }
    }
  }

  #to(
    { office: number, one }: { readonly office: number; readonly one: number },
    change: (customer: CustomerRow) => Parameters<Office['do']>[0],
  ): void {
    const office = this.#office(number);
    const known = [
      ...office.disk.customers.values(),
      ...office.disk.journal.flatMap(({ mutation: { name, args } }) =>
        name === 'customers.add' ? args.customers : [],
      ),
    ].filter(({ status }) => status !== 'deleted');
    const chosen = known[one % Math.max(1, known.length)];
    if (chosen) office.do(change(chosen));
  }

  /** The disk of one office in the machine of another that has nothing of its own that would be lost. */
  #copy(from: number, to: number): void {
    const known = new Set(this.#office(from).disk.journal.map(({ mutation: { uid } }) => uid));
    const own = this.#office(to).disk.journal.some(({ mutation: { uid } }) => !known.has(uid));
    if (!own) this.#office(to).restore(this.#office(from).backup());
  }

  async #send(number: number, message: Message | null, fault: string): Promise<void> {
    if (!message || fault === 'lost-request') return;
    if (fault === 'late') {
      this.#flying.push({ office: number, message });
      return;
    }
    const office = this.#office(number);
    const reply = await this.#answer(office, message);
    if (fault === 'twice') this.#flying.push({ office: number, reply: await this.#answer(office, message) });
    if (fault !== 'lost-reply') office.receive(reply);
  }

  /** The same message as a server would take it that lacks a protection. */
  async #unprotected(message: Message): Promise<Message> {
    const { database } = this.#deps;
    if (this.#without.forkCheck) await database.query('DELETE FROM mutation_number');
    if (!this.#without.witness) return message;
    const witness = await headOf(database);
    return message.kind === 'push'
      ? { ...message, body: { ...message.body, witness } }
      : { ...message, body: { ...message.body, witness } };
  }

  async #deliver(which: number): Promise<void> {
    const [flying] = this.#flying.splice(which % Math.max(1, this.#flying.length), 1);
    if (!flying) return;
    const office = this.#office(flying.office);
    if (flying.reply) office.receive(flying.reply);
    else if (flying.message)
      this.#flying.push({ office: flying.office, reply: await this.#answer(office, flying.message) });
  }

  async #answer(office: Office, asked: Message): Promise<Reply> {
    const message = await this.#unprotected(asked);
    const { request } = message;
    return message.kind === 'push'
      ? { request, kind: 'push', body: structuredClone(await push(this.#deps, office, structuredClone(message.body))) }
      : { request, kind: 'pull', body: structuredClone(await pull(this.#deps, office, message.body)) };
  }
}
