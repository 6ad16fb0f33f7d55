import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Core, createCore } from '#main/core.ts';
import { type Log, type LogLine, logTo } from '#main/log.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import type { Actor } from '#main/procedure.ts';
import { program } from '../programs.ts';
import { pathsOf } from '#main/store/folder.ts';

export type Client = RouterClient<Core['router']>;

/** A core over a data folder of its own, which goes with the test. */
export interface CoreAtWork {
  readonly core: Core;
  readonly folder: string;
  /** What was logged as a bug or a warning. */
  readonly logged: readonly LogLine[];
  /** The contract as this person calls it; the admin when nobody is named. */
  readonly as: (actor?: Partial<Actor>) => Client;
}

/** A folder that goes with the test. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The instant at which every test happens, unless it says otherwise. */
export const NOW = new Date('2026-11-20T10:00:00.000Z');

/** `start`: whether what goes on by itself (the billing clock, messages) does. */
export async function coreAtWork(now: () => Date = () => NOW, { start = true } = {}): Promise<CoreAtWork> {
  const place = ownFolder();
  const folder = join(place, 'data');
  const newId = orderedIds(now);
  const logged: LogLine[] = [];
  const log: Log = logTo((line) => logged.push(line), now, newId);
  const core = await createCore({
    folder,
    create: true,
    keys: [keyFiles(join(place, 'keys'))],
    now,
    newId,
    importWorker: program('import-worker'),
    version: '0.0.0-test',
    consoleName: 'office-pc',
    log,
  });
  onTestFinished(() => core.stop());
  if (start) await core.start();
  return {
    core,
    folder,
    logged,
    as: (actor = {}) =>
      createRouterClient(core.router, {
        context: core.context({
          actor: () => ({ ...(core.connect().actor() as Actor), isRoot: actor.operatorId === undefined, ...actor }),
        }),
      }),
  };
}

/** What a test reads or changes beside the core, in the same file. */
export function beside<Result>(folder: string, job: (db: Database) => Result): Result {
  const db = new DatabaseFile(pathsOf(folder).store);
  try {
    return job(db);
  } finally {
    db.close();
  }
}
