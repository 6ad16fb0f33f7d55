import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import { type Engine, syncEngine } from '#main/features/sync/engine.ts';
import { recordReader } from '#main/features/sync/index.ts';
import type { CentralLine, LineFailure } from '#main/features/sync/line/index.ts';
import { laidOverCustomer } from '#main/features/sync/overlay.ts';
import { customerDropper, customerPutter, customerRows, linePutter } from '#main/features/sync/rows/index.ts';
import { keepServer, sealToken } from '#main/features/sync/server-row.ts';
import { writeSetting } from '#main/features/settings/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { type Central, NOW, ROOT } from '../central.ts';

/** What a test makes of a request before it comes to the server: another request, a failure, or nothing at all. */
export type Underway = (kind: 'push' | 'pull', signal: AbortSignal | undefined) => Promise<LineFailure | null>;

/** A console that has joined, with its engine and a line straight to the server's own functions. */
export interface SyncedConsole {
  readonly store: Store;
  readonly engine: Engine;
  /** What this machine's clock says. */
  readonly clock: { at: number };
  /** From 0 up to, not including, 1: what the engine's chance is. */
  readonly chance: { is: number };
  /** Stands between the console and the server. */
  readonly way: { through: Underway; back: Underway };
  /** What was asked, in its order, and how many mutations a push had. */
  readonly asked: string[];
  readonly failures: unknown[];
  readonly warned: object[];
  readonly do: (mutation: Mutation) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The operator at the top, with all that a console keeps of one. */
export const TOP: RecordRow = {
  ...{ kind: 'operator', id: ROOT, operatorId: ROOT, version: 2 },
  body: {
    ...{ parentId: null, name: 'Shapla', nameKey: 'shapla', code: 'shapla', codeKey: 'shapla', kind: 'admin' },
    ...{ country: null, retiredAt: null },
  },
};

const open: Underway = () => Promise.resolve(null);

export function ownRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-sync-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

export const openedAt = (root: string, clock = { at: NOW }, newId: () => string = randomUUID): Promise<Store> =>
  openStore({
    ...{ folder: join(root, 'data'), create: true, keys: [keyFiles(join(root, 'keys'))], recordReader },
    ...{ now: () => new Date(clock.at), newId, consoleName: 'office' },
    log: { info: () => undefined, warn: () => undefined, failure: () => 'logged' },
  });

/** Puts a console together with the server: it has nothing of its own. */
export async function joined(store: Store, operatorId = ROOT): Promise<void> {
  await store.write(({ db }) => {
    db.exec('DELETE FROM sync_journal; UPDATE sync_record SET touched = 0');
    writeSetting(db, 'enrolled', true);
    keepServer(db, {
      ...{
        url: 'https://central.test',
        fingerprint: null,
        deviceId: randomUUID(),
        consoleName: 'office',
        tokenAt: NOW,
      },
      ...{ tokenSealed: sealToken(store.seal, 'token'), operatorId, operatorName: 'Shapla' },
      ...{ state: 'joined', enrolledAt: NOW, instanceId: randomUUID() },
    });
  });
}

/** Something that was done here: the journal and what it makes of the rows, in one transaction. */
export async function doneAt(store: Store, mutation: Mutation): Promise<void> {
  await store.write((tx) => {
    tx.journal(mutation);
    const put = customerPutter(tx, store.seal);
    const line = linePutter(tx);
    if (mutation.name === 'customers.add') {
      mutation.args.customers.forEach(put);
      mutation.args.lines.forEach(line);
    }
    if (mutation.name === 'customers.remove') mutation.args.ids.forEach(customerDropper(tx));
    if (mutation.name !== 'customer.change') return;
    const [row] = customerRows(tx.db, store.seal, [mutation.args.id]);
    const after = row && laidOverCustomer(row, [mutation]);
    if (after) put(after);
    if (after) mutation.args.lines.forEach(line);
  });
}

export async function consoleAt({ deps }: Pick<Central, 'deps'>, root = ownRoot()): Promise<SyncedConsole> {
  const clock = { at: NOW };
  const store = await openedAt(root, clock);
  await joined(store);
  const speaker = { deviceId: randomUUID(), operatorId: ROOT };
  const chance = { is: 0.5 };
  const way = { through: open, back: open };
  const asked: string[] = [];
  const failures: unknown[] = [];
  const warned: object[] = [];
  const over = async <T>(
    kind: 'push' | 'pull',
    signal: AbortSignal | undefined,
    answer: () => Promise<T>,
  ): Promise<{ ok: true; value: T } | { ok: false; failure: LineFailure }> => {
    const before = await way.through(kind, signal);
    if (before) return { ok: false, failure: before };
    const value = await answer();
    const after = await way.back(kind, signal);
    return after ? { ok: false, failure: after } : { ok: true, value };
  };
  const never = (): Promise<never> => Promise.reject(new Error('Nothing of that kind is asked here'));
  const line: CentralLine = {
    push: (input, signal) => {
      asked.push(`push ${input.mutations.length}`);
      return over('push', signal, () => push(deps, speaker, structuredClone(input)));
    },
    pull: (input, signal) => {
      asked.push('pull');
      return over('pull', signal, () => pull(deps, speaker, input));
    },
    ...{ health: never, enrol: never, records: never, rotateToken: never, close: () => undefined },
    ...{ online: never, sessions: never, usage: never },
    // There are no routers here.
    holdRouters: () => Promise.resolve({ ok: true, value: { routers: [] } }),
  };
  const engine = syncEngine({
    ...{ store, now: () => new Date(clock.at), newId: randomUUID, random: () => chance.is, lineTo: () => line },
    version: '0.0.0',
    log: {
      info: () => undefined,
      warn: (message, fields) => void warned.push({ message, ...fields }),
      failure: (error) => {
        failures.push(error);
        return 'logged';
      },
    },
  });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await engine.stop();
    await store.close();
  };
  onTestFinished(close);
  const undertake = (mutation: Mutation): Promise<void> => doneAt(store, mutation);
  return { store, engine, clock, chance, way, asked, failures, warned, do: undertake, close };
}

export const count = (store: Store, sql: string): number =>
  Number(store.reader.prepare(`SELECT count(*) FROM ${sql}`).pluck().get());

/** What waits, in records. */
export const waiting = (store: Store): number => count(store, "sync_journal WHERE state IN ('pending', 'sent')");
