import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { integrityProblems } from './integrity.ts';
import { invariants } from './invariants.ts';
import { openEntry } from './journal.ts';
import { openPassword } from './sealed-password.ts';
import type { Store } from './store.ts';

/** What a look through a whole store found: sentences for support, in English; none means all is well. */
export interface Checked {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

/**
 * Looks through a store: its pages, what refers to what, what the features promise each other, and, when the folder's key
 * is here, whether everything sealed opens. Changes nothing; lets other work through between two questions.
 */
export async function checkStore({ reader, seal, locked }: Store): Promise<Checked> {
  const problems = await integrityProblems(reader.name);
  // What a damaged file answers to further questions means nothing.
  if (problems.length === 0) {
    for (const { sentence, sql } of invariants) {
      await turn();
      for (const row of reader.prepare<[], Finding>(sql).all()) problems.push(told(sentence, row));
    }
    if (!locked) {
      problems.push(
        ...(await unopened(reader, 'passwords', PASSWORDS, (id, sealed) => openPassword(seal, id, sealed))),
      );
      problems.push(
        ...(await unopened(reader, 'entries of the journal', JOURNAL, (id, sealed) => openEntry(seal, id, sealed))),
      );
    }
  }
  return { ok: problems.length === 0, problems };
}

type Finding = Readonly<Record<string, string | number | null>>;

const told = (sentence: string, row: Finding): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(row[name] ?? '?'));

interface Sealed {
  readonly seq: number;
  readonly id: string;
  readonly sealed: Uint8Array;
}

const PASSWORDS = `SELECT seq, id, password_sealed AS sealed FROM customer
  WHERE seq > ? AND password_sealed IS NOT NULL ORDER BY seq LIMIT 500`;
const JOURNAL = 'SELECT seq, uid AS id, sealed FROM sync_journal WHERE seq > ? ORDER BY seq LIMIT 50';

/** One sentence when some of what the pages of `sql` hold does not open. */
async function unopened(
  reader: Database,
  what: string,
  sql: string,
  open: (id: string, sealed: Uint8Array) => unknown,
): Promise<string[]> {
  const page = reader.prepare<[number], Sealed>(sql);
  const failed: string[] = [];
  for (let rows = page.all(-1); rows.length > 0; rows = page.all(rows.at(-1)?.seq ?? Infinity)) {
    for (const { id, sealed } of rows) if (!opens(() => open(id, sealed))) failed.push(id);
    await turn();
  }
  return failed.length === 0
    ? []
    : [`${failed.length} sealed ${what} do not open with this folder's key, such as ${failed[0]}.`];
}

/** Whatever does not open, however it fails: the text inside may be torn as well as the seal. */
function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch (error) {
    return error instanceof Refusal && error.code === 'key-locked';
  }
}
