import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { folded } from '#shared/domain/text.ts';
import { type LogLine, logTo } from '#main/log.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { Refusal } from '#main/refusal.ts';
import { type OpenOptions, openStore, searchIndex, type Store, type WriteTransaction } from '#main/store/index.ts';

/** A machine of its own: a place for data folders and one for its keys. Gone after the test. */
export interface Machine {
  readonly root: string;
  readonly folder: string;
  readonly options: OpenOptions;
  readonly logged: LogLine[];
  readonly open: (changes?: Partial<OpenOptions>) => Promise<Store>;
}

export function machine(): Machine {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-store-'));
  const opened: Store[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    rmSync(root, { recursive: true, force: true });
  });
  let time = Date.UTC(2026, 10, 20, 12);
  const now = (): Date => new Date((time += 1000));
  const logged: LogLine[] = [];
  const log = logTo((line) => void logged.push(line), now, randomUUID);
  const folder = join(root, 'data');
  const keys = [keyFiles(join(root, 'keys'))];
  const options: OpenOptions = { folder, create: true, keys, now, newId: randomUUID, log, consoleName: 'desk 1' };
  const open = async (changes: Partial<OpenOptions> = {}): Promise<Store> => {
    const store = await openStore({ ...options, ...changes });
    opened.push(store);
    return store;
  };
  return { root, folder, options, logged, open };
}

/** The refusal that some work ends in; fails the test when it succeeds or throws anything else. */
export async function refusalOf(work: () => unknown): Promise<Refusal> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

export interface SomeCustomer {
  readonly username?: string;
  readonly fullName?: string;
  readonly phone?: string | null;
  readonly phoneKey?: string | null;
  readonly ip?: number | null;
  readonly accountNumber?: string | null;
  readonly zoneId?: string | null;
  readonly status?: string;
  readonly batchId?: string | null;
  readonly custom?: Readonly<Record<string, string>>;
}

/** Adds a customer with its row in the search index, and answers its seq and id. */
export function addCustomer(tx: WriteTransaction, given: SomeCustomer = {}): { seq: number; id: string } {
  const id = randomUUID();
  const username = given.username ?? `user-${id.slice(0, 8)}`;
  const fullName = given.fullName ?? 'Rahima Khatun';
  const one = (sql: string): string => String(tx.db.prepare(sql).pluck().get());
  const references = reference(tx);
  const { lastInsertRowid } = tx.db
    .prepare(
      `INSERT INTO customer (id, operator_id, username, username_key, password_sealed, full_name, name_key, phone, phone_key,
         package_id, billing_profile_id, zone_id, ip, account_number, status, batch_id, custom, created_at, updated_at)
       VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
    )
    .run(
      id,
      one('SELECT id FROM operator'),
      username,
      folded(username),
      fullName,
      folded(fullName),
      given.phone ?? null,
      given.phoneKey ?? null,
      references.packageId,
      references.billingProfileId,
      given.zoneId ?? null,
      given.ip ?? null,
      given.accountNumber ?? null,
      given.status ?? 'active',
      given.batchId ?? null,
      JSON.stringify(given.custom ?? {}),
    );
  const seq = Number(lastInsertRowid);
  const parts = { phone: null, phoneKey: null, ip: null, accountNumber: null, ...given, username, fullName };
  searchIndex(tx.db).add(
    seq,
    searchText({ ...parts, macs: [], zoneName: null, custom: Object.values(given.custom ?? {}) }),
  );
  return { seq, id };
}

/** A package and a billing profile, made once. */
function reference({ db }: WriteTransaction): { packageId: string; billingProfileId: string } {
  db.exec(`
    INSERT OR IGNORE INTO package (id, operator_id, name, name_key, code, code_key, connection)
      SELECT 'package-1', id, 'Home', 'home', 'H', 'h', 'pppoe' FROM operator WHERE parent_id IS NULL;
    INSERT OR IGNORE INTO billing_profile (id, operator_id, name, name_key, code, code_key, mode)
      SELECT 'profile-1', id, 'Monthly', 'monthly', 'M', 'm', 'monthly' FROM operator WHERE parent_id IS NULL;
  `);
  return { packageId: 'package-1', billingProfileId: 'profile-1' };
}

/** A real process that runs one of the programs in `children/`. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints. */
  readonly line: () => Promise<string>;
  /** How it ended: its status, or the signal's name. */
  readonly ended: Promise<number | string>;
}

export function child(program: string, ...args: readonly string[]): Child {
  const script = join(import.meta.dirname, 'children', program);
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void started.kill('SIGKILL'));
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  return {
    process: started,
    line: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`${program} ended without another line`);
      return next.value;
    },
    ended: new Promise((resolve) => started.once('exit', (status, signal) => resolve(signal ?? status ?? -1))),
  };
}
