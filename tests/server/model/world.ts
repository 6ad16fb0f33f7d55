import type { Mutation } from '#shared/sync/mutations.ts';
import type { PushRequest } from '#shared/sync/push.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { headOf } from '#server/sync/head.ts';
import { pull } from '#server/sync/pull.ts';
import { push, type SyncDeps } from '#server/sync/push.ts';
import { adds, changes, customer, does, mutation, NOW, payment } from '../central.ts';
import type { Happening } from './history.ts';
import type { Message, ModelOffice, Reply, Without } from './office.ts';
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
  readonly offices: readonly ModelOffice[];
  readonly #flying: Flying[] = [];
  readonly #officeBackups: unknown[];
  #serverBackup: Awaited<ReturnType<typeof backupOf>>;

  static async open(deps: SyncDeps, offices: readonly ModelOffice[], without: Without = {}): Promise<World> {
    const world = new World(deps, offices, without, await backupOf(deps.database));
    for (const office of offices) await world.#pullAll(office);
    return world;
  }

  private constructor(
    deps: SyncDeps,
    offices: readonly ModelOffice[],
    without: Without,
    backup: Awaited<ReturnType<typeof backupOf>>,
  ) {
    this.#deps = deps;
    this.#without = without;
    this.offices = offices;
    this.#officeBackups = this.offices.map((office) => office.backup());
    this.#serverBackup = backup;
  }

  #office(number: number): ModelOffice {
    const found = this.offices[number];
    if (!found) throw new Error(`There is no office ${number}`);
    return found;
  }

  async happen(one: Happening): Promise<void> {
    switch (one.what) {
      case 'add':
        await this.#office(one.office).do(adds([customer(`user${one.name}`, { ip: 100 + one.ip })]));
        return;
      case 'move':
        await this.#to(one, ({ id, ip }) => changes(id, { ip: 100 + one.ip }, { was: { ip } }));
        return;
      case 'pay':
        await this.#to(one, ({ id }) => changes(id, {}, { action: 'add-payment', lines: [payment(id, 1)] }));
        return;
      case 'delete':
        await this.#to(one, ({ id }) => does(id, { action: 'delete' }));
        return;
      case 'remove':
        await this.#to(one, ({ id }) =>
          mutation({ name: 'customers.remove', args: { by: '', at: NOW, ids: [id], why: 'undo-import' } }),
        );
        return;
      case 'push':
        await this.#send(one.office, await this.#office(one.office).startPush(one.most), one.fault);
        return;
      case 'pull':
        await this.#send(one.office, await this.#office(one.office).startPull(one.most), one.fault);
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
        if (backup !== undefined) await this.#office(one.office).restore(backup);
        return;
      }
      case 'office-copied':
        await this.#copy(one.office, (one.office + 1) % this.offices.length);
    }
  }

  /** Everything is well again: what flies is lost, and everybody says and asks until nobody has anything more. */
  async heal(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      for (const office of this.offices) {
        for (let message = await office.startPush(5); message; message = await office.startPush(5)) {
          await office.receive(await this.#answer(office, message));
        }
        await this.#pullAll(office);
      }
    }
  }

  async #pullAll(office: ModelOffice): Promise<void> {
    for (let more = true; more;) {
      const reply = await this.#answer(office, await office.startPull(2));
      await office.receive(reply);
      more = reply.kind === 'pull' && reply.body.more && reply.body.fault === null;
    }
  }

  async #to(
    { office: number, one }: { readonly office: number; readonly one: number },
    change: (customer: CustomerRow) => Mutation,
  ): Promise<void> {
    const office = this.#office(number);
    const known = [
      ...office.disk.customers.values(),
      ...office.disk.journal.flatMap(({ mutation: { name, args } }) =>
        name === 'customers.add' ? args.customers : [],
      ),
    ].filter(({ status }) => status !== 'deleted');
    const chosen = known[one % Math.max(1, known.length)];
    if (chosen) await office.do(change(chosen));
  }

  /** The disk of one office in the machine of another that has nothing of its own that would be lost. */
  async #copy(from: number, to: number): Promise<void> {
    const known = new Set(this.#office(from).disk.journal.map(({ mutation: { uid } }) => uid));
    const own = this.#office(to).disk.journal.some(({ mutation: { uid } }) => !known.has(uid));
    if (!own) await this.#office(to).restore(this.#office(from).backup());
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
    if (fault !== 'lost-reply') await office.receive(reply);
  }

  /** The same message as a server would take it that lacks a protection. */
  async #unprotected(message: Message): Promise<Message> {
    const { database } = this.#deps;
    const witness = this.#without.witness ? await headOf(database) : message.body.witness;
    if (message.kind === 'pull') return { ...message, body: { ...message.body, witness } };
    const { mutations } = message.body;
    if (this.#without.knownByUid)
      await database.query('DELETE FROM mutation WHERE uid = ANY($1)', [mutations.map(({ uid }) => uid)]);
    return { ...message, body: { ...message.body, witness, mutations: await this.#byNumber(message.body) } };
  }

  /** What a push means to a server without forkCheck. */
  async #byNumber({ instanceId, firstMid, mutations }: PushRequest): Promise<Mutation[]> {
    if (!this.#without.forkCheck) return mutations;
    const sent = new Map(
      (
        await this.#deps.database.query<{ mid: number; uid: string }>(
          'SELECT mid, uid FROM mutation_number WHERE instance_id = $1',
          [instanceId],
        )
      ).map(({ mid, uid }) => [mid, uid]),
    );
    return mutations.map((one, index): Mutation => ({ ...one, uid: sent.get(firstMid + index) ?? one.uid }));
  }

  async #deliver(which: number): Promise<void> {
    const [flying] = this.#flying.splice(which % Math.max(1, this.#flying.length), 1);
    if (!flying) return;
    const office = this.#office(flying.office);
    if (flying.reply) await office.receive(flying.reply);
    else if (flying.message)
      this.#flying.push({ office: flying.office, reply: await this.#answer(office, flying.message) });
  }

  async #answer(office: ModelOffice, asked: Message): Promise<Reply> {
    const message = await this.#unprotected(asked);
    const { request } = message;
    if (message.kind === 'pull')
      return { request, kind: 'pull', body: structuredClone(await pull(this.#deps, office, message.body)) };
    const body = structuredClone(await push(this.#deps, office, structuredClone(message.body)));
    // Why the witness on such a reply guards nothing that an office could lose.
    if (body.fault !== null && body.results.length > 0) throw new Error('A fault acknowledges something');
    if (asked.kind !== 'push') return { request, kind: 'push', body };
    const results = body.results.map((result, index) => ({
      ...result,
      uid: asked.body.mutations[index]?.uid ?? result.uid,
    }));
    return { request, kind: 'push', body: { ...body, results } };
  }
}
